#!/usr/bin/env python3
"""Makes optimizers.json: what the textbook formulas of momentum and Adam make of a small network.

Nothing here is shared with the Swift sources: plain lists, and slopes by central differences in 50 digits (mpmath),
so that no formula of a derivative is repeated.  Run it with:  python3 optimizers.py > optimizers.json
"""
import json

from mpmath import mp, mpf, exp, log, tanh

mp.dps = 60
SIZES = [2, 3, 2]
EXAMPLES = [([0.5, -1.0], [1.0, 0.0]), ([1.5, 0.25], [0.0, 1.0]), ([-0.75, 0.5], [1.0, 0.0])]
# 3·3 + 4·2 numbers: for each neuron its weights, then its bias.
START = [0.3, -0.2, 0.1, 0.5, 0.4, -0.1, -0.6, 0.2, 0.05, 0.7, -0.3, 0.2, 0.0, -0.4, 0.6, 0.1, 0.25]
RATE, STEPS, NUDGE = mpf("0.1"), 12, mpf(10) ** -25


def outputs(parameters, inputs):
    values, place = [mpf(x) for x in inputs], 0
    for layer, (count, neurons) in enumerate(zip(SIZES, SIZES[1:])):
        sums = []
        for _ in range(neurons):
            weights, bias = parameters[place:place + count], parameters[place + count]
            sums.append(sum(w * x for w, x in zip(weights, values)) + bias)
            place += count + 1
        values = [tanh(z) for z in sums] if layer == 0 else sums
    return values


def squared(scores, target):
    return sum((a - t) ** 2 for a, t in zip(scores, target)) / 2


def sigmoid_entropy(scores, target):
    p = [1 / (1 + exp(-z)) for z in scores]
    return -sum(t * log(q) + (1 - t) * log(1 - q) for q, t in zip(p, target))


def softmax_entropy(scores, target):
    total = sum(exp(z) for z in scores)
    return -sum(t * log(exp(z) / total) for z, t in zip(scores, target))


LOSSES = {"halfSquaredError": squared, "crossEntropy": sigmoid_entropy, "softmaxCrossEntropy": softmax_entropy}


def mean_loss(loss, parameters):
    return sum(loss(outputs(parameters, x), t) for x, t in EXAMPLES) / len(EXAMPLES)


def slopes(loss, parameters):
    result = []
    for place in range(len(parameters)):
        up, down = list(parameters), list(parameters)
        up[place] += NUDGE
        down[place] -= NUDGE
        result.append((mean_loss(loss, up) - mean_loss(loss, down)) / (2 * NUDGE))
    return result


def train(loss, optimizer):
    parameters = [mpf(x) for x in START]
    first, second = [mpf(0)] * len(START), [mpf(0)] * len(START)
    for step in range(1, STEPS + 1):
        for place, slope in enumerate(slopes(loss, parameters)):
            if optimizer == "gradientDescent":
                parameters[place] -= RATE * slope
            elif optimizer == "momentum":
                first[place] = mpf("0.9") * first[place] + slope
                parameters[place] -= RATE * first[place]
            else:
                first[place] = mpf("0.9") * first[place] + mpf("0.1") * slope
                second[place] = mpf("0.999") * second[place] + mpf("0.001") * slope ** 2
                mean = first[place] / (1 - mpf("0.9") ** step)
                square = second[place] / (1 - mpf("0.999") ** step)
                parameters[place] -= RATE * mean / (square ** mpf("0.5") + mpf("1e-8"))
    return parameters


runs = []
for name, loss in LOSSES.items():
    for optimizer in ["gradientDescent", "momentum", "adam"]:
        end = train(loss, optimizer)
        runs.append({
            "loss": name, "optimizer": optimizer, "startLoss": float(mean_loss(loss, [mpf(x) for x in START])),
            "endLoss": float(mean_loss(loss, end)), "parameters": [float(x) for x in end],
        })
print(json.dumps({"source": "optimizers.py", "sizes": SIZES, "start": START, "rate": float(RATE), "steps": STEPS,
                  "examples": [{"input": x, "target": t} for x, t in EXAMPLES], "runs": runs}, indent=1))
