"""The addresses of the desk of the boards, below /desk/boards/."""

from django.urls import path

from gongkai.apps.boards.views import boards, postings

app_name = "boards"
urlpatterns = [
    path("", boards.home, name="home"),
    path("new/<slug:slug>/", boards.new, name="new"),
    path("matters/<slug:slug>/", boards.matters, name="matters"),
    path("<int:pk>/", boards.one, name="board"),
    path("<int:pk>/change/", boards.change, name="change"),
    path("<int:pk>/month/", boards.month, name="month"),
    path("<int:pk>/sheets.pdf", boards.sheets, name="sheets"),
    path("<int:pk>/post/", postings.post, name="post"),
    path("postings/<int:pk>/", postings.one, name="posting"),
    path("postings/<int:pk>/up/", postings.up, name="up"),
    path("postings/<int:pk>/down/", postings.down, name="down"),
    path("postings/<int:pk>/period/", postings.period, name="period"),
    path("postings/<int:pk>/objection/", postings.objection, name="objection"),
    path("objections/<int:pk>/", postings.answer, name="answer"),
    path("photos/<int:pk>.jpg", postings.photo, name="photo"),
]
