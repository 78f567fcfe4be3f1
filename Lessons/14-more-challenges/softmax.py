import math


# Turns scores into shares that make 1 together.
# math.exp(x) is e to the power x.
def softmax(scores):
    # one share per score
    return []
