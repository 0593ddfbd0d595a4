"""The database role that alone may alter history."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from rechterhand.web.data.erasure_role import make_role


def make(apps: Any, editor: Any) -> None:
    make_role(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("rechterhand", "0002_data")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
