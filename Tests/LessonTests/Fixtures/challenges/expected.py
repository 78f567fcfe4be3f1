"""Recomputes the expected numbers of the challenges after denseLayer from their formulas, and prints them as JSON.

Nothing here comes from the lessons' solutions. Numbers are exact fractions, or decimals of 60 digits where
there is an exp; only a result is rounded, once, to the nearest double. For each challenge there is one list a
case, in the order of the lesson, and in it one result a call.
"""
import json
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60


def exact(value):
    """A number as it is written, not as a double holds it."""
    if isinstance(value, list):
        return [exact(item) for item in value]
    return value if value == "NaN" else Fraction(str(value))


def decimal(value):
    return Decimal(value.numerator) / Decimal(value.denominator)


# The formulas


def sigmoid(z):
    if z == "NaN":
        return z
    return 1 / (1 + (-decimal(z)).exp())


def softmax(scores):
    powers = [decimal(score).exp() for score in scores]
    return [power / sum(powers) for power in powers]


def sums(inputs, weights, biases):
    if len(weights) != len(biases) or any(len(row) != len(inputs) for row in weights):
        raise ValueError
    return [sum(w * x for w, x in zip(row, inputs)) + b for row, b in zip(weights, biases)]


def relu(z):
    return max(z, Fraction(0))


def forward_pass(x, w1, b1, w2, b2):
    return sums([relu(z) for z in sums(x, w1, b1)], w2, b2)


def half_square(error):
    return error * error / 2


def moved(numbers, slopes, rate):
    return [number - rate * slope for number, slope in zip(numbers, slopes)]


def neuron_step(weights, bias, inputs, target, rate, is_relu):
    z = sums(inputs, [weights], [bias])[0]
    error = (relu(z) if is_relu else z) - target
    slope = 0 if is_relu and z <= 0 else error
    new_weights = moved(weights, [slope * x for x in inputs], rate)
    return [new_weights, bias - rate * slope, half_square(error)]


def gradient_step(weights, bias, inputs, target, rate):
    return neuron_step(weights, bias, inputs, target, rate, is_relu=False)


def relu_gradient_step(weights, bias, inputs, target, rate):
    return neuron_step(weights, bias, inputs, target, rate, is_relu=True)


def network_gradient_step(x, w1, b1, w2, b2, target, rate):
    z = sums(x, w1, b1)
    hidden = [relu(s) for s in z]
    error = sums(hidden, w2, b2)[0] - target
    slopes = [error * w if s > 0 else 0 for w, s in zip(w2[0], z)]
    new_w1 = [moved(row, [slope * v for v in x], rate) for row, slope in zip(w1, slopes)]
    new_w2 = moved(w2[0], [error * h for h in hidden], rate)
    return [new_w1, moved(b1, slopes, rate), [new_w2], [b2[0] - rate * error], half_square(error)]


# The cases: what each function is called with

Z = [0, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15, 20, 30, 36]

TOUR = [[[0.5, -0.3], [0.8, 0.1]], [0.1, -0.2], [[0.6, 0.4]], [0]]
THREE = [[[0.5, -0.3], [0.8, 0.1], [0.4, -0.6]], [0.1, -0.2, 0.1], [[0.6, 0.4, -0.5]], [0]]

TWENTY = [
    [[-0.6], -1, [0.4], 0.3],
    [[0.9], 0.7, [-0.6], -2],
    [[0.9], 0.4, [-1.1], 0.3],
    [[-0.5], -0.4, [0.1], -1.7],
    [[-1, -0.9], -0.8, [1.2, -0.6], 0.7],
    [[0.7, -0.5], -0.5, [-1.7, 1.5], 1.2],
    [[-0.8, 0.2], 0.9, [1.8, 0.6], 1],
    [[0.5, 0.9], -1, [0.4, 1.4], -1.5],
    [[0.6, 0.8], -1, [1.2, -0.9], 0.4],
    [[0.3, -0.9], -0.3, [1.3, -1.9], 0.7],
    [[-0.9, 0.2], -0.7, [-0.7, 1.8], 1.5],
    [[-0.3, -0.5], -0.9, [-1.6, -0.3], 0.7],
    [[-0.2, 0.5], 1, [0.2, 1.8], -1.7],
    [[0.6, 0.4], -0.1, [0.3, -0.7], 0.9],
    [[0.5, 0.5, -0.3], 0.1, [-1, 0.9, 1.5], -0.9],
    [[-0.4, -0.3, 0.9], -0.5, [-2, -0.3, 0.1], -0.5],
    [[-1, 0.6, -0.9], 0.1, [-0.5, 1.9, -1.3], 1.4],
    [[0.6, -0.6, -1], -0.3, [-0.3, 2, -1.3], 1.3],
    [[0.6, 0.5, 0.5], 0.4, [2, 0.2, -0.4], -1],
    [[0.4, -0.1, 0.9], 0.6, [-1.8, -0.3, 0.1], 2],
]

CASES = {
    sigmoid: [
        [[0]], [[2]], [[-2]], [[710]], [[-710]], [[-1000]],
        [[sign * z] for z in Z for sign in (1, -1)],
        [["NaN"]],
    ],
    softmax: [
        [[[2, 1, 0]]], [[[1, 1, 1]]], [[[1000, 1001, 1002]]], [[[1000, 1000]]], [[[-1000, 0]]], [[[5]]], [[[]]],
        [[[0.1, 2.5, -3.2, 7, 1.25]]], [[[0.5, -1, 3]]], [[[2, 1, 0]], [[102, 101, 100]]], [[[-1000, -1001]]],
    ],
    forward_pass: [
        [[[1, 0], *TOUR]], [[[1, 1], *TOUR]], [[[0, 1], *TOUR]], [[[0, 0], *TOUR]], [[[2, 1], *TOUR]],
        [[[1, 0], *THREE]], [[[1, 0], *THREE[:2], *TOUR[2:]]], [[[1, 1], *TOUR[:3], [-1]]],
    ],
    gradient_step: [
        [[[0.5, -0.25], 0.1, [1, 2], 1, 0.1]], [[[0.59, -0.07], 0.19, [1, 2], 1, 0.1]],
        [[[0.5, -0.25], 0.1, [1, 2], 0.1, 0.1]], [[[0.5, -0.25], 0.1, [1, 2], 1, 0]],
        [[[0.5, -0.25], 0.1, [1, 0], 1, 0.1]],
        [[*case, 0.01] for case in TWENTY],
        [[[], 0.1, [], 1, 0.1]],
    ],
    relu_gradient_step: [
        [[[0.5, -0.25], 0.1, [1, 2], 1, 0.1]], [[[0.5, -0.25], -1, [1, 2], 1, 0.1]],
        [[[0.2, 0.8, -0.5], 0.1, [1, 2, 3], 0, 0.1]], [[[0.2, 0.8, -0.5], -100, [1, 2, 3], 1, 0.1]],
        [[[0.5, -0.25], 0, [1, 2], 1, 0.1]], [[[0.5, -0.25], -1, [1, 2], 0, 0.1]], [[[], 0.1, [], 1, 0.1]],
    ],
    network_gradient_step: [
        [[[1, 0], *TOUR, 1, 0.1]], [[[1, 1], *TOUR, 1, 0.1]], [[[0, 1], *TOUR, 1, 0.1]],
        [[[0, 0], *TOUR, 1, 0.1]], [[[1, 0], *TOUR, 1, 0.5]], [[[1, 1], *TOUR, 0.46, 0.1]],
        [[[1, 0], *THREE, 1, 0.1]],
    ],
}


def loss(weights, bias, inputs, target):
    return half_square(sums(inputs, [weights], [bias])[0] - target)


def every_loss_falls():
    """In each of the twenty the step makes the loss smaller, and a step of the wrong sign makes it larger."""
    for weights, bias, inputs, target in exact(TWENTY):
        down, up = (gradient_step(weights, bias, inputs, target, rate)[:2] for rate in exact([0.01, -0.01]))
        yield loss(*down, inputs, target) < loss(weights, bias, inputs, target) < loss(*up, inputs, target)


def result(function, arguments):
    try:
        return rounded(function(*exact(arguments)))
    except ValueError:
        return "error"


def rounded(value):
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return value if value == "NaN" else float(value)


assert all(every_loss_falls())
results = {
    function.__name__.replace("_", "-"): [[result(function, call) for call in case] for case in cases]
    for function, cases in CASES.items()
}
print("{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in results.items()) + "\n}")
