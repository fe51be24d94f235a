"""The addresses of the desk of the catalogue, below /desk/catalogue/."""

from django.urls import path

from gongkai.apps.catalogue.views import duties, matters, plans, sheets

app_name = "catalogue"
urlpatterns = [
    path("", matters.home, name="home"),
    path("matters/<int:pk>/", matters.one, name="matter"),
    path("matters/<int:pk>/change/", matters.change, name="change"),
    path("matters/<int:pk>/end/", matters.end, name="end"),
    path("imports/<int:pk>/", sheets.one, name="import"),
    path("imports/<int:pk>/enter/", sheets.enter, name="enter"),
    path("imports/<int:pk>/undo/", sheets.undo, name="undo"),
    path("tasks/<int:pk>/", plans.task, name="task"),
    path("tasks/<int:pk>/close/", plans.close, name="close-task"),
    path("evidence/<int:pk>/", plans.evidence, name="evidence"),
    path("<slug:slug>/", matters.catalogue, name="catalogue"),
    path("<slug:slug>/new/", matters.new, name="new"),
    path("<slug:slug>/import/", sheets.upload, name="upload"),
    path("<slug:slug>/empty.xlsx", sheets.empty, name="empty"),
    path("<slug:slug>/duties/", duties.year, name="duties"),
    path("<slug:slug>/duties/<str:code>/<int:month>/", duties.cell, name="cell"),
    path("<slug:slug>/plan/<int:year>/", plans.plan, name="plan"),
    path("<slug:slug>/plan/<int:year>/new/", plans.new_task, name="new-task"),
    path("<slug:slug>/plan/<int:year>/problems/", plans.problems, name="problems"),
    path("<slug:slug>/columns/", duties.columns, name="columns"),
]
