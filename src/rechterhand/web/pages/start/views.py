"""Where one comes in: the first page of a fresh installation, and what everybody may ask for."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from rechterhand.errors import RechterhandError
from rechterhand.text import LANGUAGES
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.errors import Taken, TooLate
from rechterhand.web.actions.guests import add_guest, drop_plan, keep_guest
from rechterhand.web.actions.guests import throw_away as thrown_away
from rechterhand.web.actions.people import choose_language
from rechterhand.web.actions.plans import LARGEST
from rechterhand.web.data.models import Person
from rechterhand.web.look.say import language as spoken
from rechterhand.web.look.say import say
from rechterhand.web.pages.links import to
from rechterhand.web.pages.start.forms import KeepForm
from rechterhand.web.pages.start.limits import limits_that_hold
from rechterhand.web.queries.installation import installation_is_fresh
from rechterhand.web.queries.visible import projects_of

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """The first page: where one was, the two ways in of a fresh installation, or signing in."""
    person = request.user
    if isinstance(person, Person):
        return redirect(_place_of(person))
    return _welcome(request) if installation_is_fresh() else redirect("account_login")


def _place_of(person: Person) -> str:
    """A guest has one project; others begin with the portfolio."""
    first = projects_of(person).order_by("-created_at").first() if person.is_guest else None
    if first is not None:
        return to("plans:verdict", project=first.slug)
    return to("start:keep" if person.is_guest else "portfolio:list")


def _welcome(request: HttpRequest, wrong: RechterhandError | None = None) -> HttpResponse:
    told = {"most": LARGEST, "wrong": wrong, "megabytes": LARGEST >> 20}
    return render(request, "start/welcome.html", told, status=422 if wrong else 200)


@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest) -> HttpResponse:
    """A plan that is dropped on a fresh installation: its verdict is on its way."""
    guest = request.user if isinstance(request.user, Person) and request.user.is_guest else None
    if not installation_is_fresh() or (guest is None and request.user.is_authenticated):
        raise Http404
    file = request.FILES.get("plan")
    if request.method == "GET" or not isinstance(file, UploadedFile):
        return redirect("start:home")
    try:
        with transaction.atomic():
            guest = guest or add_guest(say("start.guest"), spoken())
            project = drop_plan(guest, file.name or "", file)
    except RechterhandError as error:
        return _welcome(request, error)
    if request.user != guest:
        login(request, guest, backend=BACKEND)
    return redirect("plans:verdict", project=project.slug)


@sensitive_post_parameters("password")
@never_cache
def keep(request: Guarded) -> HttpResponse:
    """A name and a password make the guest the first account."""
    guest = request.user
    if not guest.is_guest:
        return redirect("start:home")
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = keep_guest(guest, form.cleaned_data["username"], form.cleaned_data["password"])
        except TooLate:
            messages.error(request, say("start.keep.too_late"))
            return redirect("account_login")
        except Taken:
            form.add_error("username", say("account.username.taken"))
            return render(request, "start/keep.html", {"form": form}, status=422)
        update_session_auth_hash(request, person)
        messages.success(request, say("start.keep.done", name=str(person)))
        first = projects_of(person).order_by("-created_at").first()
        return redirect(_place_of(person) if first is None else to("plans:verdict", project=first.slug))
    return render(request, "start/keep.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def throw_away(request: Guarded) -> HttpResponse:
    """Everything that the guest brought goes."""
    if not request.user.is_guest:
        raise Http404
    thrown_away(request.user)
    logout(request)
    messages.success(request, say("start.thrown_away"))
    return redirect("start:home")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on, and go back to where one was."""
    chosen = next((one for one in LANGUAGES if one == request.POST.get("language")), None)
    after = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(after, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(after if safe else reverse("start:home"))
    if chosen is None:
        return response
    if isinstance(request.user, Person):
        choose_language(request.user, chosen)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


def limits(request: HttpRequest) -> HttpResponse:
    """Names and numbers of the limits that hold."""
    return render(request, "start/limits.html", {"groups": limits_that_hold()})
