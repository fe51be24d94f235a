"""The dashboard of a district and the score of a body, as pages."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gongkai.apps.bodies.roles import Role
from gongkai.apps.oversight import services
from gongkai.apps.oversight.selectors.dashboard import Dashboard
from tests.apps.bodies.factories import NOON
from tests.apps.bodies.factories import body as make_body
from tests.apps.oversight import factories
from tests.apps.publishing import factories as publishing

pytestmark = pytest.mark.django_db


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_bodies_stand_in_their_order_with_the_reasons_and_the_years_beside_each_other(district, body):
    other = make_body(district, slug="bing", short_name="丙街道")
    factories.indicator(district, from_on=date(2025, 1, 1))
    for now in (NOON, NOON - timedelta(days=30)):
        publishing.published(body, now=now)
    for year in (2025, 2026):
        services.count(bodies=[body, other], year=year, now=NOON)

    board = Dashboard(district, 2026, NOON)
    first, second = board.lines

    assert [(line.rank.place, line.body, line.sheet.percent) for line in (first, second)] == [
        (1, body, 0 + first.sheet.percent),
        (2, other, 0),
    ]
    assert str(first.sheet.percent) == "66.70", "January is missing, February and the running month are met"
    assert [mark.reading.said for mark in second.sheet.reasons] == ["2 个月里有 0 个月达到 1 条"]
    assert first.years[0] == 0
    assert first.years[1:] == (None, None, None), "those years had no indicators"


def test_a_day_ahead_is_counted_at_once_as_if_nothing_more_was_done(district, body):
    factories.indicator(district)
    board = Dashboard(district, 2026, NOON, date(2026, 4, 30))
    assert [line.sheet.marks[0].reading.said for line in board.lines] == ["4 个月里有 0 个月达到 1 条"]
    assert len(board.lines[0].sheet.marks[0].gains) == 2, "March and April can still be won"


def test_the_pages_say_what_is_there_and_open_to_the_rows(district, body, logged_in):
    overseer, officer = logged_in(Role.DISTRICT_OVERSEER, district), logged_in(Role.DISCLOSURE_OFFICER, body)
    assert "这一天没有考核指标" in text(overseer.get("/desk/oversight/qu/"))
    assert "采用常用指标" in text(overseer.get("/desk/oversight/qu/indicators/"))
    overseer.post("/desk/oversight/qu/indicators/adopt/", {"from_on": "2026-01-01"})
    assert "还有 1 个机关等待后台统计" in text(overseer.get("/desk/oversight/qu/"))
    assert overseer.post("/desk/oversight/qu/count/").status_code == 302
    page = text(overseer.get("/desk/oversight/qu/"))
    assert "乙街道" in page
    assert "1 个机关，平均" in page
    ahead = timezone.localdate() + timedelta(days=20)
    assert f"假设 {ahead} 检查" in text(overseer.get(f"/desk/oversight/qu/?on={ahead}"))
    score = text(officer.get("/desk/oversight/yi/score/"))
    assert "来源：" in score
    assert "交办整改" not in score
    rule = district.indicators.get(measure="monthly")
    assert f"/desk/oversight/yi/score/{rule.pk}/month:1/" in score
    assert "没有。" in text(officer.get(f"/desk/oversight/yi/score/{rule.pk}/month:1/"))
    assert officer.get(f"/desk/oversight/yi/score/{rule.pk}/month:99/").status_code == 404
    assert officer.get("/desk/oversight/yi/score/?year=1900").status_code == 404


def test_an_indicator_is_changed_on_the_page_from_a_day_on(district, logged_in):
    overseer, row = logged_in(Role.DISTRICT_OVERSEER, district), factories.indicator(district)
    given = {"name": "每月两条", "measure": "monthly", "target": "2", "points": "10", "source": "虚构（C）"}
    late = overseer.post(f"/desk/oversight/indicators/{row.pk}/", {**given, "from_on": "2025-01-01"})
    assert "以前的考核按当时的指标算" in text(late)
    assert overseer.post(f"/desk/oversight/indicators/{row.pk}/", {**given, "from_on": "2999-01-01"}).status_code == 302
    assert "每月两条" in text(overseer.get("/desk/oversight/qu/indicators/"))
    assert overseer.post(f"/desk/oversight/indicators/{row.pk}/end/", {"from_on": "2999-01-01"}).status_code == 200


def test_the_pictures_of_a_body_and_of_a_district_stand_with_their_tables(district, body, logged_in):
    factories.indicator(district, from_on=date(2024, 1, 1))
    overseer, officer = logged_in(Role.DISTRICT_OVERSEER, district), logged_in(Role.DISCLOSURE_OFFICER, body)
    publishing.published(body, now=timezone.now())
    overseer.post("/desk/oversight/qu/count/")
    for browser, slug, figure in ((officer, "yi", "months"), (overseer, "qu", "bodies")):
        page = text(browser.get(f"/desk/oversight/{slug}/pictures/"))
        assert f'id="figure-{figure}"' in page
        assert page.count("<svg") == page.count("<summary>数据表")
        assert " style=" not in page
    assert "乙街道 1 条" in text(overseer.get("/desk/oversight/qu/pictures/"))
