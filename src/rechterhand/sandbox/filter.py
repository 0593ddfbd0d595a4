"""A system-call filter: no sockets, no other programs, no looking into other processes."""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
from dataclasses import dataclass

_SET_SECCOMP, _MODE_FILTER = 22, 2
_LOAD, _EQUAL, _AT_LEAST, _GIVE = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_X32 = 0x40000000


@dataclass(frozen=True, slots=True)
class Calls:
    """One architecture's number and its numbers of the calls that are refused, from the kernel's headers."""

    architecture: int
    refused: tuple[int, ...]


# socket, execve, execveat, ptrace, process_vm_readv, process_vm_writev, mount, bpf, userfaultfd, io_uring_setup
_KNOWN = {
    "x86_64": Calls(0xC000003E, (41, 59, 322, 101, 310, 311, 165, 321, 323, 425)),
    "aarch64": Calls(0xC00000B7, (198, 221, 281, 117, 270, 271, 40, 280, 282, 425)),
}


def install(libc: ctypes.CDLL) -> bool:
    """Install the filter in this process; False where the architecture is unknown or the kernel refuses.

    Needs 'no new privileges' to be set.
    """
    calls = _KNOWN.get(platform.machine())
    if calls is None:
        return False
    program = _program(calls)
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in program))
    packed = ctypes.create_string_buffer(struct.pack("HL", len(program), ctypes.addressof(code)))
    return bool(libc.prctl(_SET_SECCOMP, _MODE_FILTER, packed, 0, 0) == 0)


def _program(calls: Calls) -> list[tuple[int, int, int, int]]:
    """Steps of (code, jump when true, jump when false, operand); the last one refuses, the one before allows."""
    count = len(calls.refused)
    checks = [(_EQUAL, count - place, 0, number) for place, number in enumerate(calls.refused)]
    return [
        (_LOAD, 0, 0, 4),  # the architecture
        (_EQUAL, 0, count + 3, calls.architecture),
        (_LOAD, 0, 0, 0),  # the call's number
        (_AT_LEAST, count + 1, 0, _X32),
        *checks,
        (_GIVE, 0, 0, _ALLOW),
        (_GIVE, 0, 0, _REFUSE),
    ]
