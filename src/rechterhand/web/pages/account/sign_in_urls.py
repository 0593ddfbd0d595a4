"""Addresses that django-allauth asks for by names of its own; each declares what it does, as every route."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as connect
from django.urls import path

from rechterhand.web.access.guard import OPEN, guard
from rechterhand.web.pages.account import security, views
from rechterhand.web.pages.account.elsewhere import where_reachable

everybody, own = guard(OPEN), guard("account.own")
away, back = where_reachable(connect.login), where_reachable(connect.callback)
urlpatterns = [
    path("sign-in/", everybody(views.SignIn.as_view()), name="account_login"),
    path("sign-out/", everybody(account.logout), name="account_logout"),
    path("sign-up/", everybody(account.signup), name="account_signup"),
    path("closed/", everybody(account.account_inactive), name="account_inactive"),
    path("again/", own(account.reauthenticate), name="account_reauthenticate"),
    path("password/", own(account.password_change), name="account_change_password"),
    path("password/set/", own(account.password_set), name="account_set_password"),
    path("security/", own(security.shown), name="mfa_index"),
    path("security/connections/", own(security.shown), name="socialaccount_connections"),
    path("passkeys/", own(security.shown), name="mfa_list_webauthn"),
    path("passkeys/add/", own(security.where_possible(passkeys.add_webauthn)), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/name/", own(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", own(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("passkeys/again/", own(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("passkeys/sign-in/", everybody(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("two-factor/code/", everybody(mfa.authenticate), name="mfa_authenticate"),
    path("two-factor/again/", own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("two-factor/app/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("two-factor/app/remove/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("two-factor/codes/", own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("two-factor/codes/make/", own(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("two-factor/codes/file/", own(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("elsewhere/refused/", everybody(social.login_error), name="socialaccount_login_error"),
    path("elsewhere/cancelled/", everybody(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("elsewhere/complete/", everybody(social.signup), name="socialaccount_signup"),
    path("elsewhere/<str:provider_id>/", everybody(away), name="openid_connect_login"),
    path(
        "elsewhere/<str:provider_id>/back/",
        everybody(back),
        name="openid_connect_callback",
    ),
]
