"""The addresses of the desk."""

from django.urls import path

from gongkai.apps.bodies.views import accounts, desk

app_name = "bodies"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("login/", accounts.Login.as_view(), name="login"),
    path("logout/", accounts.log_out, name="logout"),
    path("password/", accounts.password, name="password"),
    path("sessions/", accounts.sessions, name="sessions"),
    path("sessions/<int:pk>/revoke/", accounts.revoke, name="revoke"),
    path("invitation/<str:token>/", accounts.invitation, name="invitation"),
    path("invitations/<int:pk>/renew/", desk.renew, name="renew"),
    path("roles/<int:pk>/end/", desk.end_role, name="end-role"),
    path("roles/<int:pk>/substitute/", desk.substitute, name="substitute"),
    path("bodies/<slug:slug>/", desk.body_page, name="body"),
    path("bodies/<slug:slug>/log/", desk.log, name="log"),
    path("bodies/<slug:slug>/<slug:name>/", desk.action, name="action"),
]
