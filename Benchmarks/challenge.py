"""From saving a file to the verdict on the screen, for the coding challenge; run by terminal.py."""

import os
import re
import shutil
import statistics
import subprocess
import time

# A verdict stands when nothing more has come for so long.
QUIET = 0.010
ENDINGS = {"swift": "Swift", "js": "JavaScript", "py": "Python"}


def save_to_verdict(bench, program, root, rounds):
    """Seconds from each save to the last byte of its verdict, by language; two solutions take turns."""
    times = {}
    lesson = f"{root}/Lessons/12-challenge-dense-layer"
    for presses, ending in enumerate(ENDINGS):
        # The program opens with the language of the newest file.
        shutil.rmtree(f"{bench.home}/data", ignore_errors=True)
        terminal, screen, _ = bench.open(program)
        for _ in range(presses):
            terminal.send(b"L")
            screen.feed(terminal.read_burst(0.2))
        file = f"{bench.home}/data/neurotour/challenges/dense-layer/dense-layer.{ending}"
        with open(f"{lesson}/dense-layer.solution.{ending}", encoding="utf-8") as solution:
            right = solution.read()
        with open(f"{root}/Tests/LessonTests/Fixtures/challenges/dense-layer/abs.{ending}", encoding="utf-8") as wrong:
            sources = [(right, "4 of 4 pass"), (wrong.read(), "3 of 4 cases pass")]
        seconds = []
        for turn in range(rounds + 2):
            text, verdict = sources[turn % 2]
            with open(file + ".new", "w", encoding="utf-8") as saved:
                saved.write(text)
            os.replace(file + ".new", file)
            begin = terminal.now()
            while verdict not in screen.text and terminal.now() < begin + 30:
                screen.feed(terminal.read_burst(QUIET, within=2))
            # The first two bring the compiler and its files into memory.
            if turn > 1:
                seconds.append(terminal.last_byte - begin)
            # Not always at the same moment between two looks at the file.
            time.sleep(0.05 + 0.1 * (turn * 0.618 % 1))
        terminal.end(program.leave)
        times[ending] = seconds
    return times


def shares(neurotour, environment, root, rounds):
    """What compiling and running take of it, in seconds, as `neurotour challenge` says them."""
    found = {}
    for ending in ENDINGS:
        solution = f"{root}/Lessons/12-challenge-dense-layer/dense-layer.solution.{ending}"
        pairs = []
        for _ in range(rounds):
            said = subprocess.run([neurotour, "challenge", "dense-layer", solution], env=environment,
                                  capture_output=True, text=True, check=True).stdout
            pairs.append([float(number) for number in
                          re.search(r"compiled in ([\d.]+) s, ran in ([\d.]+) s", said).groups()])
        found[ending] = [statistics.median(column) for column in zip(*pairs)]
    return found


def alone(environment, folder, rounds):
    """The languages' own tools on a program that does nothing, in seconds."""
    sources = {"swift": "print(1)\n", "js": "console.log(1)\n", "py": "print(1)\n"}
    commands = {}
    for ending, text in sources.items():
        with open(f"{folder}/nothing.{ending}", "w", encoding="utf-8") as file:
            file.write(text)
    commands["swift"] = ["swiftc", "-Onone", "-o", f"{folder}/nothing", f"{folder}/nothing.swift"]
    commands["js"] = ["node", f"{folder}/nothing.js"]
    commands["py"] = ["python3", f"{folder}/nothing.py"]
    found = {}
    for ending, command in commands.items():
        seconds = []
        for _ in range(rounds + 1):
            begin = time.monotonic()
            subprocess.run(command, env=environment, capture_output=True, check=True)
            if ending == "swift":
                subprocess.run([f"{folder}/nothing"], env=environment, capture_output=True, check=True)
            seconds.append(time.monotonic() - begin)
        found[ending] = statistics.median(seconds[1:])
    return found


def report(times, parts, peers, rounds):
    """The section, in Markdown."""
    lines = [
        f"**A challenge**, from saving the file to the verdict of the visible cases on the screen, {rounds} rounds, ms; "
        "beside it, what compiling and running take in `neurotour challenge`, and the language's own tools on a "
        "program that prints 1:", "",
        "| language | save to verdict, median | longest | compile | start and run | the rest is ours | its tools alone |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for ending, name in ENDINGS.items():
        total = statistics.median(times[ending])
        compiled, ran = parts[ending]
        cells = [total, max(times[ending]), compiled, ran, total - compiled - ran, peers[ending]]
        lines.append(f"| {name} | " + " | ".join(f"{cell * 1000:.0f}" for cell in cells) + " |")
    return lines + [""]
