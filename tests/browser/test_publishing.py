"""A notice in a real Chromium: handed in as a Word file from a phone, stopped, masked, reviewed, published."""

import io
from collections.abc import Iterator

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx.shared import RGBColor
from playwright.sync_api import Page, expect

from tests.browser.conftest import running_demonstration

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
NUMBER = "990101199003074518"  # no region has the code 99
TITLE = "关于发放冬季取暖补贴的通知"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration, made and started by the real commands."""
    with running_demonstration(tmp_path_factory.mktemp("demo")) as address:
        yield address


def log_in(visit, name: str, **dress) -> Page:
    page = visit.open("/desk/login/", **dress)
    page.get_by_role("button", name=f"以{name}登录").click()
    expect(page.get_by_role("heading", name="工作台")).to_be_visible()
    page.get_by_role("link", name="信息发布", exact=True).click()
    expect(page.get_by_role("heading", name="信息发布", exact=True)).to_be_visible()
    return page


def word_file() -> bytes:
    """A notice with a table, and an identity number in white letters that nobody sees in Word."""
    document = docx.Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph("各社区：请按下表核对名单，于本月底前完成发放。")
    table = document.add_table(2, 3)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(0, 2).text = "社区", "户数", "金额"
    table.cell(1, 0).text, table.cell(1, 1).text, table.cell(1, 2).text = "河滨社区", "12", "3600"
    hidden = document.add_paragraph("经办完毕。").add_run(f"王某身份证号{NUMBER}。")
    hidden.font.color.rgb = RGBColor(255, 255, 255)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def look(page: Page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in violations for node in one["nodes"]]


@pytest.mark.parametrize("scripted", [pytest.param(True, id="with-script"), pytest.param(False, id="without-script")])
def test_a_word_file_with_a_hidden_number_is_stopped_masked_reviewed_published_and_withdrawn(visit, scripted):
    page = log_in(visit, "甲供稿", **PHONE, java_script_enabled=scripted)
    page.get_by_role("link", name="为西关街道报送").click()
    page.get_by_label("栏目").select_option(label="通知公告")
    page.get_by_label("文件和照片").set_input_files(
        {"name": "通知.docx", "mimeType": "application/octet-stream", "buffer": word_file()}
    )
    page.get_by_role("button", name="报送").click()
    expect(page.get_by_role("heading", name=TITLE).first).to_be_visible()
    expect(page.get_by_text(NUMBER).first).to_be_visible()  # what was white in Word is read by everybody here
    address = page.url
    page.get_by_role("link", name="送审").click()
    page.get_by_role("button", name="送审").click()
    expect(page.get_by_role("alert").get_by_text("居民身份证号").first).to_be_visible()
    page.get_by_role("link", name="查看每一处并遮盖").click()
    page.get_by_role("button", name="把正文里的个人信息全部遮盖").click()
    expect(page.get_by_text("居民身份证号")).to_have_count(0)
    page.goto(address)
    page.get_by_role("link", name="送审").click()
    page.get_by_role("button", name="送审").click()
    expect(page.get_by_text("审核中：科室初审")).to_be_visible()

    for name, note in (("壬负责", "情况属实"), ("戊保密", "不涉密"), ("己领导", "同意发布")):
        page = log_in(visit, name, java_script_enabled=scripted)
        page.get_by_role("region", name="等我审核").get_by_role("link", name=TITLE).first.click()
        page.get_by_role("link", name="审核", exact=True).click()
        if name == "戊保密":
            page.get_by_label("不涉密，可以公开").check()
        page.get_by_label("审核意见").fill(note)
        page.get_by_role("button", name="签署保密审查结论" if name == "戊保密" else "审核通过").click()
        expect(page.get_by_text("已办理：审核通过。")).to_be_visible()

    page = log_in(visit, "丙信息", java_script_enabled=scripted)
    page.get_by_role("region", name="等待发布").get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="发布", exact=True).click()
    page.get_by_role("button", name="发布").click()
    page.get_by_role("link", name="查看公开的页面").click()
    expect(page.get_by_role("heading", name=TITLE).first).to_be_visible()
    expect(page.get_by_text("990101**********18").first).to_be_visible()
    assert NUMBER not in page.content()
    public = page.url
    page.goto(address)
    page.get_by_role("link", name="撤下").click()
    page.get_by_label("原因").fill("金额有误")
    page.get_by_role("button", name="撤下").click()
    expect(page.get_by_text("撤下：金额有误").first).to_be_visible()
    complaints = len(visit.complaints)
    gone = page.goto(public)
    del visit.complaints[complaints:]  # the browser notes an answer of 410 as an error
    assert gone is not None
    assert gone.status == 410
    expect(page.get_by_text("金额有误").first).to_be_visible()


DRESSES = [
    pytest.param({}, id="desk"),
    pytest.param(PHONE, id="phone"),
    pytest.param({"color_scheme": "dark"}, id="dark"),
]


@pytest.mark.parametrize("dress", DRESSES)
def test_no_page_has_a_violation_or_is_wider_than_its_window(visit, dress):
    page = log_in(visit, "丁党政", **dress)
    found = {page.url: (look(page), fits(page))}

    def examine(address: str) -> None:
        page.goto(address)
        found[address] = (look(page), fits(page))

    for address in (
        "/desk/disclosures/of/xiguan/",
        "/desk/disclosures/of/xiguan/new/",
        "/desk/disclosures/of/xiguan/lists/",
        "/desk/disclosures/of/xiguan/words/",
        "/desk/disclosures/of/xiguan/leaders/",
        "/desk/disclosures/of/xiguan/columns/",
        "/desk/disclosures/of/xiguan/links/",
    ):
        examine(address)
    titles = {
        "西关街道困难群众慰问物资发放方案": ("", "findings/", "edit/", "submit/", "changes/"),
        "关于开展冬季消防安全检查的通知": ("", "sign/", "send-back/"),
        "西关街道网格化服务管理办法": ("", "correct/", "withdraw/", "validity/", "move/"),
        "关于元旦期间便民服务大厅值班安排的公告": ("schedule/", "publish/"),
        "西关街道办事处2025年度部门决算公开": ("", "changes/"),
    }
    for title, names in titles.items():
        page.goto(f"/desk/disclosures/of/xiguan/?q={title}")
        address = page.get_by_role("link", name=title, exact=True).first.get_attribute("href")
        for name in names:
            examine(f"{address}{name}")
    assert found == dict.fromkeys(found, ([], True))


def open_editor(visit) -> Page:
    page = log_in(visit, "乙社区")
    page.get_by_role("link", name="河滨社区开展垃圾分类宣传").click()
    page.get_by_role("link", name="排版编辑").click()
    return page


def test_the_editor_shows_its_blocks_and_the_pictures_of_the_body(visit):
    page = open_editor(visit)
    page.locator("button.c-sf-add-button").last.click()
    page.get_by_role("option", name="图片").click()
    page.get_by_role("button", name="选择一个图片").click()
    expect(page.get_by_role("dialog").locator("#id_q")).to_be_visible()


def test_what_is_saved_in_the_editor_stands_on_the_desk(visit):
    page = open_editor(visit)
    page.locator("#id_title").fill("河滨社区开展垃圾分类入户宣传")
    with page.expect_navigation():
        page.get_by_role("button", name="保存草稿").click()
    page.goto("/desk/disclosures/")
    expect(page.get_by_role("link", name="河滨社区开展垃圾分类入户宣传")).to_be_visible()
