"""The addresses of the desk of applications."""

from django.urls import path

from gongkai.apps.applications.views import cases, details, house, late, letters, lists, publicity, replies

app_name = "applications"
urlpatterns = [
    path("", lists.home, name="home"),
    path("case/<int:pk>/", cases.page, name="case"),
    path("case/<int:pk>/applicant/", cases.open_applicant, name="open-applicant"),
    path("case/<int:pk>/contact/", details.contact, name="contact"),
    path("case/<int:pk>/check-word/", details.check_word, name="check-word"),
    path("case/<int:pk>/receipt/", details.receipt, name="receipt"),
    path("case/<int:pk>/disclose/", publicity.disclose, name="disclose"),
    path("case/<int:pk>/reply/", replies.reply, name="reply"),
    path("case/<int:pk>/act/<slug:name>/", cases.act, name="act"),
    path("case/<int:pk>/papers/", details.new_papers, name="new-papers"),
    path("case/<int:pk>/papers/<int:paper>/redact/", details.redaction, name="redaction"),
    path("case/<int:pk>/papers/<int:paper>/", cases.paper, name="paper"),
    path("case/<int:pk>/letters/<int:letter>/", replies.preview, name="preview"),
    path("case/<int:pk>/deliveries/<int:delivery>/<slug:what>/", details.delivery, name="delivery"),
    path("case/<int:pk>/consultations/<int:consultation>/", details.opinion, name="opinion"),
    path("case/<int:pk>/late/<int:late>/", late.settle, name="settle-late"),
    path("case/<int:pk>/entries/<int:number>/", details.correction, name="correction"),
    path("case/<int:pk>/messages/<int:message>/", details.message, name="message"),
    path("<slug:slug>/", lists.today, name="today"),
    path("<slug:slug>/cases/", lists.cases, name="cases"),
    path("<slug:slug>/cases/export/<slug:form>/", lists.export, name="export"),
    path("<slug:slug>/mailbox/", letters.mailbox, name="mailbox"),
    path("<slug:slug>/mailbox/<int:mail>/", letters.letter, name="incoming"),
    path("<slug:slug>/mailbox/<int:mail>/aside/", letters.aside, name="put-aside"),
    path("<slug:slug>/mailbox/<int:mail>/<int:number>/", letters.file, name="incoming-file"),
    path("<slug:slug>/wordings/", house.wordings, name="wordings"),
    path("<slug:slug>/wordings/<slug:kind>/", house.wording, name="wording"),
    path("<slug:slug>/seal/", house.seal, name="seal"),
    path("<slug:slug>/seal/picture/", house.seal_picture, name="seal-picture"),
    path("<slug:slug>/calendar/", house.calendar, name="calendar"),
    path("<slug:slug>/calendar/notice/", house.notice, name="calendar-notice"),
    path("<slug:slug>/calendar/<int:day>/remove/", house.remove_day, name="remove-day"),
    path("<slug:slug>/register/", lists.registration, name="register"),
    path("<slug:slug>/statistics/", lists.statistics, name="statistics"),
    path("<slug:slug>/statistics/<str:cell>/", lists.cell, name="cell"),
]
