"""What a body sets: wordings that keep their mandatory parts, a seal on approved letters only, days off."""

import io
from datetime import date

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from gongkai.apps.applications import services
from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.models import HolidayNotice, LocalDay, SealPicture
from gongkai.apps.applications.services import ItemAnswer, calendars, seals, wordings
from gongkai.apps.audit.models import Entry
from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.errors import NotAllowed
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.bodies.services import set_setting
from gongkai.core.letters.errors import LetterError
from tests.apps.applications import factories
from tests.apps.applications.factories import BY_HAND, at, picture_of_a_seal
from tests.apps.applications.test_upkeep import NOTICE
from tests.apps.bodies import factories as bodies

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)
NOW = at(DAY)
SUPPLEMENT = {"points": "写明年份", "guidance": "写明文件的年份", "days": 15, "service": BY_HAND}


@pytest.fixture
def body():
    return factories.ready_body()


def browser_of(role, body):
    made = Client()
    made.force_login(bodies.holder(role, body), backend="gongkai.apps.bodies.accounts.StaffBackend")
    return made


def words(data):
    with pypdfium2.PdfDocument(data) as found:
        return "".join(page.get_textpage().get_text_range() for page in found).replace("\r\n", "")


def is_red(data):
    with pypdfium2.PdfDocument(data) as found:
        pixels = found[len(found) - 1].render(scale=1).to_pil().convert("RGB").get_flattened_data()
    return any(red > 180 and green < 90 and blue < 90 for red, green, blue in pixels)


def asked(body):
    application = factories.in_hand(body, "2026-03-02")
    services.ask_supplement(by=SERVER, application_id=application.pk, on=DAY, now=NOW, **SUPPLEMENT)
    return application.letters.get()


def test_a_wording_of_the_body_is_used_from_then_on_in_versions(body):
    before = asked(body)
    plain = wordings.standard("letter_supplement")
    own = plain.replace("特此告知。", "特此告知，感谢您的配合。")
    wordings.set_wording(by=SERVER, body=body, kind="letter_supplement", text=own, now=NOW)
    after = asked(body)
    assert "感谢您的配合" in words(after.pdf.data())
    assert "感谢您的配合" not in words(before.pdf.data())
    again = wordings.set_wording(by=SERVER, body=body, kind="letter_supplement", text="", now=NOW)
    assert (again.version, wordings.wordings_of(body)) == (2, {})
    assert Entry.objects.filter(act="set_wording").count() == 2
    with pytest.raises(RuleError, match="没有改动"):
        wordings.set_wording(by=SERVER, body=body, kind="letter_supplement", text=plain, now=NOW)


def test_a_body_below_uses_the_wording_of_the_one_above(body):
    own = wordings.standard("letter_supplement") + "\n演示。"
    wordings.set_wording(by=SERVER, body=body.parent, kind="letter_supplement", text=own, now=NOW)
    assert wordings.wordings_of(body) == {"letter_supplement": own}


@pytest.mark.parametrize("text", ["【事实】\n{受理经过}", "【事实】{没有这一处}", "【没有这一段】x", "{{"])
def test_a_wording_without_its_mandatory_parts_is_refused(body, text):
    with pytest.raises(LetterError):
        wordings.set_wording(by=SERVER, body=body, kind="letter_supplement", text=text, now=NOW)
    page = browser_of(Role.DISCLOSURE_OFFICER, body).post(
        f"/desk/applications/{body.slug}/wordings/letter_supplement/", {"text": text, "preview": "yes"}
    )
    assert page.status_code == 200
    assert page.headers["Content-Type"].startswith("text/html")
    assert page.context["form"].errors


@pytest.mark.parametrize("kind", ["letter_supplement", "contact", "reply_by_item"])
def test_the_preview_is_a_letter_in_the_new_words(body, kind):
    browser = browser_of(Role.GENERAL_OFFICE, body)
    address = f"/desk/applications/{body.slug}/wordings/{kind}/"
    text = browser.get(address).context["form"].initial["text"] + "\n演示末句。"
    made = browser.post(address, {"text": text, "preview": "yes"})
    assert made.headers["Content-Type"] == "application/pdf"
    assert "演示末句" in words(made.content)
    assert wordings.wordings_of(body) == {}


def answered(body):
    application = factories.in_hand(body, "2026-03-02")
    common = {"by": SERVER, "application_id": application.pk, "on": DAY, "now": NOW}
    given = {1: ItemAnswer(outcome="granted_provided", details={"way": "当面提供"})}
    services.draft_reply(**common, answers=given, main="", dated_on=DAY)
    return services.approve_reply(**common, note="")


def test_the_seal_stands_on_approved_letters_only(body):
    assert not is_red(answered(body).pdf.data())
    seals.put_seal(by=SERVER, body=body, png=picture_of_a_seal(), now=NOW)
    assert is_red(answered(body).pdf.data())
    assert not is_red(asked(body).pdf.data())
    set_setting(by=SERVER, body=body, key=Key.SEAL_NOTICES, value="是", from_on=date(2021, 1, 1), now=bodies.NOON)
    assert is_red(asked(body).pdf.data())
    seals.end_seal(by=SERVER, body=body, now=NOW)
    assert not is_red(answered(body).pdf.data())


def test_only_who_keeps_the_seal_puts_it_in_and_sees_it(body):
    with pytest.raises(NotAllowed):
        seals.put_seal(by=bodies.holder(Role.DISCLOSURE_OFFICER, body), body=body, png=picture_of_a_seal(), now=NOW)
    browser = browser_of(Role.GENERAL_OFFICE, body)
    address = f"/desk/applications/{body.slug}/seal/"
    flat = io.BytesIO()
    Image.new("RGB", (200, 200)).save(flat, "PNG")
    for data, done in ((b"GIF89a", False), (flat.getvalue(), False), (picture_of_a_seal(), True)):
        upload = SimpleUploadedFile("seal.png", data, "image/png")
        assert (browser.post(address, {"picture": upload}).status_code == 302) is done
    row = SealPicture.objects.get()
    assert b"PNG" not in bytes(row.sealed)
    assert browser.get(f"{address}picture/").content.startswith(b"\x89PNG")
    assert [one.act for one in Entry.objects.filter(act__in=["put_seal", "end_seal"])] == ["put_seal"]


def test_a_local_day_off_moves_running_due_dates_and_each_is_logged(body):
    running = factories.in_hand(body, "2026-03-02")
    other = factories.in_hand(factories.ready_body(), "2026-03-02")
    browser = browser_of(Role.GENERAL_OFFICE, body)
    address = f"/desk/applications/{body.slug}/calendar/"
    given = {"on": "2026-03-10", "working": "", "why": "演示停工", "source": "演示通知"}
    assert f"{running.number}：放假安排变动" in browser.post(address, given, follow=True).content.decode()
    for case, due in ((running, date(2026, 3, 31)), (other, date(2026, 3, 30))):
        case.refresh_from_db()
        assert case.due_on == due
    assert browser.post(address, given).status_code == 200  # entered twice
    browser.post(f"{address}{LocalDay.objects.get().pk}/remove/")
    running.refresh_from_db()
    assert running.due_on == date(2026, 3, 30)
    assert Entry.objects.filter(act="move_due").count() == 2


def test_the_notice_of_a_year_is_entered_at_the_top_alone(body):
    unknown = factories.in_hand(body, "2026-12-10")
    lines = "\n".join(f"{one['name']} {one['from']} {one['to']}" for one in NOTICE["off"])
    given = {**{name: NOTICE[name] for name in ("year", "number", "title", "issued_on")}, "spans": lines}
    address = f"/desk/applications/{body.parent.slug}/calendar/notice/"
    with pytest.raises(RuleError, match="区级"):
        calendars.add_notice(by=bodies.holder(Role.GENERAL_OFFICE, body), data=NOTICE, now=NOW)
    top = browser_of(Role.PLATFORM_ADMINISTRATOR, body.parent)
    for wrong in (
        {"spans": "元旦"},
        {"spans": lines.replace("春节", "节")},
        {"spans": lines.replace("2027-05-05", "2027-05-50")},
    ):
        assert top.post(address, {**given, **wrong}).status_code == 200
    assert HolidayNotice.objects.count() == 0
    assert top.post(address, given).status_code == 302
    unknown.refresh_from_db()
    assert unknown.due_on == date(2027, 1, 8)
