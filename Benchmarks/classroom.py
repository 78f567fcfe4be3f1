#!/usr/bin/env python3
"""Measures what many learners on one machine take: each has a tmux session and a home of their own, and the program as
it is installed. First all watch an animation, then all read, then all train a network in the playground. Run by
Scripts/bench --only classroom."""

import argparse
import os
import shutil
import subprocess
import sys
import time

from pseudo_terminal import memory, processor_ticks
from terminal import Bench, machine, milliseconds, percentile, table


class Classroom:
    def __init__(self, bench, command, learners):
        self.bench, self.command, self.learners = bench, command, learners
        self.socket = f"neurotour-{command[1]}-{os.getpid()}"

    def tmux(self, *arguments):
        return subprocess.run(
            ["tmux", "-L", self.socket, "-f", "/dev/null", *arguments], capture_output=True, text=True, check=True).stdout

    def open(self):
        for learner in range(self.learners):
            home = f"{self.bench.home}/{learner}"
            os.makedirs(home, exist_ok=True)
            self.tmux(
                "new-session", "-d", "-s", str(learner), "-x", "80", "-y", "24", "env", "-i", f"HOME={home}", "LANG=C.UTF-8",
                "PATH=/usr/bin:/bin", "TERM=screen-256color", f"NEUROTOUR_LESSONS={self.bench.root}/Lessons", *self.command)

    def press(self, key):
        for learner in range(self.learners):
            self.tmux("send-keys", "-t", str(learner), key)

    def screens(self):
        return [self.tmux("capture-pane", "-p", "-t", str(learner)) for learner in range(self.learners)]

    def wait(self, words):
        end = time.monotonic() + 120
        while not all(words in screen for screen in self.screens()):
            if time.monotonic() > end:
                raise RuntimeError(f"not every screen shows {words}")
            time.sleep(1)

    def processes(self):
        """The programs with their guards, and apart from them tmux."""
        server = int(self.tmux("display-message", "-p", "#{pid}"))
        panes = [int(line) for line in self.tmux("list-panes", "-a", "-F", "#{pane_pid}").split()]
        programs = []
        for pane in panes:
            with open(f"/proc/{pane}/task/{pane}/children", encoding="utf-8") as children:
                programs += [pane, *map(int, children.read().split())]
        return programs, server

    def measure(self, seconds):
        """The processor's share and the megabytes of a learner, and the processor's share of tmux for all."""
        programs, server = self.processes()
        ticks, begin = [processor_ticks(programs), processor_ticks([server])], time.monotonic()
        time.sleep(seconds)
        elapsed = (time.monotonic() - begin) * os.sysconf("SC_CLK_TCK")
        shares = [(processor_ticks(of) - before) / elapsed for of, before in zip((programs, [server]), ticks)]
        megabytes = sum(memory(process)[1] for process in programs)
        return shares[0] / self.learners, megabytes / self.learners, shares[1]

    def close(self):
        subprocess.run(["tmux", "-L", self.socket, "kill-server"], check=False)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--root", required=True, help="the checkout")
    options.add_argument("--build", required=True, help="the folder of the built program")
    options.add_argument("--learners", type=int, default=50, help="how many there are")
    options.add_argument("--seconds", type=int, default=6, help="how long each measurement takes")
    options.add_argument("--keys", type=int, default=60, help="how many keys one more learner presses meanwhile")
    chosen = options.parse_args()

    bench = Bench(os.path.abspath(chosen.root), os.path.abspath(chosen.build))
    program = os.path.join(bench.home, "neurotour")
    subprocess.run(["strip", "-o", program, f"{chosen.build}/neurotour"], check=True)
    bench.tour.arguments = [program, "tour"]
    watching = [program, "tour", "--lessons", f"{bench.root}/Benchmarks/Lessons"]
    training = [program, *bench.playground.arguments[1:]]
    rows = []

    def look(classroom, name):
        share, megabytes, tmux = classroom.measure(chosen.seconds)
        rows.append([name, share, megabytes, tmux, bench.keys_at_rest(bench.tour, [b"\t"], chosen.keys)])

    classroom = Classroom(bench, watching, chosen.learners)
    try:
        begin = time.monotonic()
        classroom.open()
        classroom.wait("Eight and eight")
        started = time.monotonic() - begin
        look(classroom, "all watch 2-8-8-1 play")
        if any("replay" in screen for screen in classroom.screens()):
            print("not all animations lasted for the whole measurement", file=sys.stderr)
        classroom.wait("replay")
        time.sleep(2)
        look(classroom, "all read")
        classroom.close()
        classroom = Classroom(bench, training, chosen.learners)
        classroom.open()
        classroom.wait("epoch 0")
        classroom.press("Space")
        time.sleep(2)
        look(classroom, "all train 2-8-8-1 on the spiral")
    finally:
        classroom.close()
        time.sleep(0.5)
        shutil.rmtree(bench.home, ignore_errors=True)
    print("\n".join([
        f"{machine()}; {chosen.learners} learners, started in {started:.1f} s.", "", *table(
            ["", "a learner: of a core", "MB, shared pages counted once", "tmux for all: of a core",
             "a key of one more, ms: p50", "p99"],
            [[name, f"{share * 100:.1f} %", f"{megabytes:.1f}", f"{tmux * 100:.0f} %",
              milliseconds(percentile(keys, 50)), milliseconds(percentile(keys, 99))]
             for name, share, megabytes, tmux, keys in rows])]))


if __name__ == "__main__":
    sys.exit(main())
