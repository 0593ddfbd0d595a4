"""Django's settings, made from the environment (``environment.py``). Reading them writes nothing."""

from __future__ import annotations

from pathlib import Path

from rechterhand.web.project import database
from rechterhand.web.project.environment import data_folder, list_of, text_of
from rechterhand.web.project.secret_key import secret_key
from rechterhand.web.project.site_map import AREAS

WEB = Path(__file__).resolve().parent.parent
IS_SERVER = text_of("RECHTERHAND_MODE") == "server"

SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *list_of("RECHTERHAND_HOSTS")]
ROOT_URLCONF = "rechterhand.web.project.urls"
ASGI_APPLICATION = "rechterhand.web.project.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "rechterhand.Person"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "template_partials",
    "rechterhand.web.look",
    "rechterhand.web.data",
    *(area.app for area in AREAS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
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
            ],
            "builtins": ["rechterhand.web.look.templatetags.look"],
        },
    },
]
DATABASES = {"default": database.connection()}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [WEB / "look" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
STATIC_ROOT = data_folder() / "static"
MEDIA_ROOT = data_folder() / "files"
