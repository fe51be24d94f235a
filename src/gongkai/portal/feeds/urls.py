"""The addresses of the feeds."""

from django.urls import re_path

from gongkai.portal.feeds.views import everything, of_body, of_column, of_search

_KIND = r"\.(?P<kind>atom|json)$"

app_name = "feeds"
urlpatterns = [
    re_path(rf"^all{_KIND}", everything, name="all"),
    re_path(rf"^search{_KIND}", of_search, name="search"),
    re_path(rf"^(?P<slug>[\w-]+){_KIND}", of_body, name="body"),
    re_path(rf"^(?P<slug>[\w-]+)/(?P<section>\w+)/(?P<name>[\w-]+){_KIND}", of_column, name="column"),
]
