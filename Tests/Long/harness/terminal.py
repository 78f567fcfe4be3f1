"""The program in a pseudo-terminal of its own, with folders of its own."""

import ctypes
import fcntl
import json
import os
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

import pyte

from .modes import Modes

PR_SET_CHILD_SUBREAPER = 36
# Whoever outlives its parent below us becomes our child, so that it can be found.
ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGESIZE")


def stat_of(pid):
    """What /proc tells of a process: its parent, state, ticks of processor time. None where it is gone."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
    except OSError:
        return None
    return {"parent": int(fields[1]), "state": fields[0], "ticks": int(fields[11]) + int(fields[12])}


def children_of(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            return [int(child) for child in file.read().split()]
    except OSError:
        return []


def descendants(pid):
    found = []
    for child in children_of(pid):
        found += [child] + descendants(child)
    return found


def leftovers(within=1.0, besides=()):
    """INV-P: sentences about the processes of a run that are there a second after its end."""
    deadline = time.monotonic() + within
    while True:
        # Orphans that have ended came to us.
        while True:
            try:
                if os.waitpid(-1, os.WNOHANG)[0] == 0:
                    break
            except ChildProcessError:
                break
        left = [pid for pid in descendants(os.getpid()) if pid not in besides]
        if not left:
            return []
        if time.monotonic() > deadline:
            break
        time.sleep(0.02)
    words = []
    for pid in left:
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                words.append(file.read().replace(b"\0", b" ").decode(errors="replace").strip() or str(pid))
            os.kill(pid, signal.SIGKILL)
        except OSError:
            pass
    return [f"left running: {', '.join(words)}"] if words else []


def resident(pid):
    """Memory of a process in bytes."""
    try:
        with open(f"/proc/{pid}/statm") as file:
            return int(file.read().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def own_memory(pid):
    """What of its memory is a process's own, in bytes: the rest are pages of files, the program's code above all, which
    come in as each part of it is used for the first time."""
    try:
        with open(f"/proc/{pid}/smaps_rollup") as file:
            return 1024 * sum(int(line.split()[1]) for line in file if line.startswith("Private_Dirty:"))
    except OSError:
        return 0


class Screen(pyte.Screen):
    """A screen that can also scroll by SU and SD, which ncurses uses where terminfo has indn and rin."""

    def _scroll(self, step, at_end, count):
        top, bottom = self.margins or (0, self.lines - 1)
        row = self.cursor.y
        self.cursor.y = bottom if at_end else top
        for _ in range(count or 1):
            step()
        self.cursor.y = row

    def scroll_up(self, count=1):
        self._scroll(self.index, True, count)

    def scroll_down(self, count=1):
        self._scroll(self.reverse_index, False, count)


class Stream(pyte.Stream):
    csi = {**pyte.Stream.csi, "S": "scroll_up", "T": "scroll_down"}
    events = pyte.Stream.events | {"scroll_up", "scroll_down"}


class Terminal:
    """Runs `command` in a pseudo-terminal; its HOME and XDG folders are empty and its own.

    All that it writes goes through `modes`, and, where `draws`, onto a screen that can be looked at.
    """

    def __init__(self, command, size=(80, 24), term="xterm-256color", environment=None, draws=True, home=None,
                 keeps=False, limits=None, directory=None):
        self.home = home or tempfile.mkdtemp(prefix="neurotour-long-")
        self.owns_home = home is None and not keeps
        self.size = size
        self.term = term
        self.modes = Modes(term, size[1])
        self.screen = Screen(*size) if draws else None
        self.stream = Stream(self.screen) if draws else None
        self.decoder = __import__("codecs").getincrementaldecoder("utf-8")("replace")
        self.carry = ""
        self.total, self.tail = 0, b""
        self.code = None
        self.master, self.slave = os.openpty()
        os.set_blocking(self.master, False)
        self.resize(*size, tell=False)
        # What is typed before the program reads, or after it, is not to be taken for something that it wrote.
        self.line = termios.tcgetattr(self.slave)
        self.line[3] &= ~termios.ECHO
        termios.tcsetattr(self.slave, termios.TCSANOW, self.line)
        self.line = termios.tcgetattr(self.slave)
        self.process = subprocess.Popen(
            command, stdin=self.slave, stdout=self.slave, stderr=self.slave, start_new_session=True,
            preexec_fn=lambda: self._prepare(limits), env=self._environment(environment or {}),
            cwd=directory or self.home)

    def _prepare(self, limits):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        if limits:
            limits()

    def _environment(self, changes):
        home = self.home
        variables = {
            "HOME": home, "XDG_STATE_HOME": f"{home}/state", "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_DATA_HOME": f"{home}/data", "XDG_CACHE_HOME": f"{home}/cache", "TERM": self.term,
            "LANG": "C.UTF-8", "PATH": os.environ.get("PATH", "/usr/bin:/bin")}
        variables.update(changes)
        return {name: value for name, value in variables.items() if value is not None}

    # MARK: The processes

    @property
    def guard(self):
        return self.process.pid

    @property
    def program(self):
        """The process that draws: the guard's child, or under a tracer its child's child."""
        below = children_of(self.guard)
        return below[0] if below else self.guard

    @property
    def progress(self):
        return f"{self.home}/state/neurotour/progress.jsonl"

    # MARK: Input and output

    def resize(self, columns, rows, tell=True):
        self.size = (columns, rows)
        self.modes.resize(rows)
        fcntl.ioctl(self.slave if self.slave >= 0 else self.master, termios.TIOCSWINSZ,
                    struct.pack("HHHH", rows, columns, 0, 0))
        if self.screen and tell:
            self.screen.resize(rows, columns)

    def send(self, data, limit=10.0):
        """Types bytes or text. Reads meanwhile, since a program that can't write doesn't read."""
        data = data.encode() if isinstance(data, str) else data
        deadline = time.monotonic() + limit
        while data:
            readable, writable, _ = select.select([self.master], [self.master], [], 0.5)
            if readable:
                self._read()
            if writable:
                try:
                    data = data[os.write(self.master, data):]
                except BlockingIOError:
                    pass
                except OSError:
                    return False
            if self.has_ended or time.monotonic() > deadline:
                return False
        return True

    def _read(self):
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return b""
        self.take(data)
        return data

    def take(self, data):
        self.total += len(data)
        self.tail = (self.tail + data)[-4000:]
        self.modes.feed(data)
        if not self.screen:
            return
        text = self.carry + self.decoder.decode(data)
        cut = text.rfind("\x1b")
        self.carry = ""
        if cut >= 0 and len(text) - cut < 40 and not re.match(r"\x1b(\[[0-?]*[ -/]*[@-~]|[ -/]*[0-Z\\^-~])", text[cut:]):
            text, self.carry = text[:cut], text[cut:]
        # pyte knows no REP.
        text = re.sub(r"([^\x1b])\x1b\[([0-9]+)b", lambda match: match[1] * (int(match[2]) + 1), text)
        self.stream.feed(text)

    def read(self, seconds, until=None):
        """Reads for a time, or until a condition holds; tells whether it does."""
        deadline = time.monotonic() + seconds
        while True:
            if until and until():
                return True
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            if self.has_ended:
                self._drain()
                return bool(until and until())
            if self.master < 0:
                time.sleep(min(left, 0.02))
                continue
            if select.select([self.master], [], [], min(left, 0.05))[0]:
                self._read()

    def settle(self, quiet=0.1, limit=5.0):
        """Reads until nothing has come for a while."""
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline and select.select([self.master], [], [], quiet)[0]:
            if not self._read():
                break

    def _drain(self):
        while self.master >= 0 and select.select([self.master], [], [], 0)[0]:
            if not self._read():
                break

    @property
    def text(self):
        return "\n".join(self.screen.display)

    def shows(self, words, limit=10.0):
        """Waits for words on the screen, wherever its lines are broken."""
        wanted = "".join(words.split())
        return self.read(limit, lambda: wanted in "".join(self.text.split()))

    # MARK: The end

    @property
    def has_ended(self):
        if self.code is None:
            self.code = self.process.poll()
        return self.code is not None

    def wait(self, limit=10.0):
        """Waits for the end, reading; the exit code, None where it did not come."""
        self.read(limit, lambda: self.has_ended)
        self._drain()
        return self.code

    def quit(self, limit=10.0):
        """Leaves by q, however many screens there are: out of a field first, then home, the question, and yes."""
        for key in ("\x1b", "q", "q", "q") * 4:
            if self.has_ended or not self.send(key, 2):
                break
            self.read(0.2, lambda: self.has_ended)
        return self.wait(limit)

    def problems(self, *codes, limit=10.0, lost=None, processes=True):
        """What does not hold at the end, of INV-T, X, S, B, P and Q; ends the program if it is still there."""
        found = []
        if self.wait(limit) is None:
            found.append(f"still running {limit:g} s later")
            self.kill()
        elif codes and self.code not in codes:
            found.append(f"the exit code is {self.code}, not {' or '.join(map(str, codes))}")
        words = self.tail.decode(errors="replace")
        for sign in ("NeuroTour crashed", "Fatal error", "AddressSanitizer", "Illegal instruction"):
            if sign in words and not any(code in codes for code in (132, 133, 134, 139)):
                found.append(f"it says {sign!r}{self.crash_log}")
                break
        if self.slave >= 0 and termios.tcgetattr(self.slave) != self.line:
            found.append("the modes of the line are not as they were")
        if self.master >= 0:
            found += self.modes.left_behind() + self.modes.not_allowed()
        found += broken_lines(self.progress)
        if processes:
            found += leftovers()
        self.close()
        return found

    @property
    def crash_log(self):
        """Where it crashed, as far as it could tell."""
        try:
            with open(os.path.join(os.path.dirname(self.progress), "crash.log"), errors="replace") as file:
                return ":\n" + file.read()[:4000]
        except OSError:
            return ""

    def kill(self):
        for pid in [self.guard] + descendants(self.guard):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()
        self.code = self.process.returncode

    def hang_up(self):
        """The terminal is gone: both of our ends are closed."""
        for descriptor in (self.slave, self.master):
            if descriptor >= 0:
                os.close(descriptor)
        self.slave = self.master = -1

    def close(self):
        if not self.has_ended:
            self.kill()
        self.hang_up()
        if self.owns_home:
            shutil.rmtree(self.home, ignore_errors=True)


def records(path):
    """The whole lines of a progress file as values, the ones that are none, and what stands behind the last."""
    try:
        with open(path, "rb") as file:
            lines = file.read().split(b"\n")
    except OSError:
        return [], [], b""
    values, broken = [], []
    for line in filter(None, lines[:-1]):
        try:
            values.append(json.loads(line))
        except ValueError:
            broken.append(line)
    return values, broken, lines[-1]


def broken_lines(path):
    """INV-S: sentences about lines that are no record; only the last may be torn."""
    _, broken, _ = records(path)
    return [f"the progress file has a line that is no record: {broken[0][:80]!r}"] if broken else []


