"""Letters to the address for applications: read whatever they are, taken once, registered or put aside."""

from datetime import date
from email.message import EmailMessage
from io import BytesIO

import pytest
from click.testing import CliRunner
from django.test import Client

from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.incoming_mail import LARGEST, BadLetter, read_letter
from gongkai.apps.applications.models import Application, IncomingFile, IncomingMail
from gongkai.apps.applications.services import incoming
from gongkai.apps.applications.services.upkeep import rotate_keys
from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.bodies.services import set_setting
from gongkai.cli.mail import mail as command
from tests.apps.applications import factories
from tests.apps.applications.factories import at
from tests.apps.bodies import factories as bodies

TO = "shenqing@demo.invalid"
NOW = at("2026-03-02")


def letter(text="请公开演示路改造工程的施工许可", files=(), **headers):
    made = EmailMessage()
    plain = {"From": "某甲 <jia@demo.invalid>", "To": TO, "Subject": "信息公开申请", "Message-ID": "<1@demo.invalid>"}
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in {**plain, **given}.items():
        made[name] = value
    made.set_content(text)
    for name, data in files:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


@pytest.fixture
def body():
    made = factories.ready_body()
    set_setting(by=SERVER, body=made, key=Key.APPLICATIONS_ADDRESS, value=TO, from_on=date(2021, 1, 1), now=bodies.NOON)
    return made


def nested(depth):
    inner = "Content-Type: text/plain\n\nx\n"
    for place in range(depth):
        inner = f'Content-Type: multipart/mixed; boundary="b{place}"\n\n--b{place}\n{inner}\n--b{place}--\n'
    return inner.encode()


def test_a_letter_gives_its_words_its_sender_and_its_files():
    read = read_letter(letter(files=[("申请表.pdf", b"%PDF-1.7 x"), ("evil.exe", b"MZ"), ("fake.pdf", b"MZ")]))
    assert (read.sender, read.address, read.recipients) == ("某甲", "jia@demo.invalid", (TO,))
    assert read.text == "请公开演示路改造工程的施工许可"
    assert [each.name for each in read.files] == ["申请表.pdf"]
    assert ["evil.exe" in read.left_out[0], "fake.pdf" in read.left_out[1]] == [True, True]


def test_html_alone_is_read_as_plain_words():
    page = "<html><head><title>t</title></head><body><script>alert(1)</script><p>请公开</p><p>甲<b>乙</b></p></body>"
    data = b"To: a@b.invalid\nContent-Type: text/html; charset=utf-8\n\n" + page.encode()
    assert read_letter(data).text.split() == ["请公开", "甲", "乙"]


@pytest.mark.parametrize(("charset", "data"), [
    pytest.param("gb2312", "朱镕基测试".encode("gb18030"), id="wider-than-it-says"),
    pytest.param("no-such-charset", "朱镕基测试".encode(), id="unknown"),
    pytest.param("us-ascii", "朱镕基测试".encode(), id="wrong"),
    pytest.param("utf-8", "朱镕基测试".encode("gb18030"), id="other"),
])  # fmt: skip
def test_a_wrong_character_set_breaks_nothing(charset, data):
    head = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    assert read_letter(head.encode() + data).text == "朱镕基测试"


@pytest.mark.parametrize("data", [
    pytest.param(b"x" * (LARGEST + 1), id="huge"),
    pytest.param(nested(40), id="deep"),
    pytest.param(nested(3000), id="deeper-than-the-parser"),
    pytest.param(letter(files=[(f"{place}.txt", b"x") for place in range(250)]), id="many"),
])  # fmt: skip
def test_a_hostile_letter_is_refused_in_a_sentence(data):
    with pytest.raises(BadLetter, match="邮件"):
        read_letter(data)


@pytest.mark.parametrize("data", [
    b"",
    b"\x00\xff\xfe" * 50,
    b"From: \xff <@\nTo: =?utf-8?B?????=\nSubject: =?x?y?z?=\nMessage-ID: [[<\nContent-Type: /;;;\n\n\xff",
    b"Content-Type: multipart/mixed\n\nno boundary",
    b"Content-Type: message/rfc822\n\nContent-Type: text/plain\n\nwithin",
    b"Content-Transfer-Encoding: base64\n\n!!!!",
])  # fmt: skip
def test_a_broken_letter_is_read_as_far_as_it_goes(data):
    assert len(read_letter(data).key) == 64


def test_names_of_files_lead_nowhere():
    read = read_letter(letter(files=[("../../etc/passwd.txt", b"x"), ("a\u202etxt.pdf", b"%PDF-1.7")]))
    assert [each.name for each in read.files] == ["passwd.txt", "atxt.pdf"]


@pytest.mark.django_db
class TestTaking:
    """With the database."""

    def test_the_same_letter_is_taken_once_and_nothing_of_it_stands_in_plain(self, body):
        data = letter(files=[("a.txt", b"geheim")])
        first, again = incoming.receive(data, now=NOW), incoming.receive(data, now=NOW)
        assert first == again
        assert incoming.receive(letter(Message_ID="<2@demo.invalid>"), now=NOW) != first
        assert incoming.receive(letter(Message_ID=""), now=NOW) == incoming.receive(letter(Message_ID=""), now=NOW)
        assert IncomingMail.objects.count() == 3
        for model in (IncomingMail, IncomingFile):
            for row in model.objects.values_list():
                held = b"|".join(bytes(one) if isinstance(one, bytes) else str(one).encode() for one in row)
                for word in ("geheim", "a.txt", "demo.invalid", "某甲", "演示路"):
                    assert word.encode() not in held

    def test_an_address_of_no_body_is_refused(self, body):
        with pytest.raises(incoming.NobodysAddress):
            incoming.receive(letter(To="other@demo.invalid"), now=NOW)
        assert incoming.receive(letter(To="other@demo.invalid"), now=NOW, to=[TO.upper()]).body == body

    def test_an_officer_registers_it_with_its_files_and_nothing_is_kept_twice(self, body):
        mail = incoming.receive(letter(files=[("申请表.pdf", b"%PDF-1.7 x")]), now=NOW)
        browser = Client()
        officer = bodies.holder(Role.DISCLOSURE_OFFICER, body)
        browser.force_login(officer, backend="gongkai.apps.bodies.accounts.StaffBackend")
        assert "申请邮箱来信" in browser.get(f"/desk/applications/{body.slug}/").content.decode()
        address = f"/desk/applications/{body.slug}/mailbox/{mail.pk}/"
        form = browser.get(address).context["form"]
        given = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
        given |= {"identity_kind": "other", "identity_number": "9", "arrived_on": "2026-03-02"}
        given = {name: value for name, value in given.items() if value is not None}
        assert browser.post(address, given).status_code == 302
        made = Application.objects.get()
        assert (made.channel, made.applicant.particulars().name) == ("email", "某甲")
        assert made.papers.get().data() == b"%PDF-1.7 x"
        mail.refresh_from_db()
        assert (mail.application, bytes(mail.sealed), bytes(mail.files.get().sealed)) == (made, b"", b"")
        browser.post(address, given)
        assert Application.objects.count() == 1

    def test_one_put_aside_leaves_its_reason_and_nothing_else(self, body):
        mail = incoming.receive(letter(), now=NOW)
        incoming.put_aside(by=SERVER, mail_id=mail.pk, why="广告", now=NOW)
        mail.refresh_from_db()
        assert (mail.why, bytes(mail.sealed)) == ("广告", b"")
        with pytest.raises(RuleError, match="已经处理过"):
            incoming.put_aside(by=SERVER, mail_id=mail.pk, why="广告", now=NOW)

    def test_after_a_rotation_the_letter_is_still_read(self, body, settings):
        mail = incoming.receive(letter(files=[("a.txt", b"a")]), now=NOW)
        old = settings.APPLICANT_KEYS
        settings.APPLICANT_KEYS = ("another-key-for-tests-0123456789-abcdefghijk", *old)
        rotate_keys(NOW)
        settings.APPLICANT_KEYS = settings.APPLICANT_KEYS[:1]
        mail.refresh_from_db()
        assert mail.told()["sender"] == "某甲"
        assert incoming.files_of(mail)[0].data == b"a"

    def test_a_maildir_is_emptied_and_what_is_refused_stays_flagged(self, body, settings, tmp_path):
        settings.MAILDIR = tmp_path
        (tmp_path / "new").mkdir()
        (tmp_path / "new" / "1.x").write_bytes(letter())
        (tmp_path / "new" / "2.x").write_bytes(letter(To="other@demo.invalid", Message_ID="<2@demo.invalid>"))
        assert incoming.maildir_due(now=NOW) == 2
        assert incoming.maildir_due(now=NOW) == 0
        assert sorted(path.name for path in (tmp_path / "cur").iterdir()) == ["1.x:2,S", "2.x:2,T"]
        assert IncomingMail.objects.count() == 1

    @pytest.mark.parametrize(("to", "keys", "status"), [(TO, True, 0), ("no@demo.invalid", True, 67), (TO, False, 75)])
    def test_the_pipe_of_a_mail_system(self, body, settings, to, keys, status):
        settings.APPLICANT_KEYS = settings.APPLICANT_KEYS if keys else ()
        done = CliRunner().invoke(command, ["receive", "--to", to], input=BytesIO(letter()))
        assert done.exit_code == status, done.output
        assert IncomingMail.objects.count() == (0 if status else 1)
