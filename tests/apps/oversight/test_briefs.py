"""The leader's brief: one page of PDF, and a letter once a day."""

from datetime import date

import pypdfium2
import pytest
from django.core import mail
from django.utils import timezone

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.mail.services import mails_due
from gongkai.apps.oversight import services
from gongkai.apps.oversight.errors import OversightRefused
from gongkai.apps.oversight.selectors.brief import brief_of
from gongkai.core.oversight.brief import Brief, render
from tests.apps.bodies.factories import NOON, holder
from tests.apps.bodies.factories import body as make_body
from tests.apps.oversight import factories
from tests.apps.publishing import factories as publishing

pytestmark = pytest.mark.django_db


def test_the_brief_of_a_district_holds_figures_order_and_what_wants_attention_on_one_page(district, body):
    make_body(district, slug="bing", short_name="丙街道")
    factories.indicator(district, points=10)
    publishing.published(body)
    factories.task(district, body)

    brief = brief_of(district, 2026, 3, date(2026, 3, 25))
    made = pypdfium2.PdfDocument(render(brief))
    said = made[0].get_textpage().get_text_bounded()

    assert dict(brief.figures)["本月发布"] == "1 条"
    assert [row[:3] for row in brief.rows] == [("1", "乙街道", "33.3"), ("2", "丙街道", "0")]
    assert brief.attention == ("乙街道的督办事项“补发公告”超过答复期限 5 天。",)
    assert len(made) == 1
    for words in ("虚构区人民政府", "需要关注", "补发公告", "丙街道"):
        assert words in said.replace(" ", "")


def test_the_brief_of_many_bodies_keeps_to_one_page_and_names_the_first_and_the_last():
    rows = tuple((str(number), f"第{number}街道", "50", "虚构的失分" * 8) for number in range(1, 101))
    brief = Brief(
        "虚构区", "月报", "截至今天", (("发布", "1 条"),), ("名次", "机关", "得分", "失分"), rows, ("虚构",) * 20
    )
    made = pypdfium2.PdfDocument(render(brief))
    said = made[0].get_textpage().get_text_bounded().replace(" ", "")
    assert len(made) == 1
    assert "第1街道" in said
    assert "第100街道" in said


def test_the_letter_goes_to_the_leaders_once_a_day_with_the_address_of_the_page(body, logged_in):
    link = lambda: "https://yi.invalid/brief/"  # noqa: E731
    with pytest.raises(OversightRefused, match="没有登记邮箱的分管领导"):
        services.send_brief(by=SERVER, body=body, month=(2026, 2), link=link, now=NOON)
    holder(Role.APPROVING_LEADER, body, email="leader@demo.invalid")
    services.send_brief(by=SERVER, body=body, month=(2026, 2), link=link, now=NOON)
    with pytest.raises(OversightRefused, match="今天已经寄给"):
        services.send_brief(by=SERVER, body=body, month=(2026, 2), link=link, now=NOON)
    mails_due(now=NOON)
    assert [one.to for one in mail.outbox] == [["leader@demo.invalid"]]
    assert "https://yi.invalid/brief/" in mail.outbox[0].body
    assert "本月发布：0 条" in mail.outbox[0].body


def test_the_pages_of_the_brief(body, logged_in):
    officer, today = logged_in(Role.DISCLOSURE_OFFICER, body), timezone.localdate()
    at = f"/desk/oversight/yi/brief/{today.year}/{today.month}/"
    assert "下载一页 PDF" in officer.get(at).content.decode()
    assert officer.get(f"{at}pdf/").content.startswith(b"%PDF")
    assert officer.get("/desk/oversight/yi/brief/2999/1/").status_code == 404
    assert officer.post(f"{at}send/", follow=True).content.decode().count("没有登记邮箱") == 1
