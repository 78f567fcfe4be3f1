"""The program in a terminal that answers its questions in one way or another, and what it makes of that.

    python3 answering_terminal.py PROGRAM SCENARIO…

Prints one line of JSON for each scenario: what was written before and after the answers, what was written after the
last beginning of a frame that is held back, and what was left unread for the shell.
"""

import fcntl
import json
import os
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

LIGHT, DARK = b"\x1b]11;rgb:ffff/fbfb/f0f0\x1b\\", b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07"
HOLDS, KIND = b"\x1b[?2026;2$y", b"\x1b[?62;4c"


class Terminal:
    def __init__(self, program, state, arguments, window, **environment):
        self.master, self.slave = os.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", *window, 0, 0))
        variables = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": state,
                     "XDG_STATE_HOME": state, "XDG_CONFIG_HOME": state, **environment}
        self.process = subprocess.Popen(
            [program, *arguments], stdin=self.slave, stdout=self.slave, stderr=self.slave, env=variables,
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))

    def read(self, quiet=0.15, until=None, limit=10):
        """What is written until nothing has come for a while, or until a text has come."""
        text, end = b"", time.monotonic() + limit
        while time.monotonic() < end and not (until and until in text):
            if not select.select([self.master], [], [], limit if until else quiet)[0]:
                break
            try:
                text += os.read(self.master, 65536)
            except OSError:
                break
        return text

    def write(self, text, size=1000, gap=0):
        for start in range(0, len(text), size):
            os.write(self.master, text[start:start + size])
            time.sleep(gap)

    def end(self):
        """Waits for the end. What was written until then, and what is left to read for the shell."""
        end = time.monotonic() + 10
        text = b""
        while self.process.poll() is None and time.monotonic() < end:
            text += self.read(quiet=0.02)
        text += self.read(quiet=0.05)
        if self.process.poll() is None:
            self.process.kill()
        line = termios.tcgetattr(self.slave)
        line[3] &= ~(termios.ICANON | termios.ECHO)
        line[6][termios.VMIN] = line[6][termios.VTIME] = 0
        termios.tcsetattr(self.slave, termios.TCSANOW, line)
        left = os.read(self.slave, 4096) if select.select([self.slave], [], [], 0)[0] else b""
        for descriptor in (self.master, self.slave):
            os.close(descriptor)
        return text, left

    def watched(self):
        """The process that draws: the child of the one that was started."""
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children") as file:
            return int(file.read().split()[0])


def colors(text):
    return sorted({int(number) for number in re.findall(rb"38;5;(\d+)m", text)})


def play(program, state, name):
    environment, arguments = {}, ["tour", "visual-model#your-edit", "--motion", "off"]
    answers, size, gap, wait, quick = KIND, 1000, 0, 0, False
    window = (24, 80)
    ending = lambda terminal: terminal.write(b"\x03")
    match name.split("-"):
        case ["silent"]: answers = b""
        case ["light"]: answers = LIGHT + KIND
        case ["dark"]: answers = DARK + KIND
        # The same as is known already: nothing is to be drawn again, and no key to be met.
        case ["pieces"]: answers, size, gap, environment = DARK + HOLDS + KIND, 3, 0.13, {"COLORFGBG": "15;0"}
        case ["late"]: answers, wait, environment = DARK + HOLDS + KIND, 3.2, {"COLORFGBG": "15;0"}
        case ["cut"]: answers, size, gap, environment = DARK, 9, 1.2, {"COLORFGBG": "15;0"}
        case ["variable"]: environment = {"COLORFGBG": "0;15"}
        case ["theme"]:
            with open(state + "/neurotour/config.yaml", "w") as file:
                file.write("theme: light\n")
        case ["quick"]: answers, quick = LIGHT + HOLDS + KIND, True
        # The frame that the answers bring is more than the line takes, and nobody reads it.
        case ["holds" | "stuck" as kind, how]:
            answers = HOLDS + LIGHT + KIND
            window = (24, 80) if kind == "holds" else (200, 400)
            if how == "kill":
                ending = lambda terminal: os.kill(terminal.watched(), signal.SIGKILL)
            elif how == "crash":
                environment = {"NEUROTOUR_FAULT": "trap"}
                ending = lambda terminal: terminal.write(b"!")
            elif how != "key":
                ending = lambda terminal: terminal.process.send_signal(getattr(signal, how))
        case ["wide", language, column]:
            environment = {"LANG": language + ".UTF-8"}
            answers = f"\x1b[2;{column}R".encode() + KIND if column != "silent" else b""
        case ["type", kind]: environment, answers = {"TERM": kind}, b""
    terminal = Terminal(program, state, arguments, window, **environment)
    is_stuck, is_answered = name.startswith("stuck"), not name.startswith("type")
    asked = terminal.read(until=b"\x1b[c") if is_answered else b""
    before = after = b""
    if name.startswith("wide"):
        # The first screen waits for this one.
        terminal.write(answers)
        answers = b""
    if quick:
        terminal.write(b"\x03")
        time.sleep(0.05)
    else:
        # What is drawn last.
        before = terminal.read(until=b" keys") + terminal.read()
        time.sleep(wait)
    terminal.write(answers, size, gap)
    if is_stuck:
        select.select([terminal.master], [], [], 10)
        time.sleep(0.2)
    elif HOLDS in answers and LIGHT in answers:
        after = b"" if quick else terminal.read(until=b"\x1b[?2026l")
    elif LIGHT in answers:
        after = terminal.read(until=b" keys")
    after += b"" if quick or is_stuck else terminal.read()
    ending(terminal)
    # What is on its way is a frame, and a part of it has been read.
    after += os.read(terminal.master, 1000) if is_stuck else b""
    last, left = terminal.end()
    drawn = after + last
    everything = asked + before + drawn
    return {
        "scenario": name, "asksColor": b"\x1b]11;?" in everything, "asks": b"\x1b[c" in everything,
        "asksWidth": b"\x1b[6n" in everything,
        "before": colors(before + asked), "after": colors(after), "bytesAfter": len(after),
        "framesHeld": everything.count(b"\x1b[?2026h"), "framesShown": everything.count(b"\x1b[?2026l"),
        "isHeldAtEnd": everything.rfind(b"\x1b[?2026h") > everything.rfind(b"\x1b[?2026l"),
        # The probe itself is not what is drawn.
        "isASCII": all(byte < 128 for byte in everything.replace("─×".encode(), b"")), "left": len(left)}


with tempfile.TemporaryDirectory(prefix="neurotour-answers-") as folder:
    os.mkdir(folder + "/neurotour")
    for scenario in sys.argv[2:]:
        print(json.dumps(play(sys.argv[1], folder, scenario)))
