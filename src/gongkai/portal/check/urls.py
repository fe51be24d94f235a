"""The addresses of the page `/check/`."""

from django.urls import path

from gongkai.portal.check.views import page

app_name = "check"
urlpatterns = [path("", page, name="page")]
