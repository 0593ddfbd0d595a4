"""Forms of the area."""

from __future__ import annotations

from rechterhand.web.pages.account.forms import InvitedForm


class KeepForm(InvitedForm):
    """A name to sign in with and a password: what keeping a dropped plan asks, and nothing more."""

    name = None  # type: ignore[assignment] # how Django's forms leave out a field of the form above
