"""What explains a figure, as it stands in the page for the panel 'How do you know?': a page has hundreds of them."""

from __future__ import annotations

from datetime import datetime

from django.template.defaultfilters import date as written_time
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from rechterhand.text import Language, Message, render
from rechterhand.text.plain import plain
from rechterhand.text.writing import long_date
from rechterhand.web.look.explained import Explained
from rechterhand.web.look.say import Words


def basis(one: Explained, tongue: Language) -> SafeString:
    """Source, day, formula, assumptions, and where to look."""

    def say(part: str) -> str:
        return render(Message(f"look.how.{part}"), tongue)

    return format_html(
        '<template data-basis="{}"><dl>\n<dt>{}</dt><dd>{}</dd>\n<dt>{}</dt><dd>{}</dd>\n<dt>{}</dt><dd>{}</dd>{}{}\n'
        "</dl></template>",
        *(one.basis, say("source"), _words(one.source, tongue), say("as_of"), _day(one, tongue)),
        *(say("formula"), _words(one.formula, tongue)),
        _assumed(one, tongue, say("assumptions")) if one.assumptions else "",
        format_html('\n<dt class="unseen">{}</dt><dd><a href="{}">{}</a></dd>', say("more"), one.url, say("look"))
        if one.url
        else "",
    )


def _assumed(one: Explained, tongue: Language, title: str) -> SafeString:
    lines = format_html_join("", "<li>{}</li>", ((_words(each, tongue),) for each in one.assumptions))
    return format_html("\n<dt>{}</dt><dd><ul>{}</ul></dd>", title, lines)


def _day(one: Explained, tongue: Language) -> str:
    day = long_date(one.as_of, tongue)
    if not isinstance(one.as_of, datetime):
        return day
    moment = timezone.localtime(one.as_of) if timezone.is_aware(one.as_of) else one.as_of
    return f"{day}, {written_time(moment, 'H:i')}"


def _words(words: Words, tongue: Language) -> str:
    return render(words, tongue) if isinstance(words, Message) else plain(str(words))
