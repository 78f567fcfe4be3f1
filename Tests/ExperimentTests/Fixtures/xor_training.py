#!/usr/bin/env python3
"""How many steps `xor-start` takes on the four corners until the mean cross-entropy is below 0.05.

The lesson's training in plain Python, for XORTrainingTests: 2-2-1, sigmoid output, all four examples in every step.
The curriculum says one more each time, since it counts the pass in which the loss is seen, too.
Run it with:  python3 xor_training.py
"""
import math

CORNERS = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]
CURVES = {
    "tanh": (math.tanh, lambda a: 1 - a * a),
    "sigmoid": (lambda z: 1 / (1 + math.exp(-z)), lambda a: a * (1 - a)),
}


def steps(rate, name):
    curve, slope = CURVES[name]
    w1, b1, w2, b2 = [[0.5, -0.4], [0.3, 0.8]], [0.1, -0.1], [0.7, -0.6], 0.0

    def forward(x, y):
        h = [curve(w1[i][0] * x + w1[i][1] * y + b1[i]) for i in range(2)]
        return h, 1 / (1 + math.exp(-(w2[0] * h[0] + w2[1] * h[1] + b2)))

    count = 0
    while sum(-math.log(p if t else 1 - p) for x, y, t in CORNERS for p in [forward(x, y)[1]]) / 4 >= 0.05:
        g1, gb, g2, gb2 = [[0, 0], [0, 0]], [0, 0], [0, 0], 0
        for x, y, t in CORNERS:
            h, p = forward(x, y)
            error = (p - t) / 4
            gb2 += error
            for i in range(2):
                delta = error * w2[i] * slope(h[i])
                g2[i] += error * h[i]
                gb[i] += delta
                g1[i][0] += delta * x
                g1[i][1] += delta * y
        b2 -= rate * gb2
        for i in range(2):
            w2[i] -= rate * g2[i]
            b1[i] -= rate * gb[i]
            w1[i] = [w1[i][j] - rate * g1[i][j] for j in range(2)]
        count += 1
    return count


for rate in [0.1, 0.5, 1, 2]:
    print("tanh", rate, steps(rate, "tanh"))
print("sigmoid", 1, steps(1, "sigmoid"))
