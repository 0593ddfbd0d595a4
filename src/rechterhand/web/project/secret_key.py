"""The secret that signs sessions and links: from the environment, else generated once into the data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from rechterhand.web.project.environment import data_folder, text_of

FILE = "secret.key"


def secret_key() -> str:
    """The secret. One that isn't kept yet lives as long as the process: only ``keep_secret`` writes."""
    told = text_of("SECRET_KEY")
    if told:
        return told
    file = data_folder() / FILE
    try:
        return file.read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        return secrets.token_urlsafe(64)


def keep_secret(folder: Path) -> None:
    """Generate the secret of an installation, readable for its owner alone, unless there is one."""
    file = folder / FILE
    if file.exists():
        return
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(secrets.token_urlsafe(64) + "\n")
