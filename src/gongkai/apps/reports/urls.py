"""The addresses of the annual report desk, below /desk/reports/."""

from django.urls import path

from gongkai.apps.reports.views import acts, cells, desk, district, files

app_name = "reports"
urlpatterns = [
    path("", desk.home, name="home"),
    path("files/<int:pk>/", files.one, name="file"),
    path("files/<int:pk>/drop/", files.drop, name="drop-file"),
    path("<slug:slug>/<int:year>/", desk.report, name="report"),
    path("<slug:slug>/<int:year>/begin/", desk.begin, name="begin"),
    path("<slug:slug>/<int:year>/write/", desk.write, name="write"),
    path("<slug:slug>/<int:year>/download/<slug:form>/", desk.download, name="download"),
    path("<slug:slug>/<int:year>/cells/<str:cell>/", cells.cell, name="cell"),
    path("<slug:slug>/<int:year>/cells/<str:cell>/drop/", cells.drop, name="drop"),
    path("<slug:slug>/<int:year>/numbers/<str:name>/", cells.number, name="number"),
    path("<slug:slug>/<int:year>/act/<slug:name>/", acts.act, name="act"),
    path("<slug:slug>/<int:year>/files/new/", files.new, name="new-file"),
    path("<slug:slug>/<int:year>/district/", district.page, name="district"),
    path("<slug:slug>/<int:year>/district/files/new/", district.new_file, name="new-district-file"),
    path("<slug:slug>/<int:year>/district/cells/<str:cell>/", district.cell, name="district-cell"),
    path("<slug:slug>/<int:year>/district/sum/<slug:form>/", district.download, name="sum"),
]
