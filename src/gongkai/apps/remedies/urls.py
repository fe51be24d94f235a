"""The addresses of the desk of remedies."""

from django.urls import path

from gongkai.apps.remedies import views

app_name = "remedies"
urlpatterns = [
    path("case/<int:pk>/", views.case, name="case"),
    path("case/<int:pk>/<slug:name>/", views.act, name="act"),
    path("<slug:slug>/", views.register, name="register"),
    path("<slug:slug>/new/", views.new, name="new"),
    path("<slug:slug>/statistics/", views.statistics, name="statistics"),
]
