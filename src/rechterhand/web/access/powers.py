"""What somebody may set back in a place: the same for what pages offer and for what is done."""

from __future__ import annotations

from functools import cache, cached_property

from rechterhand.web.access.giving import given_by
from rechterhand.web.access.matrix import SCOPES, Scope, may
from rechterhand.web.access.record import Place, Record, Rule, State
from rechterhand.web.access.roles import programmes_where, projects_where, roles_in
from rechterhand.web.data.models import Person, Role

BEGINS = "project.create"
"""What one must be allowed to do in a programme to bring a project into it, or take one out."""


class Powers:
    """Of one person in one place. What it asks of the database it asks once, however many states it is asked about."""

    def __init__(self, person: Person, place: Place) -> None:
        self.person, self.place = person, place
        self._with_right = cache(self._projects_with_right)

    def sees(self, record: Record) -> bool:
        """Whether they are told of this kind here."""
        told = record.told_in(self.place)
        return told is not None and self._allowed(told.see, {})

    def sets(self, record: Record, then: State, now: State) -> bool:
        """Whether they may give a record the state of then in place of that of now (none when it is gone)."""
        told = record.told_in(self.place)
        if told is None or not told.restore:
            return False
        differing = [name for name in then if record.columns and then[name] != now.get(name)]
        asked = {record.columns.get(name, told.restore) for name in differing} or {told.restore}
        between = {then.get(record.moves), now.get(record.moves)}
        moves = between - {None} if len(between) > 1 else set()
        return all(self._allowed(one, then) for one in asked) and (not moves or moves <= self._where_they_begin)

    def gives(self, record: Record, then: State, now: State) -> bool:
        """Whether every role that comes or goes by it is theirs to give."""
        return Rule.ROLES not in record.rules or roles_of(then, now) <= self._given(then["person_id"])

    def _allowed(self, action: str, state: State) -> bool:
        if SCOPES[action] is Scope.LINK:
            return {state["predecessor_id"], state["successor_id"]} <= self._with_right(action)
        if isinstance(self.place, Person):
            return self.place == self.person and may(action, frozenset())
        return may(action, self._roles)

    @cached_property
    def _roles(self) -> frozenset[Role]:
        return frozenset() if isinstance(self.place, Person) else roles_in(self.person, self.place)

    @cached_property
    def _where_they_begin(self) -> frozenset[int]:
        return frozenset(programmes_where(self.person, BEGINS).values_list("pk", flat=True))

    def _projects_with_right(self, action: str) -> frozenset[int]:
        return frozenset(projects_where(self.person, action).values_list("pk", flat=True))

    def _given(self, to: int) -> frozenset[Role]:
        """The roles that are theirs to give to somebody here."""
        if isinstance(self.place, Person):
            return frozenset()
        return given_by(self._roles, self.place, oneself=to == self.person.pk)


def roles_of(*states: State) -> frozenset[Role]:
    """The roles of states of a membership."""
    return frozenset(Role(one["role"]) for one in states if one)
