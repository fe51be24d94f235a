"""The addresses of the desk of the channels, below /desk/channels/."""

from django.urls import path

from gongkai.apps.channels.views import accounts, deliveries

app_name = "channels"
urlpatterns = [
    path("", deliveries.home, name="home"),
    path("deliveries/<int:pk>/", deliveries.one, name="delivery"),
    path("deliveries/<int:pk>/prove/", deliveries.prove, name="prove"),
    path("deliveries/<int:pk>/answer/", deliveries.answer, name="answer"),
    path("deliveries/<int:pk>/cancel/", deliveries.cancel, name="cancel"),
    path("deliveries/<int:pk>/pause/", deliveries.pause, name="pause"),
    path("deliveries/<int:pk>/resend/", deliveries.resend, name="resend"),
    path("deliveries/<int:pk>/package/", deliveries.package, name="package"),
    path("deliveries/<int:pk>/package.zip", deliveries.package_file, name="package-file"),
    path("deliveries/<int:pk>/photo.jpg", deliveries.photo, name="photo"),
    path("accounts/<int:pk>/", accounts.one, name="account"),
    path("accounts/<int:pk>/change/", accounts.change, name="change"),
    path("accounts/<int:pk>/secrets/", accounts.secrets, name="secrets"),
    path("accounts/<int:pk>/required/", accounts.required, name="required"),
    path("accounts/<int:pk>/pause/", accounts.pause, name="pause-account"),
    path("accounts/<int:pk>/close/", accounts.close, name="close"),
    path("<slug:slug>/", accounts.of_body, name="body"),
    path("<slug:slug>/new/<str:kind>/", accounts.new, name="new"),
    path("<slug:slug>/records/<str:public_id>/", deliveries.of_disclosure, name="disclosure"),
]
