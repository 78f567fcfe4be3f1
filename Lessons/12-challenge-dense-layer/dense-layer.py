# One layer of ReLU neurons.
#   inputs   the numbers that come in
#   weights  one row per neuron
#   biases   one per neuron
# It returns one number per neuron.
def dense_layer(inputs, weights, biases):
    # one output per row of weights
    return []


# For shapes that do not fit:
# raise ValueError("what is wrong")
