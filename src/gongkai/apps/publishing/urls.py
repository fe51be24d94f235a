"""The addresses of the desk for disclosures, below /desk/disclosures/."""

from django.urls import path

from gongkai.apps.publishing.views import acts, desk

app_name = "publishing"
urlpatterns = [
    path("", desk.first_page, name="first-page"),
    path("of/<slug:slug>/", desk.of_body, name="of-body"),
    path("of/<slug:slug>/new/", acts.new, name="new"),
    path("of/<slug:slug>/lists/", acts.lists, name="lists"),
    path("<slug:public_id>/", desk.one, name="one"),
    path("<slug:public_id>/edit/", acts.edit, name="edit"),
    path("<slug:public_id>/findings/", desk.findings, name="findings"),
    path("<slug:public_id>/findings/mask/", acts.mask, name="mask"),
    path("<slug:public_id>/changes/", desk.changes, name="changes"),
    path("<slug:public_id>/<slug:name>/", acts.act, name="act"),
]
