import math


def softmax(scores):
    # without scores there is no largest one
    if not scores:
        return []
    largest = max(scores)
    powers = [math.exp(s - largest) for s in scores]
    return powers
