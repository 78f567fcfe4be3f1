"""Records sessions of random keys, clicks and window sizes, kills each at a random moment, and plays it again.

    python3 random_sessions.py PROGRAM ROUNDS [SEED]

After each round every line of the recording but the last is whole, and `replay --compare` finds every screen as it was
recorded. Progress is kept from one round to the next, so that later ones begin with some. Prints one line of JSON; a
recording that is played otherwise is kept, and named there.
"""

import fcntl
import json
import os
import pty
import random
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

STARTS = [[], ["tour"], ["playground"], ["tour", "visual-model#your-edit"], ["tour", "training-live"], ["tour", "loss"]]
KEYS = (
    ["\t", "\x1b[Z", "+", "-", "\r", " ", ".", ",", "u", "r", "w", "m", "x", "s", "e", "N", "D", "P", "/", "c", "?"]
    + ["H", "L", "R", "q", "y", "1", "2", "0.5\r", "=0.3\r", "\x10", "\x12", "\x1b", "\x7f", "\x1b[A", "\x1b[B", "\x1b[C"]
    + ["\x1b[D", "\x1b[6~", "\x1b[200~two\nlines\x1b[201~", "relu", "漢"]
)


def set_size(descriptor, columns, rows):
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def act(descriptor, chance):
    """Does one thing that a learner can do."""
    kind = chance.random()
    if kind < 0.04:
        set_size(descriptor, chance.randint(1, 130), chance.randint(1, 45))
    elif kind < 0.14:
        button = chance.choice([0, 64, 65])
        os.write(descriptor, f"\x1b[<{button};{chance.randint(1, 80)};{chance.randint(1, 24)}M".encode())
    else:
        os.write(descriptor, chance.choice(KEYS).encode())


def children_of(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()]


def play(program, home, recording, chance):
    """A session that is killed. Returns how many things were done in it."""
    pid, descriptor = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", HOME=home)
        for name in ("STATE", "DATA", "CONFIG"):
            os.environ[f"XDG_{name}_HOME"] = f"{home}/{name.lower()}"
        os.execv(program, [program, *chance.choice(STARTS), "--record", recording])
    set_size(descriptor, 80, 24)
    end = time.monotonic() + chance.uniform(0.3, 3)
    done = 0
    try:
        while time.monotonic() < end:
            if select.select([descriptor], [], [], 0.01)[0]:
                os.read(descriptor, 65536)
            if chance.random() < 0.5:
                act(descriptor, chance)
                done += 1
        for child in children_of(pid):
            os.kill(child, signal.SIGKILL)
        while os.read(descriptor, 65536):
            pass
    except OSError:
        pass  # The end of the program is the end of its terminal.
    os.waitpid(pid, 0)
    os.close(descriptor)
    return done


def look_at(program, recording, summary):
    with open(recording, "rb") as file:
        lines = file.read().split(b"\n")
    if len(lines) == 1:
        return  # It was killed before it began.
    try:
        for line in lines[:-1]:
            json.loads(line)
    except ValueError:
        summary["damaged"] += 1
    summary["torn"] += lines[-1] != b""
    replay = subprocess.run([program, "replay", "--compare", recording], capture_output=True, text=True)
    if replay.returncode != 0:
        kept = tempfile.mkstemp(suffix=".cast")[1]
        shutil.copy(recording, kept)
        summary["different"].append(f"{kept}: {replay.stderr.strip()}")
    summary["played"] += 1


def main():
    program, rounds = sys.argv[1], int(sys.argv[2])
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    summary = {"rounds": rounds, "played": 0, "actions": 0, "damaged": 0, "torn": 0, "different": []}
    with tempfile.TemporaryDirectory() as home:
        recording = home + "/session.cast"
        for _ in range(rounds):
            if os.path.exists(recording):
                os.unlink(recording)
            summary["actions"] += play(program, home, recording, chance)
            if os.path.exists(recording):
                look_at(program, recording, summary)
    print(json.dumps(summary))


main()
