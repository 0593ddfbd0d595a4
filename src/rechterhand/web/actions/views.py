"""Views of lists that people keep."""

from __future__ import annotations

from rechterhand.web.actions.acting import acting, changed, found
from rechterhand.web.data.models import Person, SavedView


def keep_view(person: Person, area: str, name: str, query: str) -> SavedView:
    """Keep a view under a name; one of the same name is replaced. Raises Unfit."""
    with acting(person, "view.keep"):
        row = SavedView.objects.select_for_update().filter(person=person, area=area, name=name.strip()).first()
        if row is None:
            row = SavedView(person=person, area=area)
            row.revision = 0
        return changed(row, {"name": name, "query": query})


def remove_view(person: Person, pk: int) -> SavedView:
    """The view as it was. Raises NotThere, also for somebody else's."""
    with acting(person, "view.remove"):
        row = found(SavedView, pk=pk, person=person)
        row.delete()
        return row
