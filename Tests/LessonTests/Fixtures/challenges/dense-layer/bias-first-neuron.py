def dense_layer(inputs, weights, biases):
    if len(weights) != len(biases):
        raise ValueError("one bias per row of weights")
    outputs = []
    for i in range(len(weights)):
        if len(weights[i]) != len(inputs):
            raise ValueError("one weight per input")
        z = biases[0]
        for j in range(len(inputs)):
            z += weights[i][j] * inputs[j]
        # ReLU; NaN <= 0 is false, so NaN passes
        outputs.append(0 if z <= 0 else z)
    return outputs
