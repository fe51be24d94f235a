"""The addresses of reported mistakes on the desk; the readers' own stand in `site.urls`, below a body."""

from django.urls import path

from gongkai.portal.mistakes.views import desk

app_name = "mistakes"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("<int:pk>/", desk.one, name="one"),
    path("of/<slug:slug>/", desk.of_body, name="of-body"),
]
