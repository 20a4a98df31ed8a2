"""A screen of the real program in a terminal of its own: bytes in, bytes out, and the modes of the terminal.

Nothing here sleeps to wait: what is waited for is named, and a time-out is reached by a broken program only.
"""
import array
import contextlib
import fcntl
import os
import pty
import select
import signal
import termios
import time

from office import program

PATIENCE_S = 30
IFLAG, OFLAG, CFLAG, LFLAG = range(4)


class Screen:
    """`command`: started in place of the program, which is then its arguments."""

    def __init__(self, office, *arguments, term='xterm-256color', at='2026-11-23T08:10', command=(), **env):
        self.sent = b''
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, array.array('H', [24, 80, 0, 0]))
        self.before = termios.tcgetattr(theirs)
        argv = [*command, program(), '--office', office.path, '--at', at, *arguments]
        self.pid = os.fork()
        if self.pid == 0:
            os.close(ours)
            os.login_tty(theirs)
            os.execve(argv[0], argv, {**office.env, 'TERM': term, **env})
        os.close(theirs)
        self.fd = ours
        self.status = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    def type(self, text):
        os.write(self.fd, text if isinstance(text, bytes) else text.encode())

    def take_in(self, patience_s):
        """What was drawn meanwhile is taken in; False: nothing was, None: the program has ended."""
        if not select.select([self.fd], [], [], patience_s)[0]:
            return False
        with contextlib.suppress(OSError):
            more = os.read(self.fd, 65536)
            self.sent += more
            return True if more else None
        return None

    def until(self, holds, what):
        end = time.monotonic() + PATIENCE_S
        while not holds():
            if self.take_in(0.05) is None or time.monotonic() > end:
                raise AssertionError(f'{what} did not come; last came {self.sent[-2000:].decode("utf-8", "replace")!r}')

    def wait_for(self, text, start=0):
        """Waits for a text drawn in one piece behind byte `start`; the place behind it."""
        wanted = text if isinstance(text, bytes) else text.encode()
        self.until(lambda: self.sent.find(wanted, start) >= 0, text)
        return self.sent.find(wanted, start) + len(wanted)

    def modes(self):
        return termios.tcgetattr(self.fd)

    def modes_are_back(self):
        return self.modes()[:IFLAG + 4] == self.before[:IFLAG + 4]

    def is_raw(self):
        return not self.modes()[LFLAG] & (termios.ICANON | termios.ECHO | termios.ISIG)

    def end(self, signal_number=None):
        """Waits for the end, of a signal or by itself; its status: the exit status, or minus the signal."""
        if signal_number is not None:
            os.kill(self.pid, signal_number)
        while self.take_in(PATIENCE_S):
            pass
        _, status = os.waitpid(self.pid, 0)
        self.status = os.waitstatus_to_exitcode(status)
        return self.status
