"""The same training as training.c, in numpy and in PyTorch, as one writes it there: a batch at a time.

    peers.py numpy|torch SIZES BATCH LOSS EXAMPLES SECONDS PRECISION

Prints the examples trained a second and the mean loss after it.
"""

import sys
import time


def main():
    library, sizes, batch, loss, examples, seconds, precision = sys.argv[1:]
    sizes = [int(size) for size in sizes.split("-")]
    run = train_numpy if library == "numpy" else train_torch
    run(sizes, int(batch), loss == "softmax", int(examples), float(seconds), precision == "single")


def start(sizes, is_softmax, examples, is_single):
    import numpy
    numbers = numpy.random.default_rng(1)
    kind = numpy.float32 if is_single else numpy.float64
    weights = [numbers.uniform(-1, 1, (n, m)).astype(kind) * kind((3 / m) ** 0.5) for m, n in zip(sizes, sizes[1:])]
    biases = [numpy.zeros(n, kind) for n in sizes[1:]]
    inputs = numbers.uniform(-1, 1, (examples, sizes[0])).astype(kind)
    if is_softmax:
        targets = numpy.eye(sizes[-1], dtype=kind)[numbers.integers(0, sizes[-1], examples)]
    else:
        targets = numbers.choice([-1, 1], (examples, sizes[-1])).astype(kind)
    return weights, biases, inputs, targets


def time_steps(step, batch, examples, seconds):
    """Batches one after the other, the last one of a round with what is left."""
    trained, begin = 0, time.perf_counter()
    while time.perf_counter() < begin + seconds:
        for first in range(0, examples, batch):
            step(first, min(first + batch, examples))
        trained += examples
    return trained / (time.perf_counter() - begin)


def train_numpy(sizes, batch, is_softmax, examples, seconds, is_single):
    import numpy
    weights, biases, inputs, targets = start(sizes, is_softmax, examples, is_single)
    rate = weights[0].dtype.type(0.03)

    def forward(x):
        activations = [x]
        for index, (w, b) in enumerate(zip(weights, biases)):
            z = activations[-1] @ w.T
            z += b
            if not is_softmax:
                numpy.tanh(z, out=z)
            elif index < len(weights) - 1:
                numpy.maximum(z, 0, out=z)
            activations.append(z)
        if is_softmax:
            scores = activations[-1]
            scores -= scores.max(axis=1, keepdims=True)
            numpy.exp(scores, out=scores)
            scores /= scores.sum(axis=1, keepdims=True)
        return activations

    def step(first, end):
        activations = forward(inputs[first:end])
        delta = activations[-1] - targets[first:end]
        if not is_softmax:
            delta *= 1 - activations[-1] * activations[-1]
        share = rate / (end - first)
        for layer in range(len(weights) - 1, -1, -1):
            x = activations[layer]
            gradient, bias_gradient = delta.T @ x, delta.sum(axis=0)
            if layer > 0:
                delta = delta @ weights[layer]
                delta *= (x > 0) if is_softmax else 1 - x * x
            weights[layer] -= share * gradient
            biases[layer] -= share * bias_gradient

    speed = time_steps(step, batch, examples, seconds)
    output = forward(inputs)[-1]
    loss = -(targets * numpy.log(output)).sum() if is_softmax else ((output - targets) ** 2).sum() / 2
    print(speed, loss / examples)


def train_torch(sizes, batch, is_softmax, examples, seconds, is_single):
    import torch
    torch.set_num_threads(1)
    weights, biases, inputs, targets = start(sizes, is_softmax, examples, is_single)
    layers = []
    for index, (w, b) in enumerate(zip(weights, biases)):
        layer = torch.nn.Linear(w.shape[1], w.shape[0], dtype=torch.float32 if is_single else torch.float64)
        layer.weight.data, layer.bias.data = torch.from_numpy(w), torch.from_numpy(b)
        layers.append(layer)
        if not is_softmax:
            layers.append(torch.nn.Tanh())
        elif index < len(weights) - 1:
            layers.append(torch.nn.ReLU())
    network = torch.nn.Sequential(*layers)
    inputs, targets = torch.from_numpy(inputs), torch.from_numpy(targets)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.03)
    cross_entropy = torch.nn.CrossEntropyLoss()

    def loss_of(output, target):
        return cross_entropy(output, target) if is_softmax else ((output - target) ** 2).sum() / (2 * len(target))

    def step(first, end):
        optimizer.zero_grad()
        loss_of(network(inputs[first:end]), targets[first:end]).backward()
        optimizer.step()

    speed = time_steps(step, batch, examples, seconds)
    with torch.no_grad():
        print(speed, loss_of(network(inputs), targets).item())


if __name__ == "__main__":
    main()
