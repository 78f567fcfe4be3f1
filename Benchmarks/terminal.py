#!/usr/bin/env python3
"""Measures neurotour in a pseudo-terminal of 120x40, beside micro, vim and a Swift program that does nothing, and its
training beside C, numpy and PyTorch.

Prints one section of Markdown and writes it to Benchmarks/results.md. Run by Scripts/bench, which builds what is
measured. Every comparison is made within one run, the programs taking turns, so that a busy machine is busy for all
of them; the absolute numbers belong to the machine.
"""

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import challenge
from pseudo_terminal import PseudoTerminal, memory, processor_ticks
from screen import Screen
import training

FRAME = 1 / 30
# A redraw is over when nothing more has come for so long: much less than a frame, much more than a pause in one.
QUIET = 0.010


class Program:
    """Something to start: its arguments, the keys that end it, and what its first screen must show."""

    def __init__(self, name, arguments, leave, first_screen):
        self.name, self.arguments, self.leave, self.first_screen = name, arguments, leave, first_screen


class Bench:
    def __init__(self, root, build):
        self.root = root
        self.home = tempfile.mkdtemp(prefix="neurotour-bench-")
        self.environment = {
            "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": os.environ["PATH"], "HOME": self.home,
            "XDG_DATA_HOME": self.home + "/data", "XDG_STATE_HOME": self.home + "/state", "XDG_CONFIG_HOME": self.home + "/config",
            "NEUROTOUR_LESSONS": f"{root}/Lessons",
        }
        # As Scripts/run starts it.
        if "SWIFT_ROOT" in os.environ:
            self.environment["SWIFT_ROOT"] = os.environ["SWIFT_ROOT"]
        text = shutil.copy(f"{root}/Lessons/03-visual-model/lesson.md", self.home)
        neurotour, benchmark = f"{build}/neurotour", f"{build}/Benchmark"
        self.empty = Program("empty program", [benchmark], b"q", ["empty"])
        self.tour = Program(
            "neurotour tour", [neurotour, "tour"], b"qqq", ["3 The visual model", "╰─────╯", "? keys"])
        self.start = Program("neurotour", [neurotour], b"qqq", ["NeuroTour", "The visual model", "? keys"])
        self.animation = Program(
            "neurotour", [neurotour, "tour", "--lessons", f"{root}/Benchmarks/Lessons"], b"qqq",
            ["Eight and eight", "? keys"])
        self.playground = Program(
            "neurotour playground",
            [neurotour, "playground", "--no-save", "--url", "dataset=spiral&networkShape=8,8"], b"qqq",
            ["Playground", "epoch 0", "? keys"])
        self.challenge = Program(
            "neurotour", [neurotour, "tour", "challenge-dense-layer#dense-layer"], b"qqq",
            ["Write denseLayer", "your file", "? keys"])
        self.micro = Program("micro", [shutil.which("micro"), text], b"\x11", ["format: 1", "(1,1)"])
        self.vim = Program("vim -u NONE", [shutil.which("vim"), "-u", "NONE", text], b"\x1b:q!\r", ["format: 1", "lesson.md"])
        self.costs = [benchmark, "costs"]

    def open(self, program):
        """Starts a program and waits for its first screen. Returns it, its screen, and how long that took."""
        terminal, screen = PseudoTerminal(program.arguments, self.environment, self.home), Screen()
        while any(text not in screen.text for text in program.first_screen):
            burst = terminal.read_burst(QUIET)
            if not burst:
                terminal.end(program.leave)
                raise RuntimeError(f"{program.name} shows no first screen, but this:\n{screen.text}")
            screen.feed(burst)
        return terminal, screen, terminal.last_byte

    # 1 ---------------------------------------------------------------------------------------------------------------

    def starts(self, rounds):
        programs = [self.empty, self.start, self.tour, self.micro, self.vim]
        times = {program.name: [] for program in programs}
        for turn in range(rounds + 1):
            for program in programs:
                terminal, _, seconds = self.open(program)
                terminal.end(program.leave)
                # The first turn makes settings and progress, and brings the files into memory.
                if turn > 0:
                    times[program.name].append(seconds)
        return times

    # 2 ---------------------------------------------------------------------------------------------------------------

    def keys_in_animation(self, count):
        """From Tab to the last byte of the redraw in which the focus has moved, while the animation plays on."""
        terminal, screen, _ = self.open(self.animation)
        times = []
        while len(times) < count:
            self._watch(terminal, screen, random.uniform(2 * FRAME, 6 * FRAME))
            if has_played(screen):
                terminal.send(b" ")
                continue
            times.append(self._tab(terminal, screen))
        terminal.end(self.animation.leave)
        return times

    @staticmethod
    def _tab(terminal, screen):
        """From Tab to the last byte of the redraw in which the focus has moved, whatever else is drawn meanwhile."""
        before = focus(screen)
        sent = terminal.send(b"\t")
        # A frame that was on its way comes first: the focus tells the answer to the key from it.
        while focus(screen) == before:
            burst = terminal.read_burst(QUIET / 2, within=2)
            if not burst:
                raise RuntimeError(f"Tab changes nothing on:\n{screen.text}")
            screen.feed(burst)
        return terminal.last_byte - sent

    def keys_while_training(self, count, faster):
        """From Tab to the last byte of the redraw in which the focus has moved, while the playground trains."""
        terminal, screen, _ = self._train(faster)
        times = []
        for _ in range(count):
            self._watch(terminal, screen, random.uniform(2 * FRAME, 6 * FRAME))
            times.append(self._tab(terminal, screen))
        terminal.end(self.playground.leave)
        return times

    def frames_while_training(self, faster, seconds=6):
        """Different epochs on the screen in a second, the bytes of a second, and what the screen says of its speed."""
        terminal, screen, _ = self._train(faster)
        headers, begin, sent = set(), terminal.now(), len(terminal.output)
        while terminal.now() < begin + seconds:
            screen.feed(terminal.read(within=FRAME) or b"")
            headers.add(screen.row(0).partition("epoch ")[2].partition(" ")[0])
        sent = len(terminal.output) - sent
        speed = screen.row(0).partition("epoch ")[2].partition("  ")[2]
        terminal.end(self.playground.leave)
        return len(headers) / seconds, sent / seconds, speed

    def _train(self, faster):
        """The playground on the spiral with 2-8-8-1, training for a second, so many times faster than usual."""
        terminal, screen, seconds = self.open(self.playground)
        for key in [b">"] * faster + [b" "]:
            terminal.send(key)
            self._watch(terminal, screen, 0.1)
        self._watch(terminal, screen, 1)
        return terminal, screen, seconds

    def keys_at_rest(self, program, keys, count):
        """From a key to the last byte that it brings about; the keys take turns."""
        terminal, screen, _ = self.open(program)
        self._watch(terminal, screen, 0.3)
        times = []
        for turn in range(count):
            self._watch(terminal, screen, random.uniform(0.02, 0.06))
            sent = terminal.send(keys[turn % len(keys)])
            burst = terminal.read_burst(QUIET, within=2)
            if not burst:
                raise RuntimeError(f"{program.name} does not answer a key")
            screen.feed(burst)
            times.append(terminal.last_byte - sent)
        terminal.end(program.leave)
        return times

    @staticmethod
    def _watch(terminal, screen, seconds):
        end = terminal.now() + seconds
        while terminal.now() < end:
            screen.feed(terminal.read(within=end - terminal.now()) or b"")

    # 3 ---------------------------------------------------------------------------------------------------------------

    def animation_cost(self):
        """The bytes of each frame, the frames a second, and the processor's share, while an animation plays."""
        terminal, screen, _ = self.open(self.animation)
        self._watch(terminal, screen, 1)
        processes = terminal.processes()
        sizes, begin, ticks = [], terminal.now(), processor_ticks(processes)
        while terminal.now() < begin + 8 and not has_played(screen):
            burst = terminal.read_burst(QUIET, within=1)
            screen.feed(burst)
            sizes.append(len(burst))
        seconds = terminal.now() - begin
        share = (processor_ticks(processes) - ticks) / os.sysconf("SC_CLK_TCK") / seconds
        terminal.end(self.animation.leave)
        return sizes, len(sizes) / seconds, share

    def idle(self, program, seconds):
        """Bytes and processor ticks of a program that nobody touches, and the memory of its processes."""
        terminal, screen, _ = self.open(program)
        at_start = [memory(process) for process in terminal.processes()]
        end = terminal.now() + 60
        while program in (self.tour, self.animation) and not has_played(screen) and terminal.now() < end:
            self._watch(terminal, screen, 0.5)
        self._watch(terminal, screen, 2)
        processes = terminal.processes()
        sent, ticks = len(terminal.output), processor_ticks(processes)
        self._watch(terminal, screen, seconds)
        ticks, sent = processor_ticks(processes) - ticks, len(terminal.output) - sent
        later = [memory(process) for process in processes]
        terminal.end(program.leave)
        return sent, ticks, at_start, later


def has_played(screen):
    """Whether an animation has come to its end: the hints in the last row then offer to play it again."""
    return "replay" in screen.row(39)


def focus(screen):
    """Where the focus is: the cells in reverse video, and the name of the number in the inspector below."""
    return screen.reversed_cells, screen.row(38).partition("  ")[0]


# Report ----------------------------------------------------------------------------------------------------------------


def milliseconds(seconds):
    return f"{seconds * 1000:.1f}"


def quartiles(times):
    return statistics.quantiles(times, n=4)


def percentile(times, share):
    """The smallest time that at least this share of all do not exceed."""
    return sorted(times)[max(0, -(-len(times) * share // 100) - 1)]


def table(header, rows):
    lines = [header, ["---"] + ["---:"] * (len(header) - 1)] + rows
    return ["| " + " | ".join(map(str, line)) + " |" for line in lines] + [""]


def start_report(times, bench):
    middle = {name: statistics.median(of) for name, of in times.items()}
    # Differences of neighbours in time, so that a machine that is slower for a while does not count.
    above = [tour - empty for tour, empty in zip(times[bench.tour.name], times[bench.empty.name])]
    rows = [
        [name, *map(milliseconds, (quartiles(of)[0], middle[name], quartiles(of)[2])),
         f"{middle[name] / middle[bench.micro.name]:.2f}"]
        for name, of in times.items()
    ]
    return [
        f"**Start**, from spawn to the last byte of the first full screen, {len(times[bench.tour.name])} rounds, ms:",
        "", *table(["program", "lower quartile", "median", "upper quartile", "of micro's"], rows),
        f"`neurotour tour` takes {milliseconds(statistics.median(above))} ms more than the empty program "
        "(median of the differences within each round).", "",
    ]


def key_report(rows):
    return ["**Key to the last byte of its redraw**, ms:", "", *table(
        ["program", "keys", "p50", "p99", "longest"],
        [[name, len(of), *map(milliseconds, (percentile(of, 50), percentile(of, 99), max(of)))] for name, of in rows])]


def training_frames_report(speeds):
    (frames, sent, told), (fast_frames, fast_sent, fast_told) = speeds
    return [
        f"While the playground trains 2-8-8-1 on the spiral: {frames:.0f} frames and {sent / 1000:.0f} kB a second, at "
        f"{told}; as fast as it can {fast_frames:.0f} frames and {fast_sent / 1000:.0f} kB, at {fast_told}.", ""]


def rest_report(idle, seconds, animation):
    rows = []
    for name, (sent, ticks, at_start, later) in idle:
        share = ticks / os.sysconf("SC_CLK_TCK") / seconds * 100
        rows.append([
            name, sent, f"{share:.1f} %",
            " + ".join(f"{resident:.1f}" for resident, _ in reversed(at_start)),
            " + ".join(f"{resident:.1f}" for resident, _ in reversed(later)),
            f"{sum(shared for _, shared in later):.1f}"])
    sizes, rate, share = animation
    return [
        f"**At rest** for {seconds} s, and memory in MB:", "", *table(
            ["program (and its guard)", "bytes sent", "processor", "resident after start", "later", "pages in common once"],
            rows),
        f"While the animation of a 2-8-8-1 network plays: {rate:.0f} of 30 frames a second have "
        f"something new, {statistics.median(sizes):.0f} bytes in the middle, {max(sizes)} at most, and it takes "
        f"{share * 100:.1f} % of one processor.", "",
    ]


def cost_report(lines):
    costs = {}
    for line in lines:
        what, network, seconds = line.split("\t")
        costs.setdefault(network, {})[what] = float(seconds)
    smallest = next(iter(costs.values()))
    rows = [
        [network, *(f"{of[what] * 1e6:.{1 if of[what] < 1e-4 else 0}f} ({of[what] / smallest[what]:.1f})" for what in of)]
        for network, of in costs.items()
    ]
    return ["**In the process**, µs, and as a multiple of the first row:", "", *table(
        ["network", "draw a frame of 120×40", "edit a weight", "undo"], rows)]


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    kind = re.sub(r"\s+", " ", names[0]) if names else "unknown processor"
    with open("/proc/loadavg", encoding="utf-8") as file:
        load = file.read().split()[0]
    return f"{os.cpu_count()} × {kind}, {os.uname().sysname} {os.uname().machine}; load before the run {load}"


def version(*command):
    words = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split("\n")[0]
    return re.search(r"\d+(\.\d+)+", words)[0]


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--root", required=True, help="the checkout")
    options.add_argument("--build", required=True, help="the folder of the built programs")
    options.add_argument("--rounds", type=int, default=24, help="how often each program is started")
    options.add_argument("--keys", type=int, default=240, help="how many keys are measured")
    options.add_argument("--idle", type=int, default=10, help="how many seconds of rest")
    options.add_argument("--only", choices=["start", "keys", "rest", "costs", "challenge", "training"], help="one measurement alone")
    chosen = options.parse_args()

    def wanted(part):
        return chosen.only in (None, part)

    bench = Bench(os.path.abspath(chosen.root), os.path.abspath(chosen.build))
    lines = [
        "## Benchmarks", "",
        f"{machine()}; micro {version('micro', '--version')}, vim {version('vim', '--version')}.", "",
    ]
    try:
        if wanted("start"):
            lines += start_report(bench.starts(chosen.rounds), bench)
        if wanted("keys"):
            lines += key_report([
                ("neurotour, Tab while it animates 2-8-8-1", bench.keys_in_animation(chosen.keys)),
                ("neurotour, Tab at rest", bench.keys_at_rest(bench.tour, [b"\t"], chosen.keys)),
                ("neurotour playground, Tab while it trains 2-8-8-1", bench.keys_while_training(chosen.keys, 0)),
                ("the same at full speed", bench.keys_while_training(chosen.keys, 2)),
                ("micro, cursor down and up", bench.keys_at_rest(bench.micro, [b"\x1b[B", b"\x1b[A"], chosen.keys)),
                ("vim, cursor down and up", bench.keys_at_rest(bench.vim, [b"j", b"k"], chosen.keys)),
            ])
            lines += training_frames_report([bench.frames_while_training(faster) for faster in (0, 2)])
        if wanted("rest"):
            lines += rest_report([
                ("neurotour, a step that has played", bench.idle(bench.tour, chosen.idle)),
                ("neurotour, after the 2-8-8-1 animation", bench.idle(bench.animation, chosen.idle)),
                ("micro", bench.idle(bench.micro, chosen.idle)),
                ("vim", bench.idle(bench.vim, chosen.idle)),
            ], chosen.idle, bench.animation_cost())
        if wanted("challenge"):
            rounds = max(4, chosen.rounds // 2)
            lines += challenge.report(
                challenge.save_to_verdict(bench, bench.challenge, bench.root, rounds),
                challenge.alone(bench.environment, bench.home, rounds), rounds)
        if wanted("costs"):
            output = subprocess.run(bench.costs, capture_output=True, text=True, check=True).stdout
            lines += cost_report(output.splitlines())
        if wanted("training"):
            lines += training.report(bench.root, bench.costs[0], max(5, chosen.rounds // 3))
    finally:
        shutil.rmtree(bench.home, ignore_errors=True)
    text = "\n".join(lines)
    print(text)
    if chosen.only is None:
        with open(os.path.join(chosen.root, "Benchmarks", "results.md"), "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    sys.exit(main())
