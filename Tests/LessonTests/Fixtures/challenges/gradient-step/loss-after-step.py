def gradient_step(weights, bias, inputs, target, rate):
    y = bias
    for j in range(len(inputs)):
        y += weights[j] * inputs[j]
    error = y - target
    new_weights = [w - rate * error * x for w, x in zip(weights, inputs)]
    new_bias = bias - rate * error
    after = new_bias + sum(w * x for w, x in zip(new_weights, inputs)) - target
    loss = after * after / 2
    return new_weights, new_bias, loss
