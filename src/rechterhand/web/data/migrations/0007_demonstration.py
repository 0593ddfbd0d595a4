"""A kind of work: bringing in plans of the demonstration. The role of the erasure may remove its history."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from rechterhand.web.data.erasure_role import make_role


def make(apps: Any, editor: Any) -> None:
    make_role(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("rechterhand", "0006_access_tokens")]

    operations = [
        migrations.AlterField(
            model_name="job",
            name="kind",
            field=models.CharField(
                choices=[
                    ("import_plan", "Read a plan"),
                    ("review_version", "Review a plan"),
                    ("export_version", "Export a plan"),
                    ("compare_versions", "Compare two versions"),
                    ("demonstration", "Make plans of the demonstration"),
                ],
                max_length=20,
            ),
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
