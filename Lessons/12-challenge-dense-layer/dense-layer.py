# One layer of ReLU neurons, all reading the same inputs.
#   inputs   the numbers that come in
#   weights  one row per neuron, in it one weight per input
#   biases   one per neuron
# It returns one number per neuron.
def dense_layer(inputs, weights, biases):
    # one output per row of weights
    return []


# For shapes that do not fit:
# raise ValueError("what is wrong")
