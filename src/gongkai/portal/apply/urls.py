"""The addresses of applicants, below the body's own."""

from django.urls import path

from gongkai.portal.apply.views import applying, outcomes, tracking

app_name = "apply"
urlpatterns = [
    path("", applying.apply, name="form"),
    path("paper/", applying.paper_form, name="paper-form"),
    path("receipt/<str:number>/", applying.receipt, name="receipt"),
    path("receipt/<str:number>/pdf/", applying.receipt_file, name="receipt-file"),
    path("outcomes/", outcomes.all_outcomes, name="outcomes"),
    path("outcomes/<slug:code>/", outcomes.outcome, name="outcome"),
    path("track/", tracking.track, name="track"),
    path("track/lost/", tracking.lost, name="lost"),
    path("track/leave/", tracking.leave, name="leave"),
    path("track/<str:number>/", tracking.progress, name="progress"),
    path("track/<str:number>/remedy/", tracking.remedy_day, name="remedy-day"),
    path("track/<str:number>/papers/<int:pk>/", tracking.paper, name="paper"),
    path("track/<str:number>/<slug:name>/", tracking.doing, name="doing"),
]
