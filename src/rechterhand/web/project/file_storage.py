"""Where files are kept: in the data folder, or in the bucket of an S3-compatible service that the environment names."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from rechterhand.errors import BadInput
from rechterhand.text import Message
from rechterhand.web.project.environment import text_of

LOCAL = "django.core.files.storage.FileSystemStorage"
BUCKET = "storages.backends.s3.S3Storage"
STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
BESIDE = ("ENDPOINT", "REGION", "KEY", "SECRET", "FOLDER")
"""Settings that mean something only beside a bucket."""
PATIENCE = {"connect_timeout": 10, "read_timeout": 60, "retries": {"max_attempts": 4, "mode": "standard"}}


def storages() -> dict[str, dict[str, Any]]:
    """Django's settings of the storage. Raises BadInput when those of a bucket don't fit together."""
    bucket = text_of("RECHTERHAND_S3_BUCKET")
    found: dict[str, Any] = {"BACKEND": LOCAL}
    if bucket:
        found = {"BACKEND": BUCKET, "OPTIONS": _options(bucket)}
    else:
        _refuse_without_bucket()
    return {"default": found, "staticfiles": {"BACKEND": STATIC}}


def in_bucket() -> bool:
    """Whether files go to a bucket."""
    return bool(text_of("RECHTERHAND_S3_BUCKET"))


def _options(bucket: str) -> dict[str, Any]:
    """As django-storages takes them; what isn't told is left to the service's own ways, such as a machine's role."""
    endpoint, key, secret = (_of(name) for name in ("ENDPOINT", "KEY", "SECRET"))
    parts = urlsplit(endpoint)
    if endpoint and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise BadInput(Message.of("settings.s3_endpoint"), where={"setting": "RECHTERHAND_S3_ENDPOINT"})
    if bool(key) != bool(secret):
        raise BadInput(Message.of("settings.s3_key"), where={"setting": "RECHTERHAND_S3_KEY"})
    if find_spec("boto3") is None:
        raise BadInput(Message.of("settings.s3_missing"), hint=Message.of("settings.s3_missing.hint"))
    from botocore.config import Config  # noqa: PLC0415 - of the extra [s3], which few installations have

    style = "path" if endpoint else "auto"
    client = Config(signature_version="s3v4", s3={"addressing_style": style}, **PATIENCE)
    return {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "region_name": _of("REGION") or None,
        "access_key": key or None,
        "secret_key": secret or None,
        "location": _of("FOLDER").strip("/"),
        "file_overwrite": False,
        "default_acl": None,
        "max_memory_size": 4 << 20,
        "client_config": client,
    }


def _refuse_without_bucket() -> None:
    told = next((f"RECHTERHAND_S3_{name}" for name in BESIDE if _of(name)), "")
    if told:
        raise BadInput(Message.of("settings.s3_bucket", name=told), where={"setting": "RECHTERHAND_S3_BUCKET"})


def _of(name: str) -> str:
    return text_of(f"RECHTERHAND_S3_{name}")
