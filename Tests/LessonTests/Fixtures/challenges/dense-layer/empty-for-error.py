def dense_layer(inputs, weights, biases):
    if len(weights) != len(biases):
        return []
    outputs = []
    for i in range(len(weights)):
        if len(weights[i]) != len(inputs):
            return []
        z = biases[i]
        for j in range(len(inputs)):
            z += weights[i][j] * inputs[j]
        # ReLU; NaN <= 0 is false, so NaN passes
        outputs.append(0 if z <= 0 else z)
    return outputs
