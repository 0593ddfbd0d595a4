"""``python -m tests.web.look.guide [FOLDER]`` writes the style guide; with ``--serve`` it shows it as well."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rechterhand.web.project.settings")
    import django

    django.setup()
    from tests.web.look.guide.serving import serving
    from tests.web.look.guide.writing import write

    serve = "--serve" in arguments
    folder = Path(next((one for one in arguments if not one.startswith("-")), "build/guide"))
    pages = list(write(folder))
    sys.stdout.write(f"{len(pages)} pages in {folder}\n")
    if serve:
        with serving(folder) as address:
            input(f"{address}/en/verdict.html - Enter to stop ")


main(sys.argv[1:])
