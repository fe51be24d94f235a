"""The addresses of the desk of the ledgers, below /desk/ledgers/."""

from django.urls import path

from gongkai.apps.ledgers.views import entries, sheets, systems, year

app_name = "ledgers"
urlpatterns = [
    path("", year.home, name="home"),
    path("entries/<int:pk>/change/", entries.change, name="change"),
    path("entries/<int:pk>/void/", entries.void, name="void"),
    path("imports/<int:pk>/", sheets.one, name="import"),
    path("imports/<int:pk>/enter/", sheets.enter, name="enter"),
    path("imports/<int:pk>/undo/", sheets.undo, name="undo"),
    path("systems/<int:pk>/end/", systems.end, name="end-system"),
    path("<slug:slug>/", year.year, name="year"),
    path("<slug:slug>/systems/", systems.systems, name="systems"),
    path("<slug:slug>/cells/<str:cell>/", year.cell, name="cell"),
    path("<slug:slug>/months/<int:year>/<int:month>/close/", year.close_month, name="close-month"),
    path("<slug:slug>/months/<int:year>/<int:month>/open/", year.open_month, name="open-month"),
    path("<slug:slug>/ledger/<str:kind>/", entries.ledger, name="ledger"),
    path("<slug:slug>/ledger/<str:kind>/new/", entries.new, name="new"),
    path("<slug:slug>/ledger/<str:kind>/import/", sheets.upload, name="upload"),
    path("<slug:slug>/ledger/<str:kind>/empty.xlsx", sheets.empty, name="empty"),
]
