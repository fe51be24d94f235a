"""One case from the counter to the report through the forms of the desk, each act on its own day.

Supplement, a third party over the Spring Festival, extension, fee, an answer in part with a redacted file.
"""

import io
import re
from datetime import date

import docx
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gongkai.apps.applications.models import Application
from gongkai.apps.applications.words import PaperKind
from gongkai.apps.bodies.roles import Role
from tests.apps.applications import factories
from tests.apps.applications.factories import at
from tests.apps.applications.test_redacting import word_file
from tests.apps.bodies import factories as bodies

pytestmark = pytest.mark.django_db


class Desk:
    """A person at the desk."""

    def __init__(self, role, body):
        self.client, self.person = Client(), bodies.user()
        bodies.grant(role, body, self.person, now=at("2025-12-01"))

    def come(self):
        """Log in anew: a login lasts a day."""
        self.client.force_login(self.person, backend="gongkai.apps.bodies.accounts.StaffBackend")

    def page(self, address):
        return self.client.get(f"/desk/applications/{address}").content.decode()

    def post(self, address, /, **given):
        done = self.client.post(f"/desk/applications/{address}", given)
        wrong = done.context and done.context.get("form") and done.context["form"].errors
        assert done.status_code == 302, wrong

    def act(self, case, name, /, **given):
        self.post(f"case/{case.pk}/act/{name}/", on=timezone.localdate(), **given)
        case.refresh_from_db()


def words(paper):
    with pypdfium2.PdfDocument(paper.data()) as found:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in found))


def test_from_the_counter_to_the_cell_of_the_report(monkeypatch):  # noqa: PLR0915 a case from end to end
    body = factories.ready_body()
    officer, leader = Desk(Role.DISCLOSURE_OFFICER, body), Desk(Role.APPROVING_LEADER, body)

    def go(day):
        monkeypatch.setattr(timezone, "now", lambda: at(day, 15))
        officer.come()
        leader.come()

    go("2026-01-12")
    officer.post(
        f"{body.slug}/register/", key="k", channel="counter", arrived_on="2026-01-12", kind="natural", name="某甲乙",
        identity_kind="other", identity_number="9", phone="0", wanted="演示路改造工程的施工许可文件", carrier="paper",
        manner="pick_up",
    )  # fmt: skip
    case = Application.objects.get()
    sent = {"service": "direct"}
    go("2026-01-14")
    officer.act(case, "ask_supplement", points="哪一年", guidance="写明年份", days=15, **sent)
    go("2026-01-19")
    officer.act(case, "supplement", text="2024 年")
    officer.act(case, "accept")
    party = {"party": "third_party", "name": "某公司", "matter": "施工许可", "right": "商业秘密"}
    post = {"service": "post", "carrier": "中国邮政", "tracking": "000000000", "address": "演示路 9 号"}
    go("2026-01-23")
    officer.act(case, "consult", **party, **post)
    asked, letter = case.consultations.get(), case.deliveries.get(signed_on=None)
    go("2026-02-03")
    officer.post(f"case/{case.pk}/deliveries/{letter.pk}/signed/", signed_on="2026-02-03", signer="某公司收发室")
    go("2026-03-02")
    officer.post(f"case/{case.pk}/consultations/{asked.pk}/", on="2026-03-02", opinion="partly", said="报价不同意公开")
    case.refresh_from_db()
    assert case.due_on == date(2026, 3, 24)  # V37: 22 working days are not counted
    go("2026-03-10")
    officer.act(case, "extend", days=5, reason="需要查找", consented_by="某丁", **sent)
    assert case.due_on == date(2026, 3, 31)
    fee = {"scale": "pages", "matters": 1, "pages": 240, "reason": "本次申请1件，提供240页，当月第1次"}
    go("2026-03-11")
    officer.act(case, "propose_fee", **fee)
    officer.act(case, "demand_fee", decided_by="某丁", way="窗口缴纳", **sent)
    go("2026-03-13")
    officer.act(case, "pay", yuan=case.fee.yuan, note="已收")
    officer.act(case, "accept")
    plan = SimpleUploadedFile("许可.docx", word_file("施工许可文件，报价人民币七百元。"))
    officer.post(f"case/{case.pk}/papers/", kind="reply_file", uploads=plan)
    paper = case.papers.get(kind=PaperKind.REPLY_FILE)
    officer.post(f"case/{case.pk}/papers/{paper.pk}/redact/", phrases="人民币七百元", areas="")
    redacted = case.papers.get(kind=PaperKind.REPLY_FILE)
    assert redacted.pk != paper.pk
    text = "".join(each.text for each in docx.Document(io.BytesIO(redacted.data())).paragraphs)
    assert ("施工许可文件" in text, "七百" in text) == (True, False)
    form = officer.client.get(f"/desk/applications/case/{case.pk}/reply/?outcome1=partial").context["form"]
    asked = {name: field for name, field in form.fields.items() if field.required}
    given = {name: field.choices[0][0] if hasattr(field, "choices") else "演示" for name, field in asked.items()}
    given |= {
        "i1_part1_what": "报价",
        "i1_part1_reason": "公开会损害某公司的利益",
        "i1_part1_ground": "refused_third_party",
    }
    go("2026-03-27")
    answered = date(2026, 3, 27)
    given |= {"on": answered, "dated_on": answered}
    officer.post(f"case/{case.pk}/reply/?outcome1=partial", **given)
    go("2026-03-27")
    leader.act(case, "approve", note="已收")
    officer.act(case, "send", **sent)
    assert (case.state, case.outcome, case.in_time) == ("served", "partial", True)
    letter = case.letters.get(kind="reply_partial")
    said = words(letter.pdf)
    for clause in ("部分公开", "报价", "60日内", "演示区人民政府", "15日内", "演示区人民法院", "2026年3月27日"):
        assert clause in said, clause
    extension = words(case.letters.get(kind="letter_extension").pdf)
    assert "2026年3月31日" in extension
    address = f"{body.slug}/statistics/t3.r2_partial.natural/?first=2026-01-01&last=2026-12-31"
    assert case.number in officer.page(address)
