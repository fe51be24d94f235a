"""The addresses of a screen, below /screen/<id>/."""

from django.urls import path

from gongkai.portal.screen import views

app_name = "screen"
urlpatterns = [
    path("<str:key>/", views.page, name="page"),
    path("<str:key>/list.json", views.listing, name="list"),
    path("<str:key>/beat/", views.beat, name="beat"),
    path("<str:key>/sw.js", views.worker, name="worker"),
]
