def dense_layer(inputs, weights, biases):
    if len(weights) != len(biases):
        raise ValueError("one bias per row of weights")
    outputs = []
    for i in range(len(weights)):
        if len(weights[i]) != len(inputs):
            raise ValueError("one weight per input")
        z = biases[i]
        for j in range(len(inputs)):
            z += weights[i][j] * inputs[j]
        outputs.append(z if z > 0 else 0)
    return outputs
