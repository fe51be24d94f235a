"""The addresses of the desk."""

from django.urls import path, re_path

from gongkai.apps.bodies.views import accounts, desk, outside, passwords, people, second_factor

app_name = "bodies"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("login/", accounts.Login.as_view(), name="login"),
    path("login/second/", second_factor.second_step, name="second-step"),
    path("login/passkey/", second_factor.passkey_login, name="passkey-login"),
    path("login/oidc/", outside.start, name="oidc"),
    path("login/oidc/back/", outside.back, name="oidc-back"),
    path("login/forgotten/", passwords.forgotten, name="forgotten"),
    path("login/reset/<str:place>/<str:token>/", passwords.reset, name="reset"),
    path("logout/", accounts.log_out, name="logout"),
    path("language/", accounts.language, name="language"),
    path("confirm/", passwords.confirm, name="confirm"),
    path("password/", passwords.change, name="password"),
    path("sessions/", accounts.sessions, name="sessions"),
    path("sessions/others/revoke/", accounts.revoke_others, name="revoke-others"),
    path("sessions/<int:pk>/revoke/", accounts.revoke, name="revoke"),
    path("second-factor/", second_factor.overview, name="second-factor"),
    path("second-factor/code-app/", second_factor.code_app, name="code-app"),
    path("second-factor/passkey/", second_factor.new_passkey, name="new-passkey"),
    path("second-factor/recovery-codes/", second_factor.recovery_codes, name="recovery-codes"),
    re_path(
        r"^second-factor/(?P<kind>code-app|passkey)/(?P<pk>\d+)/remove/$", second_factor.remove, name="remove-factor"
    ),
    path("invitation/<str:token>/", accounts.invitation, name="invitation"),
    path("invitations/<int:pk>/renew/", desk.renew, name="renew"),
    path("people/<int:pk>/", people.person_page, name="person"),
    path("people/<int:pk>/<slug:name>/", people.action, name="person-action"),
    path("roles/<int:pk>/end/", desk.end_role, name="end-role"),
    path("roles/<int:pk>/move/", people.move, name="move-person"),
    path("roles/<int:pk>/substitute/", desk.substitute, name="substitute"),
    path("substitutions/<int:pk>/end/", desk.end_substitution, name="end-substitution"),
    re_path(r"^(?P<kind>offices|communities)/(?P<pk>\d+)/close/$", desk.close_unit, name="close-unit"),
    path("bodies/<slug:slug>/", desk.body_page, name="body"),
    path("bodies/<slug:slug>/log/", desk.log, name="log"),
    path("bodies/<slug:slug>/<slug:name>/", desk.action, name="action"),
]
