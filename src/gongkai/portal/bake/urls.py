"""The addresses of the baked pages on the desk."""

from django.urls import path

from gongkai.portal.bake import views

app_name = "bake"
urlpatterns = [
    path("", views.failing, name="failing"),
    path("again/", views.again, name="again"),
]
