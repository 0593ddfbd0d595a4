"""What an installation asks of administrators who sign in by password: a second factor."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings

from rechterhand.web.data.models import Person

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def lacks_second_factor(person: Person) -> bool:
    """Whether somebody has to set one up before anything else; who comes by single sign-on alone hasn't."""
    asked = settings.ADMINISTRATORS_NEED_SECOND_FACTOR and person.is_administrator and person.has_usable_password()
    return asked and not Authenticator.objects.filter(user=person, type__in=FACTORS).exists()
