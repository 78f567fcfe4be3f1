"""Kills the program with SIGKILL at random moments while a learner changes numbers, and looks at what was kept.

    python3 kill_at_random.py PROGRAM ROUNDS [SEED]

Half of the rounds kill the process that the shell knows, half the one that it watches over. After each round: what
was in the progress file before is there unchanged, every line but the last is a whole record, and of what the
learner had done, and the program had answered, at most the last action is missing. Prints one line of JSON.
"""

import json
import os
import pty
import random
import select
import signal
import struct
import fcntl
import subprocess
import sys
import tempfile
import termios
import time


def read_until_quiet(descriptor, quiet, limit):
    """Reads what comes until nothing has come for a while. False at the end of the program."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        ready, _, _ = select.select([descriptor], [], [], quiet)
        if not ready:
            return True
        try:
            if not os.read(descriptor, 65536):
                return False
        except OSError:
            return False
    return True


def start(program, state):
    pid, descriptor = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", XDG_STATE_HOME=state, HOME=state)
        os.execv(program, [program, "tour", "seed-play#play", "--motion", "off", "--lessons", state + "/lessons"])
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    return pid, descriptor


def act(descriptor, number, done):
    """Sets a number to a value that no other has, and goes on to the other number."""
    onward = b"\t" if done % 2 == 0 else b"\x1b[Z"
    os.write(descriptor, f"={number + 1}.{done + 1:03d}\r".encode() + onward)


def child_of(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        children = file.read().split()
    return int(children[0]) if children else None


def edited_values(path):
    """The values that the last record of edits has in force, and the lines that are no record."""
    values, broken = [], 0
    with open(path, "rb") as file:
        lines = file.read().split(b"\n")
    for line in lines[:-1]:
        try:
            record = json.loads(line)
        except ValueError:
            broken += 1
            continue
        if record["did"] == "edited":
            values = record["edits"]
    return values, broken, lines[-1]


# A step without an end: whatever is done in it stays open.
LESSON = """---
format: 1
id: seed-play
title: Play
minutes: 1
---
## Play {#play}

```yaml network
preset: seed-neuron
focus: b1[0]
alt: One neuron.
```
"""


def main():
    program, rounds = sys.argv[1], int(sys.argv[2])
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    state = tempfile.mkdtemp(prefix="neurotour-kill-")
    os.makedirs(state + "/lessons/01-play")
    with open(state + "/lessons/01-play/lesson.md", "w") as file:
        file.write(LESSON)
    path = state + "/neurotour/progress.jsonl"
    worst, damaged, torn, counted = 0, 0, 0, 0
    for number in range(rounds):
        before = b""
        if os.path.exists(path):
            with open(path, "rb") as file:
                before = file.read()
        pid, descriptor = start(program, state)
        read_until_quiet(descriptor, 0.15, 5)
        # Back to the start, then one edit after the other, each to a value of its own, on two numbers in turn.
        os.write(descriptor, b"r")
        read_until_quiet(descriptor, 0.02, 2)
        done = 0
        for _ in range(chance.randint(0, 4)):
            act(descriptor, number, done)
            # What the screen has answered, and then stood still, is done.
            select.select([descriptor], [], [], 2)
            read_until_quiet(descriptor, 0.05, 2)
            done += 1
        # In the middle of the next one.
        act(descriptor, number, done)
        time.sleep(chance.uniform(0.0, 0.03))
        target = pid if number % 2 == 0 else child_of(pid) or pid
        os.kill(target, signal.SIGKILL)
        try:
            os.waitpid(pid, 0)
        except ChildProcessError:
            pass
        deadline = time.monotonic() + 3
        while read_until_quiet(descriptor, 0.05, 0.1) and time.monotonic() < deadline:
            pass
        os.close(descriptor)
        time.sleep(0.05)
        with open(path, "rb") as file:
            after = file.read()
        if not after.startswith(before):
            damaged += 1
        values, broken, end = edited_values(path)
        damaged += broken
        torn += 1 if end else 0
        counted += done
        worst = max(worst, max(0, done - len(values)))
    subprocess.run(["rm", "-rf", state], check=True)
    print(json.dumps({"rounds": rounds, "actions": counted, "mostLost": worst, "damaged": damaged, "torn": torn}))


main()
