"""Letters by mail: in the language of who gets them, as plain text and as a page."""

from __future__ import annotations

from dataclasses import dataclass
from smtplib import SMTPException, SMTPRecipientsRefused

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from rechterhand.text import Language, Message, render

log = structlog.get_logger("rechterhand.mail")


@dataclass(frozen=True, slots=True)
class Letter:
    """What is said: a subject, the words before and after a link, and what the link says."""

    subject: Message
    words: tuple[Message, ...]
    link: str
    link_words: Message
    after: tuple[Message, ...] = ()


def sends_mail() -> bool:
    """Whether this installation has a server that sends its mail."""
    return bool(settings.SENDS_MAIL)


def send(letter: Letter, address: str, language: Language) -> bool:
    """Send a letter; whether the mail server took it. Its kind and code stand in the log otherwise."""
    if not (sends_mail() and address):
        return False
    message = EmailMultiAlternatives(
        " ".join(render(letter.subject, language).split()), _plain(letter, language), to=[address]
    )
    with translation.override(language):
        message.attach_alternative(render_to_string("mail/letter.html", {"letter": letter}), "text/html")
    try:
        message.send()
    except (OSError, SMTPException) as error:
        log.warning("mail refused", kind=type(error).__name__, code=_code(error))
        return False
    return True


def _code(error: Exception) -> int | None:
    """What the mail server answered with, as a number: its words hold the address."""
    if isinstance(error, SMTPRecipientsRefused):
        return next((code for code, _ in error.recipients.values()), None)
    code = getattr(error, "smtp_code", None) or getattr(error, "errno", None)
    return code if isinstance(code, int) else None


def _plain(letter: Letter, language: Language) -> str:
    said = [render(one, language) for one in letter.words]
    said.append(f"{render(letter.link_words, language)}:\n{letter.link}")
    return "\n\n".join([*said, *(render(one, language) for one in letter.after)]) + "\n"
