"""Applying and handling in a real Chromium: a resident without script, an officer, a leader; axe on every page."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import KEY, PATIENCE, wait_for

pytestmark = pytest.mark.browser
MAIN = "from gongkai.cli.main import main; main()"
FIGURES = "零一二三四五六七八九"
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration, made and started by the real commands."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder: Path = tmp_path_factory.mktemp("demo")
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    environ |= {
        "GONGKAI_SECRET_KEY": KEY,
        "GONGKAI_VAR_DIR": str(folder),
        "GONGKAI_DEMO": "true",
        "GONGKAI_APPLICANT_KEYS": "for-browsers-only-0123456789-abcdefghijklmnopq",
    }
    for command in ("migrate", "demo"):
        subprocess.run([sys.executable, "-c", MAIN, "site", command], env=environ, check=True, capture_output=True)
    process = subprocess.Popen(
        [sys.executable, "-c", MAIN, "site", "serve", "--port", str(port)],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        wait_for_the_index(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_for_the_index(port: int) -> None:
    """The worker makes the index of what is public; before that the search says that it is down."""
    end = time.monotonic() + PATIENCE
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("GET", "/search/suggest/?q=x")
        status = connection.getresponse().status
        connection.close()
        if status == 200:
            return
        assert time.monotonic() < end, "the worker made no index"
        time.sleep(0.2)


def fill(page: Page, wanted: str) -> None:
    page.get_by_label("姓名或者单位名称").fill("演示人甲")
    page.get_by_label("证件号码").fill("990000000000000011")
    page.get_by_label("电话").fill("00000000000")
    page.get_by_label("您需要什么政府信息").fill(wanted)
    question = page.get_by_text(re.compile("等于几")).inner_text()
    one, other = re.search(rf"([{FIGURES}])加([{FIGURES}])", question).groups()
    page.get_by_label(re.compile("等于几")).fill(str(FIGURES.index(one) + FIGURES.index(other)))


def apply(page: Page, wanted: str) -> tuple[str, str]:
    fill(page, wanted)
    page.wait_for_timeout(2100)  # nobody fills the form in faster
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", name="申请已经提交")).to_be_visible()
    number, word = page.locator("dd.big").all_inner_texts()
    return number, word


def log_in(visit, name: str, **dress) -> Page:
    page = visit.open("/desk/login/", **dress)
    page.get_by_role("button", name=f"以{name}登录").click()
    expect(page.get_by_role("heading", name="工作台")).to_be_visible()
    return page


def look(page: Page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in violations for node in one["nodes"]]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def act(page: Page, number: str, name: str, **fields: str) -> None:
    page.goto("/desk/applications/xiguan/cases/")
    page.get_by_label("查找").fill(number)
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name=number).click()
    page.get_by_role("region", name="现在可以办理").get_by_role("link", name=name, exact=True).click()
    for label, value in fields.items():
        field = page.get_by_label(label)
        field.select_option(value) if field.evaluate("one => one.tagName") == "SELECT" else field.fill(value)
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_text(f"已办理：{name}")).to_be_visible()


def test_from_the_form_without_script_to_the_answer(visit):
    resident = visit.open("/xiguan/apply/", java_script_enabled=False, **PHONE)
    number, word = apply(resident, "演示路的改造方案")
    officer = log_in(visit, "丙信息")
    act(officer, number, "确认收到")
    act(
        officer,
        number,
        "告知补正",
        需要补正的内容="写明哪一年",
        怎样补正="写明方案的年份",
        送达方式="electronic",
    )
    # the applicant comes back in another browser, with number and check word alone
    resident = visit.open("/xiguan/apply/track/", java_script_enabled=False, **PHONE)
    resident.get_by_label("登记编号").first.fill(number)
    resident.get_by_label("查询码", exact=False).first.fill(word)
    resident.get_by_role("button", name="查询", exact=True).click()
    expect(resident.get_by_role("heading", name=f"申请 {number}")).to_be_visible()
    expect(resident.get_by_text("待申请人补正", exact=True)).to_be_visible()
    resident.get_by_role("link", name="补正申请").click()
    resident.get_by_label("内容").fill("2024 年")
    resident.get_by_role("button", name="补正申请").click()
    expect(resident.get_by_text("已经收到您的补正")).to_be_visible()
    act(officer, number, "转入办理")
    act(
        officer,
        number,
        "延期答复",
        延长的工作日="3",
        延期的理由="需要查找",
        同意延期的工作机构负责人="丁党政",
        送达方式="electronic",
    )
    officer.get_by_role("link", name="拟稿", exact=True).click()
    officer.get_by_label("办理结果").select_option("granted_provided")
    officer.get_by_role("button", name="下一步").click()
    officer.get_by_label("提供方式").fill("在本网站下载")
    officer.get_by_role("button", name="拟稿").click()
    expect(officer.get_by_text("已经拟稿")).to_be_visible()
    leader = log_in(visit, "己领导")
    act(leader, number, "审签")
    act(officer, number, "发出答复", 送达方式="electronic")
    resident.reload()
    expect(resident.get_by_text("答复已发出").first).to_be_visible()
    with resident.expect_download() as fetched:
        resident.get_by_role("button", name=re.compile("下载：政府信息公开告知书.*pdf")).click()
    assert Path(fetched.value.path()).read_bytes().startswith(b"%PDF-")
    resident.reload()
    expect(resident.get_by_text("答复已送达").first).to_be_visible()
    expect(resident.get_by_role("heading", name="不服的，可以")).to_be_visible()
    officer.reload()
    expect(officer.get_by_text("申请人在网上取得").first).to_be_visible()


def test_a_draft_stays_on_the_device_only_where_it_is_wished(visit):
    page = visit.open("/xiguan/apply/")
    fill(page, "第一稿")
    page.reload()
    expect(page.get_by_label("您需要什么政府信息")).to_have_value("")
    page.get_by_label(re.compile("保存草稿")).check()
    fill(page, "第二稿")
    page.reload()
    expect(page.get_by_label("您需要什么政府信息")).to_have_value("第二稿")
    apply(page, "第三稿")
    page.goto("/xiguan/apply/")
    expect(page.get_by_label("您需要什么政府信息")).to_have_value("")


@pytest.mark.parametrize("dress", [{}, PHONE, {"color_scheme": "dark"}], ids=["desk", "phone", "dark"])
def test_no_page_has_a_violation_or_is_wider_than_its_window(visit, dress):
    page = visit.open("/xiguan/apply/", **dress)
    found = {"form": (look(page), fits(page))}
    page.get_by_role("button", name="提交申请").click()
    found["refused form"] = (look(page), fits(page))
    visit.complaints = [said for said in visit.complaints if "422" not in said]  # that was the refusal
    number, _word = apply(page, "演示")
    found["receipt"] = (look(page), fits(page))
    for door in ("track/", f"track/{number}/", f"track/{number}/message/", "outcomes/", "outcomes/partial/"):
        page.goto(f"/xiguan/apply/{door}")
        found[door] = (look(page), fits(page))
    page = log_in(visit, "丙信息", **dress)
    page.goto("/desk/applications/xiguan/cases/?bucket=due")
    case = page.locator("table.cases a").first.get_attribute("href")
    doors = ("", "act/extend/", "act/consult/", "reply/", "reply/?outcome1=partial")
    desk = [f"{case}{door}" for door in doors]
    desk += [f"/desk/applications/xiguan/{door}" for door in ("", "cases/", "register/", "statistics/")]
    for door in desk:
        page.goto(door)
        found[door] = (look(page), fits(page))
    assert found == dict.fromkeys(found, ([], True))


def test_what_is_already_public_is_told_while_one_types(visit):
    page = visit.open("/xiguan/apply/")
    page.get_by_label("您需要什么政府信息").press_sequentially("我想知道，冬季取暖安全")
    expect(page.get_by_text("也许已经公开")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("冬季取暖安全"))).to_be_visible()
