import math


def softmax(scores):
    # without scores there is no smallest one
    if not scores:
        return []
    smallest = min(scores)
    powers = [math.exp(smallest - s) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]
