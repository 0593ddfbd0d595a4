"""The components: what each takes stands in docs/components.md, with examples in ``tests/web/look/guide.py``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.forms import BoundField
from django.forms.utils import ErrorList
from django.template import Context, Library
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from rechterhand.text.message import Value
from rechterhand.text.plain import plain
from rechterhand.text.writing import long_date, number, short_date
from rechterhand.web.look import icons
from rechterhand.web.look.built import built as built_file
from rechterhand.web.look.drawing import draw
from rechterhand.web.look.explained import Explained
from rechterhand.web.look.fields import drawn_field
from rechterhand.web.look.health import SHAPES, Health, State, word
from rechterhand.web.look.numbers import number_in_page
from rechterhand.web.look.say import Words, language, say, told
from rechterhand.web.look.shell import Link
from rechterhand.web.look.small_charts import Tolerance, Trend, gauge, trend_line
from rechterhand.web.look.work import Progress
from rechterhand.web.look.wrong import wrongs as told_wrongs

register = Library()


@register.simple_tag
def text(key: str, **values: Value) -> str:
    """A text of the catalogue, with its values."""
    return say(key, **values)


@register.filter
def words(message: Words) -> str:
    """A message in the reader's language; words of people or files on one line."""
    return told(message) if not isinstance(message, str) else plain(message)


@register.filter
def wrongs(found: BoundField | ErrorList) -> list[str]:
    """What is wrong with a field, or with a form as a whole, in our own words."""
    if isinstance(found, BoundField):
        return list(told_wrongs(found.errors, found.field))
    return list(told_wrongs(found))


@register.filter
def count(value: float) -> str:
    """A number in a sentence, grouped: no measured figure but a plain count."""
    return number(float(value), language())


@register.filter
def ident(value: object) -> str:
    """A number that is a name: never grouped."""
    return str(value)


@register.filter
def as_json(value: object) -> str:
    """For an attribute that a script reads: htmx leaves out the scripts of pages that it brings."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def day(value: date | None) -> str:
    """'14 March 2027'; nothing for no date."""
    return long_date(value, language()) if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """'14-03-2027' in Dutch, '14 Mar 2027' in English: for tables."""
    return short_date(value, language()) if value else ""


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon beside words."""
    return icons.icon(name)


@register.simple_tag
def built(source: str) -> SafeString:
    """A file that Vite built: 'look.css', 'theme.ts', 'workbench.ts'."""
    return built_file(source)


@register.simple_tag(takes_context=True, name="number")
def number_tag(context: Context, one: Explained, unit: str = "long", size: str = "") -> SafeString:
    """An ``Explained`` number or price tag; ``unit``: long, short or none; ``size``: large."""
    return number_in_page(context, one, unit=unit, size=size)


@register.simple_tag(takes_context=True)
def health(context: Context, one: Health) -> SafeString:
    """The computed mark, beside it the declared one where it differs."""
    differs = one.declared is not None and one.declared != one.computed
    return draw(context, "health", one=one, differs=differs)


@register.simple_tag
def health_mark(state: State) -> SafeString:
    """Shape, word and colour of one state."""
    return format_html(
        '<span class="health {}"><svg viewBox="0 0 12 12" aria-hidden="true"><path d="{}"/></svg>{}</span>',
        *(state, SHAPES[state], word(state)),
    )


@register.simple_tag
def trend(one: Trend) -> SafeString:
    """A thin line of the versions so far, with its sentence for who can't see it."""
    return format_html('{}<span class="unseen">{}</span>', trend_line(one), told(one.told))


@register.simple_tag(takes_context=True)
def tolerance(context: Context, one: Tolerance) -> SafeString:
    """A gauge: planned, done, declared, forecast and limit."""
    return draw(context, "tolerance", one=one, picture=gauge(one))


@register.simple_block_tag(takes_context=True)
def figure(context: Context, content: str, title: Words, table: str = "") -> SafeString:
    """A picture with its title; ``table`` names a block of the same figures for who would rather read."""
    return draw(context, "figure", content=content, title=title, table=table)


@register.filter
def picture(svg: str) -> SafeString:
    """An SVG of rechterhand.reports.charts, whose texts are escaped where it is written."""
    if not svg.startswith("<svg "):
        raise ValueError("a picture is an SVG of rechterhand.reports.charts")
    return mark_safe(svg)  # noqa: S308 - escaped by reports.charts.svg


@register.simple_block_tag(takes_context=True)
def sheet(context: Context, content: str, title: Words = "", hint: Words = "", flush: bool = False) -> SafeString:
    """A sheet with a title; ``flush`` for a table that reaches its edges."""
    return draw(context, "sheet", content=content, title=title, hint=hint, flush=flush)


@register.simple_block_tag(takes_context=True)
def table(context: Context, content: str, columns: Sequence[Any], caption: Words, stacks: bool = True) -> SafeString:
    """A dense table around rows; ``columns`` are ``Column``s, whose heads are links where they sort."""
    return draw(context, "table", content=content, columns=columns, caption=caption, stacks=stacks)


@register.simple_tag(takes_context=True)
def paging(context: Context, page: Any) -> SafeString:
    """Earlier and later pages of a Django ``Page``, with addresses that keep the other parameters."""
    return draw(context, "paging", page=page)


@register.simple_block_tag(takes_context=True)
def filters(context: Context, content: str, find: str = "", tally: Words = "") -> SafeString:
    """A line of filters that asks by GET; ``find`` is what is searched for now, ``tally`` says how many fit."""
    return draw(context, "filters", content=content, find=find, tally=tally)


@register.simple_tag(takes_context=True)
def tabs(context: Context, links: Sequence[Link], name: Words) -> SafeString:
    """Parts of one thing; the link without url is the part that one sees."""
    return draw(context, "tabs", links=links, name=name)


@register.simple_tag(takes_context=True)
def flash(context: Context, kind: str, message: Words, undo: str = "") -> SafeString:
    """A message in the page: success, information, warning or error.

    ``undo`` is JSON: the address that takes back what the message tells, and the fields that it is sent.
    """
    signs = {"success": "check", "warning": "warning", "error": "warning"}
    told = {"sign": signs.get(kind, "information"), "undo": json.loads(undo or "{}")}
    return draw(context, "flash", kind=kind, message=message, **told)


@register.simple_block_tag(takes_context=True)
def nothing(context: Context, content: str, title: Words, hint: Words = "") -> SafeString:
    """Nothing here yet: what would be here, and the next step (the content: links or buttons)."""
    return draw(context, "nothing", content=content, title=title, hint=hint)


@register.simple_block_tag(takes_context=True)
def panel(context: Context, content: str, title: Words, close: str) -> SafeString:
    """One item beside the page; ``close`` is the address without it."""
    return draw(context, "panel", content=content, title=title, close=close)


@register.simple_block_tag(takes_context=True)
def ask(context: Context, content: str, key: str, title: Words, action: str, **words_of: Any) -> SafeString:
    """A question before what can't be undone: a dialog that posts to ``action``. ``{% ask_open key words %}`` opens it.

    ``button`` is the words of the button that does it; ``danger`` marks what destroys.
    """
    button, danger = words_of.get("button", ""), words_of.get("danger", False)
    return draw(context, "ask", content=content, key=key, title=title, action=action, button=button, danger=danger)


@register.simple_tag(takes_context=True)
def ask_open(context: Context, key: str, label: Words, danger: bool = False) -> SafeString:
    """The button that opens a question; without JavaScript its form stands in the page."""
    return draw(context, "ask_open", key=key, label=label, danger=danger)


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """A form's field with its label, hint and errors."""
    return drawn_field(bound)


@register.simple_tag(takes_context=True)
def wrong_summary(context: Context, form: Any) -> SafeString:
    """What is wrong in a form, with links to the fields; nothing when nothing is."""
    return draw(context, "wrong_summary", form=form)


@register.simple_tag(takes_context=True)
def drop(context: Context, name: str, label: Words, hint: Words = "", accept: str = "", **limits: Any) -> SafeString:
    """A place to drop files on, inside a form; ``most``: bytes at most; ``many``; ``submits``: send at once."""
    most, many, submits = limits.get("most", 0), limits.get("many", False), limits.get("submits", False)
    shown = {"name": name, "label": label, "hint": hint, "accept": accept}
    return draw(context, "drop", **shown, most=most, many=many, submits=submits)


@register.simple_tag(takes_context=True)
def progress(context: Context, one: Progress) -> SafeString:
    """A job that runs; follows the events of the page by itself and sends ``job:ended`` when it ends."""
    return draw(context, "progress", one=one, share=None if one.share is None else f"{one.share:.3f}")


@register.simple_tag(takes_context=True)
def island(context: Context, name: str, label: Words, data: Any = None, url: str = "") -> SafeString:
    """A part that JavaScript draws: 'gantt' or 'grid'. Its data stands in the page or comes from ``url``."""
    return draw(context, "island", name=name, label=label, data=data, url=url)
