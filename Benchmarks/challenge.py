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
    """Seconds from each save to the last byte of its verdict, with what of it went into compiling and into the program
    and its start, by language; two solutions take turns."""
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
                said = re.search(r"(?:compiled in ([\d.]+) s, )?ran in ([\d.]+) s", screen.text)
                seconds.append((terminal.last_byte - begin, float(said[1] or 0), float(said[2])))
            # Not always at the same moment between two looks at the file.
            time.sleep(0.05 + 0.1 * (turn * 0.618 % 1))
        terminal.end(program.leave)
        times[ending] = seconds
    return times


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


def report(times, peers, rounds):
    """The section, in Markdown."""
    lines = [
        f"**A challenge**, from saving the file to the verdict of the visible cases on the screen, {rounds} rounds, ms; "
        "medians; beside it, the language's own tools on a program that prints 1:", "",
        "| language | save to verdict | longest | compile | start and run | the rest is ours | its tools alone |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for ending, name in ENDINGS.items():
        total, compiled, ran = (statistics.median(column) for column in zip(*times[ending]))
        ours = statistics.median(whole - compiling - running for whole, compiling, running in times[ending])
        cells = [total, max(whole for whole, _, _ in times[ending]), compiled, ran, ours, peers[ending]]
        lines.append(f"| {name} | " + " | ".join(f"{cell * 1000:.0f}" for cell in cells) + " |")
    return lines + [""]
