"""The addresses of oversight, below /desk/oversight/."""

from django.urls import path

from gongkai.apps.oversight.views import briefs, dashboard, indicators, packs, pictures, scores, tasks

app_name = "oversight"
urlpatterns = [
    path("", dashboard.home, name="home"),
    path("tasks/<int:pk>/", tasks.one, name="task"),
    path("tasks/<int:pk>/act/<slug:name>/", tasks.act, name="task-act"),
    path("tasks/<int:pk>/files/<int:step>/", tasks.file, name="task-file"),
    path("packs/<int:pk>/", packs.file, name="pack-file"),
    path("indicators/<int:pk>/", indicators.change, name="indicator"),
    path("indicators/<int:pk>/end/", indicators.end, name="end-indicator"),
    path("<slug:slug>/", dashboard.district, name="district"),
    path("<slug:slug>/count/", dashboard.count, name="count"),
    path("<slug:slug>/brief/<int:year>/<int:month>/", briefs.page, name="brief"),
    path("<slug:slug>/brief/<int:year>/<int:month>/pdf/", briefs.pdf, name="brief-pdf"),
    path("<slug:slug>/brief/<int:year>/<int:month>/send/", briefs.send, name="send-brief"),
    path("<slug:slug>/packs/", packs.page, name="packs"),
    path("<slug:slug>/pictures/", pictures.page, name="pictures"),
    path("<slug:slug>/score/", scores.score, name="score"),
    path("<slug:slug>/score/<int:indicator>/<str:key>/", scores.rows, name="rows"),
    path("<slug:slug>/indicators/", indicators.all_of, name="indicators"),
    path("<slug:slug>/indicators/new/", indicators.new, name="new-indicator"),
    path("<slug:slug>/indicators/adopt/", indicators.adopt, name="adopt"),
    path("<slug:slug>/tasks/", tasks.all_of, name="tasks"),
    path("<slug:slug>/tasks/new/", tasks.new, name="new-task"),
]
