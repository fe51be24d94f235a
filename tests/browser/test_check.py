"""The page `/check/` as a person uses it: hand in, look, focus, follow, download."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from gongkai.core.report.exchange import from_json
from gongkai.core.report.model import AnnualReport, Cell
from gongkai.core.report.reading import read
from gongkai.core.report.writers import write

pytestmark = pytest.mark.browser
BROKEN = "qingshi-2023-broken.md"
CHANGED = "t3.new.natural"


def hand_in(page: Page, *files: Path | dict[str, object]) -> None:
    page.set_input_files("#files", list(files))
    page.get_by_role("button", name="开始检查").click()
    page.wait_for_selector("#end")


def values(report: AnnualReport) -> dict[str, object]:
    return {cell: found.value for cell, found in report.cells.items()}


def broken_copy(source: AnnualReport) -> dict[str, object]:
    """Return a file with the report in which one cell is 5 more than it was."""
    figure = source.count(CHANGED)
    assert figure is not None
    source.cells[CHANGED] = Cell(figure + 5, str(figure + 5))
    return {"name": "report.docx", "mimeType": "application/octet-stream", "buffer": write(source, "docx")}


def assert_marked_and_explained(page: Page, cell: str, words: str) -> None:
    """The cell is marked, explains itself when it is focused, and leads to its finding and back."""
    marked = page.locator(f"[id='r1-{cell}']")
    tip = marked.locator(".tip")
    assert "error" in (marked.get_attribute("class") or "").split()
    expect(tip).to_be_hidden()
    marked.locator("a.why").focus()
    expect(tip).to_be_visible()
    expect(tip).to_contain_text(words)
    box, window = tip.bounding_box(), page.viewport_size
    assert box is not None
    assert window is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= window["width"]
    marked.locator("a.why").press("Enter")
    finding = page.locator(page.url.partition("#")[2].join(["[id='", "']"]))
    expect(finding).to_be_in_viewport()
    expect(finding).to_contain_text(words)
    finding.locator(f"a[href='#r1-{cell}']").click()
    expect(marked).to_be_in_viewport()


def assert_download_is_the_same_report(page: Page, source: AnnualReport) -> None:
    with page.expect_download() as coming:
        page.get_by_role("button", name="JSON", exact=True).click()
    back = from_json(Path(coming.value.path()).read_bytes())
    assert values(back) == values(source)
    assert coming.value.suggested_filename == f"{source.title}.json"


def test_a_report_with_one_changed_cell_is_handed_in_looked_at_and_downloaded(visit, examples):
    source = read((examples / "qingshi-2023.html").read_bytes())
    page = visit.open()
    hand_in(page, broken_copy(source))
    expect(page.locator(".summary")).to_contain_text("处错误")
    assert_marked_and_explained(page, CHANGED, "本年新收 11 件")
    assert_download_is_the_same_report(page, source)


@pytest.mark.corpus
def test_the_report_of_xiguan_is_read_and_downloaded(visit, corpus):
    path = corpus / "reports" / "001.txt"
    gold = json.loads((corpus / "gold" / "001.json").read_text(encoding="utf-8"))["cells"]
    page = visit.open()
    hand_in(page, path)
    expect(page.locator("h2[id='r1-name']")).to_contain_text("西关街道办事处2021年")
    shown = {cell: page.locator(f"[id='r1-{cell}']") for cell in ("t2.permits.decisions", "t2.penalties.decisions")}
    for cell, place in shown.items():
        expect(place).to_have_text(str(gold[cell]))
    expect(page.locator("td.error")).to_have_count(0)
    repaired = page.locator("[id='r1-t3.r7_total.total']")
    repaired.locator("a.why").focus()
    expect(repaired.locator(".tip")).to_contain_text("这一行有8个数")
    assert_download_is_the_same_report(page, read(path.read_bytes()))


@pytest.mark.corpus
def test_the_report_of_xiguan_with_one_changed_cell_is_convicted(visit, corpus):
    source = read((corpus / "reports" / "001.txt").read_bytes())
    page = visit.open()
    hand_in(page, broken_copy(source))
    assert_marked_and_explained(page, CHANGED, "本年新收 5 件")
    assert_download_is_the_same_report(page, source)


def test_it_all_works_without_script(visit, examples):
    page = visit.open(java_script_enabled=False)
    hand_in(page, examples / "qingshi-2022.docx", examples / BROKEN)
    expect(page.locator(".progress")).to_be_hidden()
    expect(page.locator("article.report")).to_have_count(2)
    marked = page.locator("[id='r2-t3.r7_total.total']")
    marked.locator("a.why").focus()
    expect(marked.locator(".tip")).to_be_visible()
    with page.expect_download() as coming:
        page.locator("[id='r2-downloads']").get_by_role("button", name="PDF").click()
    assert Path(coming.value.path()).read_bytes().startswith(b"%PDF")
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载 JSON").click()
    rules = [one["rule"] for item in json.loads(Path(coming.value.path()).read_bytes()) for one in item["findings"]]
    assert "AR-X-CARRY" in rules


def test_pasted_text_is_checked(visit, examples):
    page = visit.open()
    page.get_by_text("没有文件？粘贴报告全文").click()
    page.get_by_label("报告全文，连同表格").fill((examples / "qingshi-2023.txt").read_text(encoding="utf-8"))
    page.get_by_role("button", name="开始检查").click()
    expect(page.locator(".summary")).to_contain_text("未发现问题")


def test_the_keyboard_alone_reaches_an_example_a_mark_its_finding_and_the_downloads(visit):
    page = visit.open()
    tab_to(page, "a", "有错误的报告")
    page.keyboard.press("Enter")
    page.wait_for_selector("#end")
    tab_to(page, "a.why")
    expect(page.locator(".tip:visible")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".tip:visible")).to_have_count(0)
    tab_to(page, "a.why")
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_have_class("finding")
    tab_to(page, "button", "Word")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert coming.value.suggested_filename.endswith("年政府信息公开工作年度报告.docx")


def tab_to(page: Page, selector: str, words: str = "") -> None:
    """Press Tab until something that fits has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(
            "([selector, words]) => document.activeElement.matches(selector)"
            " && document.activeElement.textContent.includes(words)",
            [selector, words],
        ):
            return
    pytest.fail(f"no Tab leads to {selector} {words}")


def test_a_pointer_on_one_cell_shows_that_one_alone(visit):
    page = visit.open("/check/example/broken/")
    page.locator("[id='r1-t3.r7_total.total'] a.why").focus()
    page.locator("[id='r1-t3.r7_total.natural']").hover()
    expect(page.locator(".tip:visible")).to_have_count(1)
    expect(page.locator("[id='r1-t3.r7_total.natural'] .tip")).to_be_visible()


@pytest.mark.parametrize("path", ["/check/", "/check/example/broken/", "/nothing"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280, 2560])
def test_no_width_makes_the_page_itself_scroll_sideways(browser, site, path, width):
    page = browser.new_page(viewport={"width": width, "height": 740})  # the missing page would count as a complaint
    page.goto(f"{site}{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_on_a_phone_a_table_scrolls_in_its_box_and_keeps_the_heads_of_its_rows(visit):
    page = visit.open("/check/example/broken/", width=360, height=740)
    box = page.locator("[id='r1-t3']")
    head = page.locator("[id='r1-t3'] th.row.at2").first
    before = head.bounding_box()
    assert box.evaluate("one => one.scrollWidth > one.clientWidth")
    box.evaluate("one => one.scrollTo(one.scrollWidth, 0)")
    after = head.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["x"] - before["x"]) <= 40
    last = page.locator("[id='r1-t3.r3_1_state_secret.total']").bounding_box()
    assert last is not None
    assert after["x"] + after["width"] <= last["x"]
    assert last["x"] + last["width"] <= 360


def test_files_may_be_dropped_anywhere(visit):
    page = visit.open()
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["政府信息公开"], "报告一.txt"));
            data.items.add(new File(["政府信息公开"], "报告二.txt"));
            document.querySelector("h1").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
        }"""
    )
    expect(page.locator("#chosen li")).to_have_text(["报告一.txt（1 KB）", "报告二.txt（1 KB）"])


def test_too_much_is_told_before_it_is_sent(visit):
    page = visit.open()
    page.set_input_files("#files", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"0" * 3 * 2**20})
    expect(page.locator("#warning")).to_contain_text("文件合计 3.0 MB，超过了 2.0 MB。请")
    page.get_by_role("button", name="开始检查").click()
    assert page.url.endswith("/check/")
    expect(page.locator("#hand-in")).to_be_visible()


def test_printed_the_page_is_the_report_and_its_findings(visit):
    page = visit.open("/check/example/broken/")
    page.emulate_media(media="print")
    for hidden in (".site-head", ".in-page", ".downloads", ".end"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".finding")).to_have_count(7)
    expect(page.locator(".finding").first).to_be_visible()
    assert page.locator("[id='r1-t3']").evaluate("one => getComputedStyle(one).overflowX") == "visible"


@pytest.mark.parametrize("width", [320, 360, 525, 540, 600, 645, 700, 768, 810, 820, 1000, 1200, 1280])
def test_a_table_wider_than_its_box_says_that_it_scrolls(visit, width):
    page = visit.open("/check/example/broken/", width=width, height=740)
    for table in ("t2", "t3", "t4"):
        wide = page.locator(f"[id='r1-{table}']").evaluate("one => one.scrollWidth > one.clientWidth")
        hint = page.locator(f".sideways.{table}:visible")
        expect(hint).to_have_count(int(wide))
        if wide:
            box = hint.bounding_box()
            assert box is not None
            assert 0 <= box["x"] <= box["x"] + box["width"] <= width


def test_a_finger_on_a_marked_cell_leads_to_its_explanation(visit):
    page = visit.open("/check/example/broken/", width=360, height=740, has_touch=True, is_mobile=True)
    expect(page.locator(".legend")).to_contain_text("点按")
    marked = page.locator("[id='r1-t3.r7_total.total'] a.why")
    marked.scroll_into_view_if_needed()
    marked.tap()
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator(":target")).to_contain_text("各项办理结果相加")


def test_the_other_cells_of_a_finding_unfold_and_lead_to_the_table(visit):
    page = visit.open("/check/example/broken/")
    details = page.locator("details.more").first
    expect(details.locator("a").first).to_be_hidden()
    details.locator("summary").click()
    details.locator("a").last.click()
    expect(page.locator("td:target")).to_be_in_viewport()


def test_the_day_of_publication_is_asked_for_and_checked(visit, examples):
    page = visit.open()
    page.get_by_label("实际发布日期（可以不填）").fill("2024-05-06")
    hand_in(page, examples / "qingshi-2023.txt")
    expect(page.locator(".facts")).to_contain_text("2024-05-06（您填写的）")
    expect(page.locator(".rule", has_text="AR-DATE")).to_have_count(1)
