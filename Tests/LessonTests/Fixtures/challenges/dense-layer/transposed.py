def dense_layer(inputs, weights, biases):
    if len(weights) != len(inputs):
        raise ValueError("one row of weights per input")
    outputs = []
    for i in range(len(biases)):
        if any(len(row) != len(biases) for row in weights):
            raise ValueError("one weight per bias")
        z = biases[i]
        for j in range(len(inputs)):
            z += weights[j][i] * inputs[j]
        # ReLU; NaN <= 0 is false, so NaN passes
        outputs.append(0 if z <= 0 else z)
    return outputs
