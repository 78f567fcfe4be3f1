def dense_layer(inputs, weights, biases):
    outputs = []
    for row, bias in zip(weights, biases):
        z = bias
        for weight, x in zip(row, inputs):
            z += weight * x
        outputs.append(0 if z <= 0 else z)
    return outputs
