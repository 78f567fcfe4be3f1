"""Training examples a second, of NeuroTour's trainers beside C, numpy and PyTorch; run by terminal.py.

The C program is compiled here, with gcc -O3 -march=native, and PyTorch comes from PyPI into an environment of its own in
.build. Where either is not to be had, its column says so. All programs take turns, so that a busy machine is busy for all
of them, and each round's ratios are of that round.
"""

import os
import shutil
import statistics
import subprocess
import sys

# Name, sizes, batch, loss, examples, precision.
SMALL = ("2-8-8-1, tanh, half squared error, batch 10, double precision", "2-8-8-1", 10, "squared", 500, "double")
DIGITS = ("64-32-10, ReLU, softmax cross-entropy, batch 32, single precision", "64-32-10", 32, "softmax", 1797, "single")
# From 10 parameters to a million.
GROWTH = ["2-2-1", "2-8-8-1", "2-30-28-1", "2-100-96-1", "2-316-312-1", "2-1000-996-1"]


def parameters(sizes):
    numbers = [int(size) for size in sizes.split("-")]
    return sum((inputs + 1) * neurons for inputs, neurons in zip(numbers, numbers[1:]))


class Peers:
    """The programs, and how each is called."""

    def __init__(self, root, benchmark):
        self.benchmark = benchmark
        self.folder = os.path.join(root, ".build", "peers")
        self.sources = os.path.join(root, "Benchmarks", "Training")
        self.missing = {}
        self.c_programs = self._compile()
        self.python = self._environment()

    def _compile(self):
        os.makedirs(self.folder, exist_ok=True)
        programs = {}
        for precision, scalar in (("double", "double"), ("single", "float")):
            program = os.path.join(self.folder, f"training-{precision}")
            command = ["gcc", "-O3", "-march=native", f"-DSCALAR={scalar}", "-o", program,
                       os.path.join(self.sources, "training.c"), "-lm"]
            try:
                subprocess.run(command, check=True, capture_output=True, text=True)
            except (OSError, subprocess.CalledProcessError) as error:
                self.missing["C"] = f"gcc could not compile it: {getattr(error, 'stderr', '') or error}"
                return {}
            programs[precision] = program
        return programs

    def _environment(self):
        """A Python of its own with numpy and PyTorch, made once."""
        python = os.path.join(self.folder, "bin", "python")
        try:
            if not os.path.exists(python):
                subprocess.run([sys.executable, "-m", "venv", self.folder], check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"no environment for numpy and PyTorch: {error}", file=sys.stderr)
            python = sys.executable
        for name in ("numpy", "torch"):
            if subprocess.run([python, "-c", f"import {name}"], capture_output=True, check=False).returncode == 0:
                continue
            print(f"installing {name} from PyPI into {self.folder}", file=sys.stderr)
            try:
                subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", name],
                               check=True, capture_output=True, text=True, timeout=1800)
            except (OSError, subprocess.SubprocessError) as error:
                said = (getattr(error, "stderr", "") or str(error)).strip().split("\n")[-1]
                self.missing[name] = f"{name} could not be installed: {said}"
        return python

    def commands(self, sizes, batch, loss, examples, precision, seconds):
        """By name; the fast trainer first."""
        arguments = [sizes, str(batch), loss, str(examples), str(seconds)]
        commands = {
            "FastTrainer": [self.benchmark, "train", *arguments, precision],
            "Trainer (double)": [self.benchmark, "train", *arguments, "clear"],
        }
        if precision in self.c_programs:
            commands["C"] = [self.c_programs[precision], *arguments]
        for name in ("numpy", "torch"):
            if name not in self.missing:
                commands[name] = [self.python, os.path.join(self.sources, "peers.py"), name, *arguments, precision]
        return commands


def environment():
    """One thread each, and no processor chosen for OpenBLAS by hand."""
    chosen = {name: value for name, value in os.environ.items()
              if name not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")}
    return chosen | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def speed(command):
    """Examples a second, as the program says; and that what it did made sense."""
    said = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True).stdout.split()
    if not 0 <= float(said[1]) < 10:
        raise RuntimeError(f"{command[0]} has a loss of {said[1]} after training")
    return float(said[0])


def speeds(commands, rounds):
    """By program, one speed a round; the first round only brings the programs into memory."""
    found = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            measured = speed(command)
            if turn > 0:
                found[name].append(measured)
    return found


def peer_table(case, peers, rounds, seconds):
    title, sizes, batch, loss, examples, precision = case
    found = speeds(peers.commands(sizes, batch, loss, examples, precision, seconds), rounds)
    rows = []
    for name, of in found.items():
        ratio = statistics.median(fast / other for fast, other in zip(found["FastTrainer"], of))
        rows.append(f"| {name} | {statistics.median(of):,.0f} | {min(of):,.0f} | {max(of):,.0f} | {ratio:.2f} |")
    return [
        f"{title}:", "",
        "| program | examples a second | least | most | FastTrainer is so many times as fast |",
        "| --- | ---: | ---: | ---: | ---: |", *rows, "",
    ]


def growth_table(peers, rounds, seconds):
    commands = {}
    for sizes in GROWTH:
        for name in ("double", "single"):
            arguments = [sizes, "10", "squared", "100", str(seconds)]
            commands[sizes, name] = [peers.benchmark, "train", *arguments, name]
    found = {key: statistics.median(of) for key, of in speeds(commands, rounds).items()}
    lines = [
        "How the cost grows with the network (tanh, batch 10): examples a second, and nanoseconds a parameter for each "
        "example:", "",
        "| network | parameters | double | ns | single | ns |", "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for sizes in GROWTH:
        count = parameters(sizes)
        cells = []
        for name in ("double", "single"):
            rate = found[sizes, name]
            cells += [f"{rate:,.0f}", f"{1e9 / rate / count:.2f}"]
        lines.append(f"| {sizes} | {count:,} | " + " | ".join(cells) + " |")
    return lines + [""]


def evaluation_lines(peers):
    said = subprocess.run([peers.benchmark, "evaluation"], capture_output=True, text=True, check=True).stdout
    times = dict(line.rsplit(" ", 1) for line in said.splitlines())
    return [
        f"For 100 × 100 points through 2-8-8-1 in double precision: every neuron's answers {float(times['map']):.2f} ms, "
        f"the loss {float(times['loss']):.2f} ms, the accuracy {float(times['accuracy']):.2f} ms; reading the network out "
        f"{float(times['read out']) * 1000:.1f} µs.", "",
    ]


def report(root, benchmark, rounds=9, seconds=0.5):
    """The section, in Markdown."""
    peers = Peers(root, benchmark)
    version = subprocess.run(["gcc", "--version"], capture_output=True, text=True, check=False).stdout.split("\n")[0] \
        if shutil.which("gcc") else "no gcc"
    lines = [
        f"**Training**, forward, backward and update on one thread, {rounds} rounds of {seconds} s; medians; ratios are "
        f"medians of those within each round. C is `Benchmarks/Training/training.c` by {version} -O3 -march=native "
        "with libm; everything in Swift is the portable build, without flags for the processor.", "",
    ]
    lines += [f"Left out: {why}." for why in peers.missing.values()] + ([""] if peers.missing else [])
    lines += peer_table(SMALL, peers, rounds, seconds)
    lines += peer_table(DIGITS, peers, rounds, seconds)
    lines += growth_table(peers, max(3, rounds // 3), seconds)
    return lines + evaluation_lines(peers)
