"""People who sign in."""

from __future__ import annotations

from typing import ClassVar

import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.deconstruct import deconstructible

from rechterhand.web.data.history import with_history
from rechterhand.web.look.say import say_later

LANGUAGES = (("nl", "Nederlands"), ("en", "English"))


@deconstructible
class SignsIn(UnicodeUsernameValidator):
    """What one may sign in with: words of letters, digits and . @ + - _ ', as people's names are."""

    regex = r"^[\w.@+'-]+(?: [\w.@+'-]+)*\Z"
    message = say_later("account.username.wrong")


class People(BaseUserManager["Person"]):
    """Makes and finds people."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> Person:
        """Add somebody who signs in with this name; without a password nobody can, until one is set."""
        email = self.normalize_email(str(fields.pop("email", "") or ""))
        person = self.model(username=self.model.normalize_username(username), email=email, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        """Names are told apart without regard to capitals."""
        return self.get(username__iexact=username)


@with_history(without=("password", "last_login", "is_invited", "invited_at", "invited_by"))
class Person(AbstractBaseUser):
    """Somebody with an account; signs in with the name or the e-mail address.

    ``is_administrator`` looks after the installation and sees no content by that. ``is_guest`` has dropped a file on a
    fresh installation and has no password yet; ``is_invited`` was invited and hasn't come yet. Of an erased person only
    a pseudonym is left.
    """

    username = models.CharField(max_length=150, unique=True, validators=[SignsIn()])
    email = models.EmailField(blank=True, default="")
    name = models.CharField(max_length=200, blank=True, default="")
    language = models.CharField(max_length=2, choices=LANGUAGES, blank=True, default="")
    is_administrator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_guest = models.BooleanField(default=False, editable=False)
    is_demonstration = models.BooleanField(default=False, editable=False)
    is_invited = models.BooleanField(default=False, db_default=False, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    invited_at = models.DateTimeField(null=True, blank=True, editable=False)
    invited_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[People] = People()

    class Meta:
        """A name and an address belong to one person, whatever the capitals."""

        constraints = (
            models.UniqueConstraint(Lower("username"), name="person_name_once"),
            models.UniqueConstraint(Lower("email"), name="person_address_once", condition=~models.Q(email="")),
        )

    def __str__(self) -> str:
        return self.name or self.username

    def has_perm(self, permission: str, place: object = None) -> bool:
        """Whether this person may do an action of the matrix, in a project or programme."""
        return bool(rules.has_perm(permission, self, place))

    def get_full_name(self) -> str:
        """What others read."""
        return str(self)
