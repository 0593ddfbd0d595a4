"""Takes away from this process what reading a file doesn't need: network, memory without end, new files.

Linux first: a network namespace of its own, else a system-call filter that refuses sockets. Where neither is possible the caller
is told, and decides.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_NO_NEW_PRIVS = 38
PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2
AF_UNIX = 1

# Audit architecture and the numbers of socket() and socketpair(), from the kernel's headers.
_CALLS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}


def confine(memory: int) -> str:
    """Limit memory and files, close the network; how the network was closed: 'namespace', 'filter' or 'open'.

    ``memory`` bounds the writable memory in bytes (RLIMIT_DATA: a bound on address space would stop the Java machine).
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 28, 1 << 28))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    return close_network()


def close_network() -> str:
    """Leave this process without network; says how, or 'open' when the system offers no way."""
    if sys.platform != "linux":
        return "open"
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0:
        _keep_identity(user, group)
        return "namespace"
    if libc.unshare(CLONE_NEWNET) == 0:
        return "namespace"
    return "filter" if _refuse_sockets(libc) else "open"


def _keep_identity(user: int, group: int) -> None:
    """In a new user namespace, stay the user one was, so that files remain readable."""
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        try:
            with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
                file.write(text)
        except OSError:  # an older kernel without setgroups, or a mapping already made
            continue


def _refuse_sockets(libc: ctypes.CDLL) -> bool:
    """Install a filter under which socket() works for local sockets only."""
    known = _CALLS.get(platform.machine())
    if known is None:
        return False
    architecture, socket_call = known
    load, jump_equal, give = 0x20, 0x15, 0x06
    allow, refuse = 0x7FFF0000, 0x00050000 | 13
    program = [
        (load, 0, 0, 4),
        (jump_equal, 0, 5, architecture),
        (load, 0, 0, 0),
        (jump_equal, 0, 3, socket_call),
        (load, 0, 0, 16),
        (jump_equal, 1, 0, AF_UNIX),
        (give, 0, 0, refuse),
        (give, 0, 0, allow),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in program))
    header = struct.pack("HL", len(program), ctypes.addressof(code))
    packed = ctypes.create_string_buffer(header)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, packed, 0, 0) == 0)
