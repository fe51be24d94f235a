"""The addresses of a board, below /board/<id>/."""

from django.urls import path

from gongkai.portal.board import views

app_name = "board"
urlpatterns = [
    path("<str:key>/", views.page, name="page"),
    path("<str:key>/sheets.pdf", views.sheets, name="sheets"),
]
