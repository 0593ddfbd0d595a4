"""Files in a bucket: kept, read, listed and removed there; in backups and back; told when they can't be."""

from __future__ import annotations

import contextlib
import http.client
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from tests.served import free_port, run_command

from rechterhand.errors import BadInput
from rechterhand.web.bridge import storage
from rechterhand.web.project.file_storage import LOCAL, storages

BUCKET = "rechterhand"
ACCESS = {"RECHTERHAND_S3_KEY": "key", "RECHTERHAND_S3_SECRET": "secret", "RECHTERHAND_S3_REGION": "eu-central-1"}


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """An S3-compatible service on this machine."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    try:
        while not answers(port):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def answers(port: int) -> bool:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(asking):
        asking.request("GET", "/moto-api/")
        return asking.getresponse().status == 200
    return False


@pytest.fixture
def told(service: str, request: pytest.FixtureRequest) -> dict[str, str]:
    """The environment of an installation with a bucket of its own."""
    import boto3

    name = f"{BUCKET}-{uuid4().hex[:8]}"
    client = boto3.client(
        "s3", endpoint_url=service, aws_access_key_id="key", aws_secret_access_key="secret", region_name="us-east-1"
    )
    client.create_bucket(Bucket=name)
    client.close()
    return {**ACCESS, "RECHTERHAND_S3_BUCKET": name, "RECHTERHAND_S3_ENDPOINT": service}


@pytest.fixture
def bucket(told: dict[str, str], settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The storage of this process is that bucket."""
    for name, value in {**told, "RECHTERHAND_S3_FOLDER": "/workbench/"}.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = storages()


@pytest.mark.django_db
@pytest.mark.usefixtures("bucket")
def test_what_is_kept_comes_back_byte_by_byte_and_goes() -> None:
    upload, data = uuid4(), bytes(range(256)) * 40_000
    original = storage.keep_original(upload, "plan.MPP", ContentFile(data))
    plan = storage.keep(upload, "plan", b"\x1f\x8bcompressed")

    assert original.endswith("/original.mpp")
    assert storage.load(original) == data
    assert storage.load(plan) == b"\x1f\x8bcompressed"
    assert storage.keep(upload, "plan", b"\x1f\x8bcompressed") == plan
    assert sorted(default_storage.listdir(storage.folder_of(upload))[1]) == sorted(
        one.rpartition("/")[2] for one in (original, plan)
    )
    storage.remove(upload)
    assert default_storage.listdir(storage.folder_of(upload)) == ([], [])
    with pytest.raises(storage.FileGone):
        storage.load(original)


def test_files_are_kept_in_the_folder_where_no_bucket_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RECHTERHAND_S3_BUCKET", raising=False)

    assert storages()["default"] == {"BACKEND": LOCAL}


@pytest.mark.parametrize(
    ("settings_told", "about"),
    [
        ({"KEY": "key"}, "RECHTERHAND_S3_BUCKET"),
        ({"BUCKET": "b", "KEY": "key"}, "belong together"),
        ({"BUCKET": "b", "SECRET": "secret"}, "belong together"),
        ({"BUCKET": "b", "ENDPOINT": "s3.example.org"}, "RECHTERHAND_S3_ENDPOINT"),
    ],
)
def test_settings_that_do_not_fit_are_refused(
    monkeypatch: pytest.MonkeyPatch, settings_told: dict[str, str], about: str
) -> None:
    for name, value in settings_told.items():
        monkeypatch.setenv(f"RECHTERHAND_S3_{name}", value)

    with pytest.raises(BadInput, match=about):
        storages()


def test_a_command_says_which_setting_does_not_fit(tmp_path: Path) -> None:
    done = run_command(tmp_path / "data", "migrate", RECHTERHAND_S3_BUCKET="b", RECHTERHAND_S3_KEY="key")

    assert done.returncode == 2
    assert "belong together" in done.stderr


def test_a_backup_holds_what_is_in_the_bucket_and_it_comes_back_elsewhere(
    told: dict[str, str], tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = storages()
    data = bytes(range(256)) * 50_000
    name = default_storage.save("plans/00/é/original.mpp", ContentFile(data))
    file, second = tmp_path / "backup.tar", tmp_path / "second.tar"

    made = run_command(tmp_path / "first", "migrate", **told)
    assert made.returncode == 0, made.stderr
    made = run_command(tmp_path / "first", "backup", str(file), **told)
    assert made.returncode == 0, made.stderr
    assert "and 1 file" in made.stdout
    with tarfile.open(file) as archive:
        kept = archive.extractfile(f"files/{name}")
        assert kept is not None
        assert kept.read() == data

    for one in told:
        monkeypatch.delenv(one)
    back = run_command(tmp_path / "folder", "restore", str(file))
    assert back.returncode == 0, back.stderr
    assert (tmp_path / "folder" / "files" / name).read_bytes() == data

    made = run_command(tmp_path / "folder", "backup", str(second))
    assert made.returncode == 0, made.stderr
    other = {**told, "RECHTERHAND_S3_FOLDER": "other"}
    back = run_command(tmp_path / "second", "restore", str(second), **other)
    assert back.returncode == 0, back.stderr
    for one, value in other.items():
        monkeypatch.setenv(one, value)
    settings.STORAGES = storages()
    assert storage.load(name) == data


def test_the_doctor_says_whether_the_bucket_does(told: dict[str, str], tmp_path: Path) -> None:
    good = run_command(tmp_path / "data", "doctor", **told)
    bad = run_command(tmp_path / "data", "doctor", **told | {"RECHTERHAND_S3_BUCKET": "no-such-bucket"})

    assert f"✓ Files can be kept and read in the bucket {told['RECHTERHAND_S3_BUCKET']}" in good.stdout
    assert "✗ Files can't be kept in the bucket no-such-bucket: " in bad.stdout
    assert "→ Check the settings RECHTERHAND_S3_" in bad.stdout
