#!/usr/bin/env python3
"""Makes lane-functions.json: tanh and the sigmoid of many numbers, to twice the digits of double precision.

Computed with 60 digits (mpmath). Each line is an argument, then tanh and the sigmoid of it, each as the nearest double
and what is missing from there. Run it with:  python3 lane-functions.py > lane-functions.json
"""
import json
import math
import random

from mpmath import exp, mp, mpf, tanh

mp.dps = 60


def parts(value):
    nearest = float(value)
    return [nearest, float(value - mpf(nearest))]


def arguments():
    random.seed(1)
    halves_of_logarithm = [k * math.log(2) / 2 * f for k in range(1, 60) for f in (0.25, 0.75, 1, 1.25)]
    wide = [random.uniform(0, 24) for _ in range(150)]
    # Where the range reduction changes and where sums cancel most.
    dense = [random.uniform(0.1, 1.3) for _ in range(400)]
    near = [random.uniform(0, 0.3) for _ in range(100)]
    tiny = [random.random() * 2.0 ** -e for e in range(1, 1075, 25)] + [5e-324, 2.2250738585072014e-308]
    # The sigmoid ends where e^z does.
    far = [random.uniform(24, 745) for _ in range(80)] + [708.0, 709.9, 720.0, 744.0]
    for size in halves_of_logarithm + wide + dense + near + tiny + far:
        yield from (size, -size)


print("[")
rows = [[x, *parts(tanh(mpf(x))), *parts(1 / (1 + exp(-mpf(x))))] for x in arguments()]
print(",\n".join(json.dumps(row) for row in rows))
print("]")
