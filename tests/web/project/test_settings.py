"""Settings by the environment: one table, checked, and safe where others get to the workbench."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rechterhand.errors import BadInput
from rechterhand.text import LANGUAGES
from rechterhand.text.catalogue import texts
from rechterhand.web.project.accounts import providers
from rechterhand.web.project.address import address
from rechterhand.web.project.database import parsed
from rechterhand.web.project.environment import SETTINGS, unknown, validated, value_of
from rechterhand.web.project.mail import mail
from rechterhand.web.project.secret_key import FILE, keep_secret, secret_key


def test_every_setting_is_explained_in_both_languages() -> None:
    assert [
        one.name for one in SETTINGS for of in LANGUAGES if f"settings.{one.name}" not in texts("settings", of)
    ] == []


def test_defaults_fit() -> None:
    assert validated({})["RECHTERHAND_PORT"] == 8000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RECHTERHAND_PORT", "http"),
        ("RECHTERHAND_PORT", "65536"),
        ("RECHTERHAND_WORKERS", "0"),
        ("RECHTERHAND_LOG", "loud"),
        ("RECHTERHAND_TIME_ZONE", "Mars/Olympus"),
        ("RECHTERHAND_TIME_ZONE", "Europe"),
        ("RECHTERHAND_TIME_ZONE", "../../etc/passwd"),
        ("RECHTERHAND_PROXIES", "foo"),
        ("RECHTERHAND_PROXIES", "127.0.0.1,proxy.example.org"),
        ("RECHTERHAND_PROXIES", "10.0.0.1/8"),
    ],
)
def test_a_value_of_another_kind_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(BadInput, match=name):
        validated({name: value})


@pytest.mark.parametrize("value", ["*", "::1", "10.0.0.0/8, 192.0.2.1"])
def test_proxies_are_addresses_or_networks(value: str) -> None:
    assert value_of("RECHTERHAND_PROXIES", {"RECHTERHAND_PROXIES": value}) == value


def test_what_nothing_reads_is_known() -> None:
    told = {"RECHTERHAND_WEB_PROCESES": "4", "RECHTERHAND_DEBUG": "1", "RECHTERHAND_PORT": "80", "HOME": "/root"}

    assert unknown(told) == ["RECHTERHAND_WEB_PROCESES"]


def test_a_list_is_told_apart_by_commas() -> None:
    assert value_of("RECHTERHAND_HOSTS", {"RECHTERHAND_HOSTS": "a.example.org, b.example.org,"}) == (
        "a.example.org",
        "b.example.org",
    )


@pytest.mark.parametrize("url", ["mysql://host/db", "postgresql://host:port:port/x y", "no address"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(BadInput, match="postgresql://"):
        parsed(url)


@pytest.mark.parametrize(
    ("told", "url", "local"),
    [
        ({}, "http://localhost:8000", True),
        ({"RECHTERHAND_PORT": "9000"}, "http://localhost:9000", True),
        ({"RECHTERHAND_HOST": "192.0.2.7"}, "http://192.0.2.7:8000", False),
        ({"RECHTERHAND_ADDRESS": "https://pmo.example.org/"}, "https://pmo.example.org", False),
        ({"RECHTERHAND_HOST": "0.0.0.0", "RECHTERHAND_HOSTS": "pmo.example.org"}, "http://pmo.example.org:8000", False),
    ],
)
def test_the_address_says_who_gets_here(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, str], url: str, local: bool
) -> None:
    for name, value in told.items():
        monkeypatch.setenv(name, value)

    found = address()

    assert (found.url, found.is_local, found.is_secure) == (url, local, url.startswith("https"))


@pytest.mark.parametrize("told", ["pmo.example.org", "ftp://pmo.example.org", "https://pmo.example.org/below"])
def test_an_address_is_a_whole_one(monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    monkeypatch.setenv("RECHTERHAND_ADDRESS", told)

    with pytest.raises(BadInput, match="RECHTERHAND_ADDRESS"):
        address()


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECHTERHAND_DATA", str(tmp_path))
    keep_secret(tmp_path)
    first = secret_key()
    keep_secret(tmp_path)

    assert secret_key() == first
    assert len(first) > 60
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_reading_the_settings_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECHTERHAND_DATA", str(tmp_path / "data"))

    assert secret_key() != secret_key()
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("told", "about"),
    [
        ({"SMTP_HOST": "mail.example.org"}, "RECHTERHAND_MAIL_FROM"),
        ({"SMTP_HOST": "mail.example.org", "MAIL_FROM": "Rechterhand"}, "RECHTERHAND_MAIL_FROM"),
        ({"SMTP_HOST": "mail.example.org", "MAIL_FROM": "a@example.org", "SMTP_USER": "a"}, "RECHTERHAND_SMTP_USER"),
    ],
)
def test_mail_that_could_not_be_sent_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, str], about: str
) -> None:
    for name, value in told.items():
        monkeypatch.setenv(f"RECHTERHAND_{name}", value)

    with pytest.raises(BadInput, match=about):
        mail()


@pytest.mark.parametrize(
    ("told", "about"),
    [
        ({"ISSUER": "https://id.example.org"}, "RECHTERHAND_OIDC_CLIENT"),
        ({"ISSUER": "id.example.org", "CLIENT": "workbench"}, "RECHTERHAND_OIDC_ISSUER"),
        ({"CLIENT": "workbench"}, "RECHTERHAND_OIDC_ISSUER"),
        ({"SECRET": "hidden"}, "RECHTERHAND_OIDC_ISSUER"),
    ],
)
def test_half_an_identity_provider_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, str], about: str
) -> None:
    for name, value in told.items():
        monkeypatch.setenv(f"RECHTERHAND_OIDC_{name}", value)

    with pytest.raises(BadInput, match=about):
        providers()


@pytest.mark.parametrize(
    ("safety", "start", "whole"), [("starttls", True, False), ("tls", False, True), ("none", False, False)]
)
def test_how_mail_is_encrypted(monkeypatch: pytest.MonkeyPatch, safety: str, start: bool, whole: bool) -> None:
    monkeypatch.setenv("RECHTERHAND_SMTP_SAFETY", safety)

    found = mail()

    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (start, whole)


SERVER = {
    "RECHTERHAND_ADDRESS": "https://pmo.example.org",
    "RECHTERHAND_OIDC_ISSUER": "https://id.example.org",
    "RECHTERHAND_OIDC_CLIENT": "workbench",
    "RECHTERHAND_SMTP_HOST": "mail.example.org",
    "RECHTERHAND_MAIL_FROM": "pmo@example.org",
    "RECHTERHAND_S3_BUCKET": "rechterhand",
}


@pytest.mark.parametrize("told", [{"RECHTERHAND_ADDRESS": "https://pmo.example.org"}, SERVER])
def test_djangos_own_check_for_servers_finds_nothing(tmp_path: Path, told: dict[str, str]) -> None:
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    own = {"DJANGO_SETTINGS_MODULE": "rechterhand.web.project.settings", "RECHTERHAND_DATA": str(tmp_path)}
    done = subprocess.run(command, env={**os.environ, **own, **told}, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    ("told", "seconds", "below", "lists"),
    [
        ({}, 31_536_000, False, False),
        ({"RECHTERHAND_HSTS": "subdomains"}, 31_536_000, True, False),
        ({"RECHTERHAND_HSTS": "preload"}, 31_536_000, True, True),
        ({"RECHTERHAND_HSTS": "off"}, 0, False, False),
        ({"RECHTERHAND_ADDRESS": "http://pmo.example.org"}, 0, False, False),
    ],
)
def test_browsers_are_told_of_https_for_this_host_alone_unless_asked(
    tmp_path: Path, told: dict[str, str], seconds: int, below: bool, lists: bool
) -> None:
    asked = "SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD"
    command = [sys.executable, "-c", f"from rechterhand.web.project import settings as s; print(s.{asked})"]
    own = {"RECHTERHAND_ADDRESS": "https://pmo.example.org", "RECHTERHAND_DATA": str(tmp_path)}
    done = subprocess.run(command, env={**os.environ, **own, **told}, capture_output=True, text=True, check=False)

    assert done.stdout.split() == [str(seconds), str(below), str(lists)], done.stderr
