"""A program in a pseudo-terminal, and when its output came."""

import errno
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

COLUMNS, ROWS = 120, 40


class PseudoTerminal:
    """Runs a program as the leader of a session of its own. Times are seconds since it was spawned."""

    def __init__(self, arguments, environment, folder):
        self.output = bytearray()
        self.last_byte = 0.0
        self.status = None
        self._main, side = pty.openpty()
        fcntl.ioctl(self._main, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.set_blocking(self._main, False)
        # Opened anew by the program itself: the first terminal that a session leader opens becomes its own.
        actions = [(os.POSIX_SPAWN_OPEN, 0, os.ttyname(side), os.O_RDWR, 0)]
        actions += [(os.POSIX_SPAWN_DUP2, 0, descriptor) for descriptor in (1, 2)]
        actions += [(os.POSIX_SPAWN_CLOSE, side)] if side > 2 else []
        before = os.getcwd()
        os.chdir(folder)
        try:
            self._spawned = time.monotonic()
            self.process = os.posix_spawn(
                arguments[0], arguments, environment, file_actions=actions, setsid=True,
                setsigdef=[signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE, signal.SIGHUP])
        finally:
            os.chdir(before)
        os.close(side)
        self._poll = select.poll()
        self._poll.register(self._main, select.POLLIN)

    def now(self):
        return time.monotonic() - self._spawned

    def send(self, keys):
        """Types keys, and returns when."""
        sent = self.now()
        os.write(self._main, keys)
        return sent

    def read(self, within):
        """What comes first within some seconds; b"" where nothing does, None where the program has gone."""
        if not self._poll.poll(max(0.0, within) * 1000):
            return b""
        try:
            chunk = os.read(self._main, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return None
        self.last_byte = self.now()
        self.output += chunk
        return chunk or None

    def read_burst(self, quiet, within=10.0):
        """All that comes until nothing has come for `quiet` seconds; b"" where nothing begins within some seconds.

        Nothing is looked at meanwhile: a terminal that is busy with its picture would read late, and hold the program
        up.
        """
        burst = chunk = self.read(within)
        end = self.now() + 10
        while chunk and self.now() < end:
            chunk = self.read(within=quiet)
            burst += chunk or b""
        return burst or b""

    def processes(self):
        """The program and all that it started, by their ids."""
        parents = {}
        for name in filter(str.isdigit, os.listdir("/proc")):
            fields = _stat(name)
            if fields:
                parents[int(name)] = int(fields[1])
        family = [self.process]
        for member in family:
            family += [child for child, parent in parents.items() if parent == member]
        return family

    def end(self, keys):
        """Leaves the program by its own keys, or else by signals, and waits for its end."""
        for attempt in (lambda: self.send(keys), lambda: self._signal(signal.SIGTERM),
                        lambda: self._signal(signal.SIGKILL)):
            try:
                attempt()
            except OSError:
                pass
            if self._has_ended(within=3.0):
                break
        os.close(self._main)

    def _signal(self, number):
        os.kill(self.process, number)

    def _has_ended(self, within):
        end = self.now() + within
        while self.now() < end:
            # Its last words have to be read, or it would wait for that.
            if self.read(within=0.005) is None:
                time.sleep(0.002)
            ended, status = os.waitpid(self.process, os.WNOHANG)
            if ended:
                self.status = os.waitstatus_to_exitcode(status)
                return True
        return False


def _stat(process):
    """The fields of /proc/PID/stat behind the name, which may itself hold blanks and brackets."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rpartition(")")[2].split()
    except OSError:
        return None


def processor_ticks(processes):
    """Time that processes had a processor, in ticks of 1 / sysconf(SC_CLK_TCK) second."""
    return sum(int(fields[11]) + int(fields[12]) for fields in map(_stat, processes) if fields)


def memory(process):
    """Resident memory in MB, and the share of it that counts once where processes share it."""
    def kilobytes(file, key):
        with open(f"/proc/{process}/{file}", encoding="utf-8") as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith(key + ":"))
    return kilobytes("status", "VmRSS") / 1024, kilobytes("smaps_rollup", "Pss") / 1024
