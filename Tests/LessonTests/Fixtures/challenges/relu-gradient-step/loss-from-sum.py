def relu_gradient_step(weights, bias, inputs, target, rate):
    z = bias
    for j in range(len(inputs)):
        z += weights[j] * inputs[j]
    y = 0 if z <= 0 else z
    error = y - target
    slope = error if z > 0 else 0
    new_weights = [w - rate * slope * x for w, x in zip(weights, inputs)]
    new_bias = bias - rate * slope
    loss = (z - target) ** 2 / 2
    return new_weights, new_bias, loss
