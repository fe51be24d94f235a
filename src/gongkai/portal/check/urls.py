"""The addresses of the page `/check/`."""

from django.urls import path

from gongkai.portal.check.views import download_view, example, page

app_name = "check"
urlpatterns = [
    path("", page, name="page"),
    path("download/", download_view, name="download"),
    path("example/<slug:example_id>/", example, name="example"),
]
