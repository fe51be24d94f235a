"""The form: what it asks, what it refuses, the receipt, one application however often it is sent."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.apps.applications.models import Application, OutgoingMail

pytestmark = pytest.mark.django_db


def test_the_receipt_has_number_check_word_time_due_date_and_its_derivation(visitor):
    page = visitor.apply()
    application = Application.objects.get()
    assert page.redirect_chain == [(f"{visitor.address}receipt/{application.number}/", 302)]
    text = page.content.decode()
    assert application.number in text
    assert application.applicant.particulars().check_word[:5] in text
    assert "从严计算" in text
    assert "第20日" in text
    assert "data:image/svg+xml" in text
    assert application.applicant.particulars().check_word not in re.search(r'src="(data:[^"]+)"', text)[1]


def test_the_form_asks_for_no_purpose(visitor):
    page = visitor.client.get(visitor.address).content.decode()
    names = set(re.findall(r' name="([a-z_]+)"', page)) - {"csrfmiddlewaretoken", "viewport"}
    lawful = "kind name identity_kind identity_number identity_file contact_person phone email address postcode"
    asked = "wanted carrier manner assistance uploads"
    assert names == {*lawful.split(), *asked.split(), "token", "answer", "website"}


def test_double_click_back_and_resubmission_give_one_application(visitor):
    form = visitor.filled()
    first = visitor.client.post(visitor.address, form)
    again = visitor.client.post(visitor.address, {**form, "wanted": "别的"})
    assert first.headers["Location"] == again.headers["Location"]
    assert Application.objects.count() == 1
    visitor.apply()
    assert Application.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": ""}, "name"),
        ({"identity_number": ""}, "上传身份证明"),
        ({"identity_number": "123"}, "18 位"),
        ({"phone": ""}, "至少填写电话"),
        ({"wanted": ""}, "wanted"),
        ({"manner": "email"}, "请填写电子邮箱"),
        ({"manner": "post"}, "请填写通信地址"),
        ({"answer": "99"}, "请再算一次"),
        ({"website": "x"}, "不应填写"),
        ({"token": "forged"}, "打开得太久"),
        ({"kind": "king"}, "kind"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(visitor, given, said):
    page = visitor.apply(**given)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert "演示路改造" in page.content.decode() or "wanted" in given
    assert Application.objects.count() == 0


def test_a_proof_of_identity_may_be_a_file(visitor):
    proof = SimpleUploadedFile("证件.png", b"\x89PNG\r\n\x1a\n...")
    assert visitor.apply(identity_number="", identity_file=proof).status_code == 200
    assert Application.objects.get().papers.get().kind == "identity"


def test_a_wrong_file_is_named(visitor):
    page = visitor.apply(uploads=SimpleUploadedFile("a.exe", b"MZ"))
    assert page.status_code == 422
    assert "a.exe" in page.content.decode()
    assert Application.objects.count() == 0


def test_with_an_address_the_receipt_is_mailed(visitor):
    visitor.apply(email="jia@demo.invalid")
    assert OutgoingMail.objects.get().told()["to"] == "jia@demo.invalid"


def test_the_receipt_as_pdf_and_the_empty_form(visitor):
    visitor.apply()
    number = Application.objects.get().number
    for address in (f"receipt/{number}/pdf/", "paper/"):
        answer = visitor.client.get(visitor.address + address)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")
    assert visitor.client.get(visitor.address + "paper/?form=docx").content.startswith(b"PK")


def test_without_a_key_the_page_says_so_and_offers_paper(visitor, settings):
    settings.APPLICANT_KEYS = ()
    page = visitor.client.get(visitor.address).content.decode()
    assert "还没有设置" in page
    assert "paper/" in page
    assert "<textarea" not in page


def test_one_address_cannot_flood_a_body(visitor, monkeypatch):
    from gongkai.apps.applications.services import throttle

    monkeypatch.setattr("gongkai.portal.apply.views.applying.SUBMITTING", throttle.Limit("submit", 2, 60))
    assert [visitor.apply().status_code for _ in range(3)] == [200, 200, 422]
    assert Application.objects.count() == 2


def test_what_was_typed_is_never_markup(visitor):
    page = visitor.apply(wanted="<script>alert(1)</script>{{ x }}", name="<b>甲</b>")
    assert page.status_code == 200
    number = Application.objects.get().number
    shown = visitor.client.get(f"{visitor.address}track/{number}/").content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown
