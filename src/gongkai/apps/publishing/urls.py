"""The addresses of the desk for disclosures, below /desk/disclosures/."""

from django.urls import path

from gongkai.apps.publishing.views import acts, columns, desk, guard_lists, links

app_name = "publishing"
urlpatterns = [
    path("", desk.first_page, name="first-page"),
    path("of/<slug:slug>/", desk.of_body, name="of-body"),
    path("of/<slug:slug>/new/", acts.new, name="new"),
    path("of/<slug:slug>/lists/", acts.lists, name="lists"),
    path("of/<slug:slug>/links/", links.links, name="links"),
    path("of/<slug:slug>/links/again/", links.again, name="again"),
    path("of/<slug:slug>/words/", guard_lists.words, name="words"),
    path("of/<slug:slug>/words/remove/", guard_lists.remove_word, name="remove-word"),
    path("of/<slug:slug>/leaders/", guard_lists.leaders, name="leaders"),
    path("of/<slug:slug>/leaders/<int:pk>/", guard_lists.leader, name="leader"),
    path("of/<slug:slug>/leaders/<int:pk>/remove/", guard_lists.remove_leader, name="remove-leader"),
    path("of/<slug:slug>/columns/", columns.columns, name="columns"),
    path("of/<slug:slug>/columns/<int:pk>/", columns.column, name="column"),
    path("of/<slug:slug>/columns/<int:pk>/<slug:deed>/", columns.column_deed, name="column-deed"),
    path("<slug:public_id>/", desk.one, name="one"),
    path("<slug:public_id>/edit/", acts.edit, name="edit"),
    path("<slug:public_id>/findings/", desk.findings, name="findings"),
    path("<slug:public_id>/findings/mask/", acts.mask, name="mask"),
    path("<slug:public_id>/changes/", desk.changes, name="changes"),
    path("<slug:public_id>/<slug:name>/", acts.act, name="act"),
]
