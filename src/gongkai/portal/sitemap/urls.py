"""The addresses of the site map, at the root of the site."""

from django.urls import path, re_path

from gongkai.portal.sitemap.views import columns, index, of_year, robots

app_name = "sitemap"
urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", index, name="index"),
    path("sitemap/columns.xml", columns, name="columns"),
    re_path(r"^sitemap/(?P<slug>[\w-]+)-(?P<year>[12]\d{3})\.xml$", of_year, name="year"),
]
