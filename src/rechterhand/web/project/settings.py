"""Django's settings, made from the environment (``environment.py``). Reading them writes nothing.

Static files have no folder of their own: they are served from where they are packaged (``static_files.py``).
"""

from __future__ import annotations

from pathlib import Path
from pkgutil import iter_modules

from rechterhand.web import jobs
from rechterhand.web.project import database
from rechterhand.web.project.accounts import ALLAUTH, provider_origin, providers
from rechterhand.web.project.address import address
from rechterhand.web.project.content_security import policy
from rechterhand.web.project.environment import data_folder, number_of, text_of
from rechterhand.web.project.file_storage import storages
from rechterhand.web.project.logs import logging_of
from rechterhand.web.project.mail import mail
from rechterhand.web.project.secret_key import secret_key
from rechterhand.web.project.site_map import AREAS

WEB = Path(__file__).resolve().parent.parent
WHERE = address()

SECRET_KEY = secret_key()
DEBUG = False
IS_LOCAL = WHERE.is_local
"""Whether only this machine itself gets to the workbench."""
PUBLIC_ADDRESS = WHERE.url
API_A_MINUTE = number_of("RECHTERHAND_API_A_MINUTE")
"""Requests of one person to the API."""
INVITATIONS = text_of("RECHTERHAND_INVITATIONS")
if INVITATIONS == "auto":
    INVITATIONS = "members" if IS_LOCAL else "administrators"
"""Who makes accounts for others: whoever manages the members of a place, or administrators alone."""
ADMINISTRATORS_NEED_SECOND_FACTOR = text_of("RECHTERHAND_SECOND_FACTOR") == "administrators"
SECURITY_CONTACT = text_of("RECHTERHAND_SECURITY_CONTACT")
"""Where somebody writes who found a weakness; an address of mail or of a page."""
LIMITS = "rechterhand.web.pages.start.limits.limits_that_hold"
"""Who tells the limits that hold, for the API."""
EXAMINER = "rechterhand.web.project.examining.examined"
"""Who looks at the installation for the page of its administrator."""
ALLOWED_HOSTS = list(WHERE.hosts)
CSRF_TRUSTED_ORIGINS = [WHERE.origin]
ROOT_URLCONF = "rechterhand.web.project.urls"
ASGI_APPLICATION = "rechterhand.web.project.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "rechterhand.Person"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "django.contrib.auth.backends.ModelBackend",
    "rechterhand.web.pages.start.personas.Personas",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "name", "email")}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
SOCIALACCOUNT_PROVIDERS = providers()
SENDS_MAIL = bool(text_of("RECHTERHAND_SMTP_HOST"))
globals().update(ALLAUTH | mail())
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "rechterhand_cache"}}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "csp",
    "template_partials",
    "rechterhand.web.look",
    "rechterhand.web.data",
    "rechterhand.web.access",
    *(area.app for area in AREAS),
    "rechterhand.web.api",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "rechterhand.web.project.middleware.health.health",
    "rechterhand.web.project.middleware.requests.requests",
    "rechterhand.web.project.middleware.compression.compression",
    "rechterhand.web.project.middleware.keeping.keeping",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "rechterhand.web.project.middleware.language.language",
    "rechterhand.web.project.middleware.seen.seen",
    "rechterhand.web.project.middleware.whole.whole",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rechterhand.web.project.middleware.plain.plain",
    "rechterhand.web.project.middleware.errors.errors",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "rechterhand.web.look.context.look",
                "rechterhand.web.pages.frame.frame",
            ],
            "builtins": ["rechterhand.web.look.templatetags.look"],
        },
    },
]
FORM_RENDERER = "rechterhand.web.look.controls.Controls"
DATABASES = {"default": database.connection() | {"CONN_HEALTH_CHECKS": True}}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [WEB / "look" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = text_of("RECHTERHAND_TIME_ZONE")
DEMONSTRATION = text_of("RECHTERHAND_DEMONSTRATION")
"""How large the demonstration is that 'Look around' makes."""

STATIC_URL = "/static/"
STORAGES = storages()
MEDIA_ROOT = data_folder() / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 << 20
"""The longest table of uncertainty that the API takes fits in it, with names; files go another way."""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
"""The form of uncertainty with as many estimates and risks as it takes has some 7,000 fields."""
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

LOGGING = logging_of(text_of("RECHTERHAND_LOG"), text_of("RECHTERHAND_LOG_FORM"))
LOGGING_CONFIG = "logging.config.dictConfig"

CONTENT_SECURITY_POLICY = policy(forms_to=provider_origin())
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = WHERE.is_secure
HSTS = text_of("RECHTERHAND_HSTS")
SECURE_HSTS_SECONDS = 31_536_000 if WHERE.is_secure and HSTS != "off" else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HSTS in {"subdomains", "preload"}
SECURE_HSTS_PRELOAD = HSTS == "preload"
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
"""Other hosts of the domain, and lists that browsers come with, are for who owns the domain (RECHTERHAND_HSTS)."""
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = WHERE.is_secure
SESSION_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 3600 * number_of("RECHTERHAND_IDLE_HOURS")
"""Seconds without use after which a session ends."""
SESSION_COOKIE_NAME = "rechterhand"
CSRF_FAILURE_VIEW = "rechterhand.web.project.error_pages.forged"
CSRF_COOKIE_NAME = "rechterhand_csrf"
LANGUAGE_COOKIE_NAME = "rechterhand_language"

PROCRASTINATE_IMPORT_PATHS = [f"rechterhand.web.jobs.{each.name}" for each in iter_modules(jobs.__path__)]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
