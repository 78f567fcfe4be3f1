def gradient_step(weights, bias, inputs, target, rate):
    y = bias
    for j in range(len(inputs)):
        y += weights[j] * inputs[j]
    error = y - target
    new_weights = [w - error * x for w, x in zip(weights, inputs)]
    new_bias = bias - error
    loss = error * error / 2
    return new_weights, new_bias, loss
