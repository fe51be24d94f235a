"""The addresses of the public pages. They come last: a body may have any name that nothing else has."""

from django.urls import path, re_path

from gongkai.apps.publishing.words import Section
from gongkai.portal.pages.views import body, disclosure, home, lists

_SECTION = "|".join(section.value for section in Section)

app_name = "pages"
urlpatterns = [
    path("", home.home, name="home"),
    path("<slug:slug>/", body.body, name="body"),
    re_path(rf"^(?P<slug>[\w-]+)/(?P<section>{_SECTION})/$", lists.section, name="section"),
    re_path(
        rf"^(?P<slug>[\w-]+)/(?P<section>{_SECTION})/(?P<year>[12]\d{{3}})/$", lists.section_year, name="section-year"
    ),
    re_path(rf"^(?P<slug>[\w-]+)/(?P<section>{_SECTION})/(?P<name>[\w-]+)/$", disclosure.named, name="named"),
    re_path(
        rf"^(?P<slug>[\w-]+)/(?P<section>{_SECTION})/(?P<name>[\w-]+)/(?P<year>[12]\d{{3}})/$",
        lists.column_year,
        name="column-year",
    ),
    re_path(
        rf"^(?P<slug>[\w-]+)/(?P<section>{_SECTION})/(?P<name>[\w-]+)/(?P<public_id>[2-9a-z]{{8}})/$",
        disclosure.moved,
        name="moved",
    ),
]
