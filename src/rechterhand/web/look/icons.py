"""Icons as paths in a square of 24, drawn for this project."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

PATHS: dict[str, str] = {
    "search": "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM15.5 15.5 20 20",
    "close": "M6 6l12 12M18 6 6 18",
    "check": "M5 12.5 10 17.5 19.5 7",
    "down": "M6 9.5l6 6 6-6",
    "right": "M9.5 6l6 6-6 6",
    "left": "M14.5 6l-6 6 6 6",
    "upload": "M12 16V4.5M7.5 8.5 12 4l4.5 4.5M4.5 15v4.5h15V15",
    "download": "M12 4v11.5M7.5 11.5 12 16l4.5-4.5M4.5 15v4.5h15V15",
    "plus": "M12 5v14M5 12h14",
    "more": "M6 12h.01M12 12h.01M18 12h.01",
    "sort": "M8 10l4-4 4 4M8 14l4 4 4-4",
    "ascending": "M8 13l4-4 4 4",
    "descending": "M8 10l4 4 4-4",
    "information": "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 11v5.5M12 7.5h.01",
    "warning": "M12 4 21 19.5H3ZM12 10v4.5M12 17h.01",
    "person": "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5",
    "leave": "M14 4.5H5v15h9M10 12h10M16.5 8.5 20 12l-3.5 3.5",
    "link": "M10 7H6.5a5 5 0 0 0 0 10H10M14 7h3.5a5 5 0 0 1 0 10H14M8.5 12h7",
    "file": "M6 3.5h8l4 4v13H6ZM13.5 3.5V8H18",
    "history": "M4 12a8 8 0 1 1 2.5 5.8M4 19v-4h4M12 7.5V12l3 2",
    "print": "M7 8V4h10v4M7 17H4V8.5h16V17h-3M7 14h10v6H7Z",
    "folder": "M3.5 6h6l2 2.5h9V19h-17Z",
    "settings": "M4 7h9M17 7h3M15 5v4M4 12h3M11 12h9M9 10v4M4 17h9M17 17h3M15 15v4",
    "chart": "M4 20V4M4 20h16M8 16v-4M12 16V8M16 16v-6",
}


def icon(name: str) -> SafeString:
    """An icon, hidden from who can't see: the words stand beside it. KeyError when there is none of that name."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>', PATHS[name]
    )
