import math


def sigmoid(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    # z is below 0, so exp(z) is below 1
    power = math.exp(z)
    return power / (1 + power)
