"""What surrounds every page: its head, its look, and a policy under which nothing runs and nothing is loaded."""

from __future__ import annotations

from importlib import resources

from rechterhand.text import Language

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def shell(title: str, body: str, styles: tuple[str, ...], language: Language) -> str:
    """A whole page; title and body are escaped already, ``styles`` name files beside this one."""
    folder = resources.files("rechterhand.reports")
    style = "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in ("look.css", *styles))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{style}</style></head><body>{body}</body></html>\n"
    )
