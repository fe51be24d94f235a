"""The desk: what each person finds there, and its forms."""

import pytest

from gongkai.apps.bodies import questions
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.roles import Role
from tests.apps.bodies import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def top():
    return factories.body(name="甲区人民政府", slug="jia")


@pytest.fixture
def street(top):
    return factories.body(top, name="乙街道办事处", slug="yi")


@pytest.fixture
def admin(top, log_in):
    return log_in(factories.holder(Role.PLATFORM_ADMINISTRATOR, top))


def text(answer):
    return answer.content.decode()


def test_an_administrator_sees_the_tree_and_an_officer_only_the_own_body(top, street, admin, log_in):
    assert "乙街道办事处" in text(admin.get("/desk/"))
    officer = log_in(factories.holder(Role.DISCLOSURE_OFFICER, street))
    page = text(officer.get("/desk/"))
    assert "乙街道办事处" in page
    assert "甲区人民政府" not in page


def test_a_person_without_a_role_is_told_whom_to_ask(log_in):
    assert "您还没有岗位" in text(log_in(factories.user()).get("/desk/"))


FORMS = [
    ("new", {"slug": "bing", "kind": "bureau", "name": "丙局", "short_name": "丙局"}, "新建下级机关：丙局"),
    ("rename", {"name": "新名", "short_name": "新"}, "更改机关名称"),
    ("edit", {"site_code": "0000000001", "phone": "0000-1"}, "修改机关资料"),
    ("close", {}, "撤销机关"),
    ("office", {"name": "党政办公室"}, "增设科室：党政办公室"),
    ("community", {"name": "河滨社区"}, "增设社区：河滨社区"),
    ("word", {"word": "乙街办发"}, "启用机关代字：乙街办发"),
    ("setting", {"key": "court", "value": "甲区人民法院", "from_on": "2026-01-01"}, "甲区人民法院"),
    (
        "invite",
        {"name": "某", "username": "mou", "email": "m@demo.invalid", "role": "secrecy_reviewer"},
        "邀请人员：某",
    ),
]


@pytest.mark.parametrize(("name", "typed", "logged"), FORMS, ids=[name for name, _, _ in FORMS])
def test_a_form_does_its_act_and_the_log_tells_of_it(name, typed, logged, street, admin):
    assert admin.post(f"/desk/bodies/yi/{name}/", typed).status_code == 302
    slug = "bing" if name == "new" else "yi"
    assert logged in text(admin.get(f"/desk/bodies/{slug}/log/"))
    assert admin.get("/desk/bodies/yi/").status_code == 200


def test_a_body_moves_by_its_form(top, street, admin):
    other = factories.body(top)
    assert admin.post("/desk/bodies/yi/move/", {"parent": other.pk}).status_code == 302
    assert PublicBody.objects.get(pk=street.pk).parent == other


def test_a_role_is_given_and_ended_by_the_forms(street, admin):
    person = factories.user(username="mou", name="某某")
    typed = {"username": "mou", "role": "secrecy_reviewer", "unit": ""}
    assert admin.post("/desk/bodies/yi/grant/", typed).status_code == 302
    assert "某某" in text(admin.get("/desk/bodies/yi/"))
    admin.post(f"/desk/roles/{person.grants.get().pk}/end/")
    assert "某某" not in text(admin.get("/desk/bodies/yi/"))


def test_a_substitute_is_named_by_the_form(street, log_in):
    leader = factories.holder(Role.APPROVING_LEADER, street)
    deputy = factories.user(name="副某")
    typed = {"substitute": deputy.username, "from_on": "2026-01-01", "until_on": "2099-01-01"}
    assert log_in(leader).post(f"/desk/roles/{leader.grants.get().pk}/substitute/", typed).status_code == 302
    assert f"代{leader.name}办理" in text(log_in(deputy).get("/desk/"))


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("edit", {"site_code": "123"}, "网站标识码是 10 位数字"),
        ("edit", {"icp": "x"}, "ICP 备案号的写法"),
        ("new", {"slug": "yi", "kind": "bureau", "name": "丙", "short_name": "丙"}, "已经被别的机关使用"),
        ("setting", {"key": "proactive_term", "value": "30", "from_on": "2026-01-01"}, "应为1 到 20 之间的整数"),
        ("grant", {"username": "nobody", "role": "secrecy_reviewer"}, "没有这个登录名"),
        ("invite", {"name": "某", "username": "m", "email": "m@demo.invalid", "role": "contributor"}, "请选择供稿人"),
    ],
)
def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(name, typed, said, street, admin):
    answer = admin.post(f"/desk/bodies/yi/{name}/", typed)
    assert answer.status_code == 200
    assert said in text(answer)
    assert f'value="{next(iter(typed.values()))}"' in text(answer)


def test_a_closed_body_shows_no_forms(street, admin):
    admin.post("/desk/bodies/yi/close/", {})
    page = text(admin.get("/desk/bodies/yi/"))
    assert "撤销，资料只供查阅" in page
    assert "/desk/bodies/yi/rename/" not in page


def test_an_act_that_does_not_exist_is_not_found(street, admin):
    assert admin.get("/desk/bodies/yi/nothing/").status_code == 404
    assert admin.get("/desk/bodies/nowhere/").status_code == 404


@pytest.fixture
def answering():
    """`answering(*lines)`: an app that says what waits for a person."""
    kept = []

    def connect(*lines):
        def receiver(sender, of, on, **more):
            return [questions.Counted(*line) for line in lines]

        questions.waiting.connect(receiver)
        kept.append(receiver)

    yield connect
    for receiver in kept:
        questions.waiting.disconnect(receiver)


def test_the_desk_opens_on_what_waits_for_the_person(street, log_in, answering):
    answering(("等我审核的稿件", 2, "/desk/x/"), ("快到期的申请", 1, "/desk/y/", True), ("没有的", 0, "/desk/z/"))
    page = text(log_in(factories.holder(Role.GENERAL_OFFICE, street)).get("/desk/"))
    assert '<a class="card" href="/desk/x/"><strong>2</strong> 等我审核的稿件</a>' in page
    assert '<li class="urgent"><a class="card" href="/desk/y/">' in page
    assert "/desk/z/" not in page
    assert "现在没有等您办理的事" not in page


def test_a_contributor_begins_to_hand_in_from_the_first_page_and_a_reviewer_does_not(street, log_in):
    from django.urls import NoReverseMatch, reverse

    try:
        address = reverse("publishing:new", args=["yi"])
    except NoReverseMatch:
        pytest.skip("no app has disclosures")
    assert f'href="{address}"' in text(log_in(factories.holder(Role.CONTRIBUTOR, street)).get("/desk/"))
    assert f'href="{address}"' not in text(log_in(factories.holder(Role.SECRECY_REVIEWER, street)).get("/desk/"))
