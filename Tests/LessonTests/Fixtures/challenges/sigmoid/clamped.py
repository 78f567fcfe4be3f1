import math


def sigmoid(z):
    return 1 / (1 + math.exp(-max(-709, min(709, z))))
