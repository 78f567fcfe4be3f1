"""Every number of the lessons on loss, slopes, gradient descent and backpropagation, by another way than the program's.

Exact fractions all through, and slopes by forward-mode differentiation: each number carries its derivative along one
parameter, `a + b ε` with `ε² = 0`. Nothing goes backward here. Run it to write `expected.json` anew:

    python3 expected.py > expected.json
"""

import json
import math
from fractions import Fraction as F


class Dual:
    """A number with its derivative along the one number that is asked about."""

    def __init__(self, value, slope=0):
        self.value, self.slope = F(value), F(slope)

    def __add__(self, other):
        return Dual(self.value + other.value, self.slope + other.slope)

    def __sub__(self, other):
        return Dual(self.value - other.value, self.slope - other.slope)

    def __mul__(self, other):
        return Dual(self.value * other.value, self.value * other.slope + self.slope * other.value)

    def relu(self):
        return self if self.value > 0 else Dual(0)


SEED = {
    "W1[0][0]": "0.5", "W1[0][1]": "-0.3", "W1[1][0]": "0.8", "W1[1][1]": "0.1", "b1[0]": "0.1", "b1[1]": "-0.2",
    "W2[0][0]": "0.6", "W2[0][1]": "0.4", "b2[0]": "0",
}


def forward(parameters, inputs, along=None):
    """Hidden activations and output of the 2-2-1 network, with derivatives along one of its numbers."""
    numbers = {name: Dual(value, name == along) for name, value in parameters.items()}
    x = [Dual(value, f"in[{i}]" == along) for i, value in enumerate(inputs)]
    hidden = []
    for n in range(2):
        z = numbers[f"W1[{n}][0]"] * x[0] + numbers[f"W1[{n}][1]"] * x[1] + numbers[f"b1[{n}]"]
        hidden.append(z.relu())
    output = numbers["W2[0][0]"] * hidden[0] + numbers["W2[0][1]"] * hidden[1] + numbers["b2[0]"]
    return hidden, output


def loss(parameters, inputs, target, along=None):
    """Half the squared error, with its derivative."""
    _, output = forward(parameters, inputs, along)
    error = output - Dual(target)
    return Dual(F(1, 2)) * error * error


def slopes(parameters, inputs, target):
    names = list(parameters) + ["in[0]", "in[1]"]
    return {name: loss(parameters, inputs, target, name).slope for name in names}


def step(parameters, inputs, target, rate):
    found = slopes(parameters, inputs, target)
    return {name: F(value) - F(rate) * found[name] for name, value in parameters.items()}


def valley(rate, count):
    """y = w · x with x = 2, the target 6 and w = 0 at first: w and the loss, step by step."""
    w, points = F(0), []
    for _ in range(count + 1):
        error = 2 * w - 6
        points.append({"w": float(w), "loss": float(error * error / 2), "slope": float(2 * error)})
        w -= F(rate) * 2 * error
    return points


def plain(values):
    return {name: float(value) for name, value in values.items()}


def example(inputs):
    hidden, output = forward(SEED, inputs)
    return {
        "inputs": [float(F(value)) for value in inputs],
        "hidden": [float(h.value) for h in hidden],
        "output": float(output.value),
        "error": float(output.value - 1),
        "loss": float(loss(SEED, inputs, 1).value),
        "slopes": plain(slopes(SEED, inputs, 1)),
    }


def nudged(name, by):
    parameters = {**SEED, name: F(SEED[name]) + F(by)}
    before, after = loss(SEED, [1, 0], 1).value, loss(parameters, [1, 0], 1).value
    return {"number": name, "by": float(F(by)), "loss": float(after), "ratio": float((after - before) / F(by))}


def update(rate):
    parameters = step(SEED, [1, 0], 1, rate)
    hidden, output = forward(parameters, [1, 0])
    return {
        "rate": float(F(rate)),
        "parameters": plain(parameters),
        "hidden": [float(h.value) for h in hidden],
        "output": float(output.value),
        "loss": float(loss(parameters, [1, 0], 1).value),
    }


def saturated():
    """σ(5) with the target 0: slopes of both losses along z, from the formulas."""
    y = 1 / (1 + math.exp(-5))
    return {
        "output": y,
        "squaredLoss": y * y / 2,
        "squaredSlope": y * y * (1 - y),
        "crossEntropyLoss": math.log1p(math.exp(5)),
        "crossEntropySlope": y,
    }


print(json.dumps({
    "examples": [example([1, 0]), example([1, 1]), example([0, 1])],
    "nudges": [nudged(name, "0.01") for name in SEED],
    "crossEntropy": [{"p": p, "loss": -math.log(p)} for p in [1, 0.9, 0.5, 0.1, 0.01]],
    "saturated": saturated(),
    "valley": [{"rate": float(F(r)), "points": valley(r, 12)} for r in ["0.05", "0.1", "0.25", "0.4", "0.45", "0.5", "0.6"]],
    "updates": [update(rate) for rate in ["0.1", "0.5", "1", "2"]],
}, indent=1))
