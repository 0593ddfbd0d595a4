"""What the operating system refused, in the reader's language: its own words are English."""

from __future__ import annotations

import errno
import os

from rechterhand.text.message import Message

_KNOWN = {
    errno.ENOENT: "absent",
    errno.EACCES: "no_access",
    errno.EPERM: "no_access",
    errno.EROFS: "read_only",
    errno.EISDIR: "a_folder",
    errno.ENOTDIR: "no_folder",
    errno.EEXIST: "exists",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.ENAMETOOLONG: "long_name",
    errno.EINVAL: "bad_name",
    errno.EBUSY: "in_use",
    errno.ETXTBSY: "in_use",
    errno.EIO: "faulty",
}


def refusal_of(error: OSError) -> Message | str:
    """The reason of an error; one that is seldom met keeps the system's own words."""
    known = _KNOWN.get(error.errno or 0)
    if known is not None:
        return Message.of(f"system.{known}")
    return error.strerror or (os.strerror(error.errno) if error.errno else str(error))
