import math


def softmax(scores):
    return [math.exp(s) for s in scores]
