#!/usr/bin/env python3
"""Measures how large the program is and how fast it starts, the Swift runtime linked in or as libraries beside it, as
it was built or stripped. The programs take turns within one run. Run by Scripts/bench --only linking."""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time

from terminal import Bench, Program, machine, milliseconds, quartiles, table


def runtime_libraries(program):
    """The libraries that come with the toolchain and not with the system."""
    lines = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout.splitlines()
    paths = [line.split("=>")[1].split()[0] for line in lines if "=>" in line and "/" in line.split("=>")[1]]
    return [path for path in paths if "/swift/" in os.path.realpath(path)]


def variants(static, dynamic, folder):
    """Each program as it was built, without debugging information, and without symbols: name and path."""
    for name, program in (("runtime linked in", static), ("runtime beside it", dynamic)):
        for what, options in (("", None), (", no debugging information", ["--strip-debug"]), (", no symbols", [])):
            copy = os.path.join(folder, f"{name}{what}".replace(" ", "-").replace(",", ""))
            if options is None:
                shutil.copy(program, copy)
            else:
                subprocess.run(["strip", *options, "-o", copy, program], check=True)
            yield name + what, copy


def version_time(program, environment):
    """From spawn to exit of a run that says its version and needs no lessons."""
    begin = time.monotonic()
    subprocess.run([program, "--version"], env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - begin


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--root", required=True, help="the checkout")
    options.add_argument("--static", required=True, help="the folder of the program with the runtime linked in")
    options.add_argument("--dynamic", required=True, help="the folder of the one with the runtime beside it")
    options.add_argument("--rounds", type=int, default=24, help="how often each program is started")
    chosen = options.parse_args()

    bench = Bench(os.path.abspath(chosen.root), os.path.abspath(chosen.static))
    try:
        programs = list(variants(f"{chosen.static}/neurotour", f"{chosen.dynamic}/neurotour", bench.home))
        tours = {name: Program(name, [path, *bench.tour.arguments[1:]], bench.tour.leave, bench.tour.first_screen)
                 for name, path in programs}
        starts, versions = {name: [] for name in tours}, {name: [] for name in tours}
        for turn in range(chosen.rounds + 1):
            for name, path in programs:
                said = version_time(path, bench.environment)
                terminal, _, seconds = bench.open(tours[name])
                terminal.end(tours[name].leave)
                # The first turn brings the files into memory.
                if turn > 0:
                    versions[name].append(said)
                    starts[name].append(seconds)
        rows = []
        first = next(iter(tours))
        for name, path in programs:
            libraries = sum(os.path.getsize(os.path.realpath(library)) for library in runtime_libraries(path))
            lower, middle, upper = quartiles(starts[name])
            rows.append([
                name, f"{os.path.getsize(path) / 1e6:.0f}", f"{libraries / 1e6:.0f}",
                milliseconds(statistics.median(versions[name])), milliseconds(lower), milliseconds(middle),
                milliseconds(upper), f"{middle / statistics.median(starts[first]):.2f}"])
        print("\n".join([
            f"{machine()}; {chosen.rounds} rounds.", "", *table(
                ["program", "MB", "libraries beside it, MB", "`--version`, ms", "`tour`, first screen: lower quartile",
                 "median", "upper quartile", "of the first"], rows)]))
    finally:
        shutil.rmtree(bench.home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
