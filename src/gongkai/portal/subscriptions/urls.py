"""The addresses that letters lead to; the form stands in `site.urls`, below a body."""

from django.urls import path

from gongkai.portal.subscriptions.views import answering

app_name = "subscriptions"
urlpatterns = [
    path("confirm/<str:token>/", answering.confirm, name="confirm"),
    path("leave/<str:token>/", answering.leave, name="leave"),
]
