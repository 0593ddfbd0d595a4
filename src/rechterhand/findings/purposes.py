"""What an activity is for, as far as its name says in Dutch or English: delivering, judging, keeping time in hand,
waiting as the law wants it.
"""

from __future__ import annotations

import re
from functools import lru_cache

_DELIVERS = re.compile(
    r"\b(?:op|af|aan)?lever(?!anc|ings?voorw|ings?tijd)\w*|\bopgeleverd|\baanbied|\bindien|\boverdra"
    r"|\bconcept(?!u)\w*|\bdeliver|\bhand(?:ing)?[ -]?over|\bsubmi(?:t|ssion)\w*|\bsubmitting\b|\bdraft",
    re.IGNORECASE,
)
_JUDGES = re.compile(
    r"beoorde|\breview|goedkeur|\bgoedgekeurd|\bakkoord|\bvaststell|\bvastgesteld|\baccept"
    r"|\bgeaccepteerd|\btoets|\bbesl(?:uit|is)|\bfiatter|\bkeur(?:en|ing)\b|\binspect|\bapprov"
    r"|\bdeci(?:de|sion)|\bsign[ -]?off|\bassess|\bverif(?:y|ication|ier)|\bvalidat|\bvalider",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"goedkeur|\bgoedgekeurd|\bakkoord|\bvaststell|\bvastgesteld|\bbesl(?:uit|is)|\bfiatter"
    r"|\bapprov|\bdeci(?:de|sion)|\bsign[ -]?off",
    re.IGNORECASE,
)
_IN_HAND = re.compile(
    r"(?:buffer|reserve|reserver\w+|speelruimte|uitloop(?:tijd)?|marge|contingenc(?:y|ies)|margin|float|slack)s?\b"
    r"|\bonvoorzien|\bunforeseen\b|\btime in hand\b",
    re.IGNORECASE,
)
_NOT_TIME = re.compile(
    r"\breserve(?:ren|er|ring\w*|d|s? (?:a |the |seats?|rooms?))|\breserveonderde\w*"
    r"|\b(?:ring|data|print|disk|fat)[ -]?buffer\w*"
    r"|\bbuffer(?:zone|vat|tank|strook|stop)\w*|\bfloat(?:ing|s)?\b(?! (?:time|days))",
    re.IGNORECASE,
)

_LAW = re.compile(
    r"\bbezwaar|\bberoepstermijn|\bzienswij[sz]|\b(?:ter)?(?:inzage|visie)(?:legging|termijn)|\bter (?:inzage|visie)\b"
    r"|\bopschort|\bwettelijke? |\bopzegtermijn|\balcatel|\bstand-?still\b"
    r"|\bobjection|\bappeal|\bstatutory\b|\bnotice period|\bpublic inspection",
    re.IGNORECASE,
)


@lru_cache(maxsize=100_000)
def delivers(name: str) -> bool:
    """Whether something is handed over here for others to judge."""
    return bool(_DELIVERS.search(name)) and not judges(name)


@lru_cache(maxsize=100_000)
def judges(name: str) -> bool:
    """Whether something is reviewed, tested against wishes, accepted or decided here."""
    return bool(_JUDGES.search(name))


@lru_cache(maxsize=100_000)
def decides(name: str) -> bool:
    """Whether somebody says yes or no here."""
    return bool(_DECIDES.search(name))


@lru_cache(maxsize=100_000)
def keeps_time(name: str) -> bool:
    """Whether this is time kept in hand for what goes wrong."""
    return bool(_IN_HAND.search(name)) and not _NOT_TIME.search(name)


@lru_cache(maxsize=100_000)
def waits_on_law(name: str) -> bool:
    """Whether a term that the law sets passes here, such as that for objections."""
    return bool(_LAW.search(name))
