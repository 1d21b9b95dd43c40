"""The inside of the sandbox: limits itself, closes the network and the file system off, then runs the program on stdin.

Started as a script by `sandbox`, never imported; it may import nothing of ours.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import linecache
import os
import resource
import sys
import traceback
from types import CodeType, TracebackType

_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
_REFUSED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.kill",
    "pty.",
    "ctypes.",
    "os.chown",
    "os.link",
    "os.symlink",
    "os.setxattr",
    "os.chroot",
    "signal.pthread_kill",
    "gc.get_objects",
    "gc.get_referrers",
)
_ON_PATHS = frozenset(
    {"open", "os.listdir", "os.scandir", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod", "os.chdir"}
)
_READING = frozenset({"os.listdir", "os.scandir"})
_TIME_ZONES = "/usr/share/zoneinfo"


def limit(cpu_s: int, memory: int, file_size: int) -> None:
    """Give up what a small program needs not."""
    for what, most in (
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, file_size),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def leave_network() -> None:
    """Move into a network of its own with nothing in it, where the system lets an ordinary process do so."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)


def guard(folder: str) -> None:
    """Refuse what leaves the process: sockets, other programs, files that are neither here nor Python's own."""
    own = os.path.realpath(folder)
    library = (*(os.path.realpath(path) for path in sys.path if path), _TIME_ZONES)

    def here(path: object, reads: bool) -> bool:
        whole = os.path.realpath(os.fsdecode(path)) if isinstance(path, (str, bytes, os.PathLike)) else own
        return whole == own or whole.startswith(own + os.sep) or (reads and whole.startswith(library))

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event.startswith(_REFUSED):
            raise PermissionError(f"{event.split('.')[0]} is refused: a program here has no network and starts no other programs")
        if event in _ON_PATHS and args and args[0] is not None:
            paths = args[:2] if event == "os.rename" else args[:1]
            if not all(here(path, _reads(event, args)) for path in paths):
                raise PermissionError(f"{args[0]!r} is refused: a program here uses the files of its working folder only")

    sys.addaudithook(hook)


def _reads(event: str, args: tuple[object, ...]) -> bool:
    """Whether an operation on a path only reads."""
    if event != "open":
        return event in _READING
    mode, flags = (*args, None, None)[1:3]
    if isinstance(mode, str):
        return not set(mode) & set("wax+")
    return isinstance(flags, int) and not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)


def compiled(source: str) -> CodeType:
    """The program, with its source at hand for tracebacks."""
    linecache.cache["<program>"] = (len(source), None, source.splitlines(keepends=True), "<program>")
    return compile(source, "<program>", "exec")


def show(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    """Show an error of the program as Python does, without the frames of this file."""
    told = traceback.TracebackException(kind, problem, trace)
    told.stack = traceback.StackSummary.from_list([frame for frame in told.stack if frame.filename != __file__])
    sys.stdout.flush()
    sys.stdout.write("".join(told.format()))
    sys.stdout.flush()


def main() -> None:
    """Run what stdin says; an error of its own ends it as any program."""
    source = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace").read()
    leave_network()
    limit(*(int(argument) for argument in sys.argv[1:4]))
    guard(os.getcwd())
    sys.argv, sys.stdin, sys.excepthook = ["program.py"], io.StringIO(), show
    exec(compiled(source), {"__name__": "__main__", "__builtins__": __builtins__})


if __name__ == "__main__":
    main()
