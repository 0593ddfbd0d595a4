"""Short names in addresses."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils.text import slugify

from rechterhand.web.data.turns import Turn, wait_for

LONGEST = 50
OF_PAGES = frozenset({"new", "search", "palette"})
"""Words that stand for pages where a slug would."""


def free_slug(model: type[models.Model], name: str) -> str:
    """A slug for this name that no other row has, nor gets until the transaction ends: names are given one by one."""
    wait_for(Turn.SLUG, model._meta.db_table)
    stem = slugify(name)[:LONGEST].strip("-") or "x"
    taken = OF_PAGES.union(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    for number in range(1, 100):
        slug = stem if number == 1 else f"{stem}-{number}"
        if slug not in taken:
            return slug
    return f"{stem}-{secrets.token_hex(4)}"
