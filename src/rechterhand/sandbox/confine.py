"""Takes away from this process what reading a file doesn't need: network, other files, other programs, endless memory.

The network: a namespace of its own, else a system-call filter that refuses sockets. Where neither is possible the
caller is told, and decides. Everything here works on Linux; elsewhere only the limits that the system has.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from rechterhand.sandbox import filter as calls
from rechterhand.sandbox import landlock

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_NO_NEW_PRIVS = 38

FILE_BYTES = 1 << 29
OPEN_FILES = 1024
PROCESSES = 4096

_READ_ALWAYS = (
    "/usr /lib /lib64 /lib32 /bin /proc /sys /nix/store /etc/ld.so.cache /etc/localtime /etc/timezone "
    "/etc/nsswitch.conf /etc/alternatives /dev/urandom /dev/random /dev/zero"
)


def confine(memory: int, folder: Path, readable: tuple[Path, ...] = ()) -> dict[str, str]:
    """Limit this process for good.

    Parameters
    ----------
    memory
        Bound on writable memory in bytes (RLIMIT_DATA: a bound on address space would stop the Java machine).
    folder
        The only folder in which files may be written.
    readable
        Further paths to read besides Python, this package and the system's libraries.

    Returns
    -------
    dict
        How it was done: ``network`` 'namespace', 'filter' or 'open'; ``files`` 'landlock' or 'open'; ``calls`` 'filter'
        or 'open'.
    """
    _limit(memory)
    if sys.platform != "linux":
        return {"network": "open", "files": "open", "calls": "open"}
    libc = ctypes.CDLL(None, use_errno=True)
    namespace = _leave_network(libc)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    files = landlock.restrict_files(libc, (*_needed(), *readable), (folder, Path(os.devnull)))
    filtered = calls.install(libc)
    return {
        "network": "namespace" if namespace else "filter" if filtered else "open",
        "files": "landlock" if files else "open",
        "calls": "filter" if filtered else "open",
    }


def _limit(memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Unix only

    limits = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, FILE_BYTES), (resource.RLIMIT_NOFILE, OPEN_FILES)]
    if sys.platform == "linux":
        limits += [(resource.RLIMIT_DATA, memory), (resource.RLIMIT_NPROC, PROCESSES)]
    for kind, most in limits:
        _, hard = resource.getrlimit(kind)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, bound))


def _leave_network(libc: ctypes.CDLL) -> bool:
    """Into a network namespace of its own, which has no way out."""
    user, group = os.getuid(), os.getgid()
    if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0:
        _keep_identity(user, group)
        return True
    return bool(libc.unshare(CLONE_NEWNET) == 0)


def _keep_identity(user: int, group: int) -> None:
    """In a new user namespace, stay the user one was, so that files remain readable."""
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        try:
            with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
                file.write(text)
        except OSError:  # an older kernel without setgroups, or a mapping already made
            continue


def _needed() -> list[Path]:
    """Where Python, the installed packages and this package are."""
    told = [sys.prefix, sys.base_prefix, sys.exec_prefix, *sys.path, *_READ_ALWAYS.split()]
    return [Path(one) for one in dict.fromkeys(told) if one]
