"""The addresses of the desk of the screens, below /desk/screens/."""

from django.urls import path

from gongkai.apps.screens.views import screens, showings

app_name = "screens"
urlpatterns = [
    path("", screens.home, name="home"),
    path("new/<slug:slug>/", screens.new, name="new"),
    path("<int:pk>/", screens.one, name="screen"),
    path("<int:pk>/change/", screens.change, name="change"),
    path("<int:pk>/ledger/", screens.ledger, name="ledger"),
    path("<int:pk>/request/", showings.request_one, name="request"),
    path("showings/<int:pk>/", showings.one, name="showing"),
    path("showings/<int:pk>/arrange/", showings.arrange, name="arrange"),
]
