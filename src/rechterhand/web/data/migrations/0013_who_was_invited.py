"""That somebody was invited and hasn't come yet is told by a column, no longer by how their name begins."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.db.models import F, Value
from django.db.models.functions import Cast, Concat


def tell(apps: Any, schema_editor: Any) -> None:
    """Those whose name was made by an invitation and who never came: nobody else has no password and that very name."""
    people = apps.get_model("rechterhand", "Person")
    made = Concat(Value("invited-"), Cast(F("pk"), models.CharField()))
    no_password = models.Q(("password__startswith", "!"))
    people.objects.filter(no_password, username=made, last_login=None, erased_at=None).update(is_invited=True)


class Migration(migrations.Migration):
    dependencies = [
        ("rechterhand", "0012_history_stays"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="is_invited",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
