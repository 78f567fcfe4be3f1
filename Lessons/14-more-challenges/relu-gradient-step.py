# One step of gradient descent for one ReLU neuron:
# y is ReLU of z, and z is bias plus weights[j] times
# inputs[j], for every j. The neuron is on where z is
# above 0.
# It returns the new weights, the new bias, and the loss
# before the step.
def relu_gradient_step(weights, bias, inputs, target, rate):
    # as for the linear neuron, with one more factor
    return weights, bias, 0
