# The sums of a layer, before any activation
def sums(inputs, weights, biases):
    if len(weights) != len(biases):
        raise ValueError("one bias per row of weights")
    sums = []
    for i in range(len(weights)):
        if len(weights[i]) != len(inputs):
            raise ValueError("one weight per input")
        z = biases[i]
        for j in range(len(inputs)):
            z += weights[i][j] * inputs[j]
        sums.append(z)
    return sums


def forward_pass(x, w1, b1, w2, b2):
    return sums(x, w2, b2)
