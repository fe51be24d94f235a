"""A checked report on the page: facts, findings, tables and prose, and the links between them."""

import re

import pytest

from tests.portal.check.conftest import BROKEN, example, select


@pytest.fixture(scope="module")
def page():
    from tests.portal.check.conftest import Visitor

    return Visitor().hand_in_examples(BROKEN)


def text(element) -> str:
    return re.sub(r"\s+", "", element.text_content())


def cell(page, name):
    return page.get_element_by_id(f"r1-{name}")


def test_the_head_names_the_report_and_sums_up_the_findings(page):
    head = select(page, ".report-head")[0]
    assert select(head, "h2")[0].text_content() == "示例区青石街道办事处2023年政府信息公开工作年度报告"
    assert select(head, ".summary")[0].text_content() == "×5 处错误，2 处提醒"
    facts = {select(item, "dt")[0].text_content(): text(select(item, "dd")[0]) for item in select(head, "dl div")}
    assert facts == {
        "机关": "示例区青石街道办事处",
        "年度": "2023年",
        "格式": "2021年格式（国办公开办函〔2021〕30号）",
        "统计期限": "2023年1月1日至2023年12月31日",
        "文件": f"{BROKEN}（Markdown文本，编码utf-8）",
    }


def test_findings_are_grouped_by_severity_with_remedy_and_law(page):
    groups = select(page, ".group")[:-1]
    assert [text(select(group, "h4")[0]) for group in groups] == ["×错误5", "△提醒2"]
    for finding in select(page, ".finding"):
        assert text(select(finding, ".problem-line")[0])
        assert text(select(finding, ".remedy")[0]).startswith("请")
        assert re.match(r"依据：.+AR-[A-Z0-9-]+$", text(select(finding, ".source")[0]))
    assert [finding.get("value") for finding in select(page, ".finding")] == ["1", "2", "3", "4", "5", "6", "7"]


def test_every_link_within_the_page_leads_somewhere(page):
    ids = page.xpath("//@id")
    targets = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert len(ids) == len(set(ids))
    assert len(targets) > 20
    assert set(targets) <= set(ids)
    described = {
        one for value in page.xpath("//@headers | //@aria-describedby | //@aria-labelledby") for one in value.split()
    }
    assert described <= set(ids)


def test_a_wrong_cell_is_marked_explained_and_tied_to_its_finding_both_ways(page):
    wrong = cell(page, "t3.r7_total.total")
    link = select(wrong, "a.why")[0]
    assert "error" in wrong.get("class").split()
    assert text(link) == "9×"
    told = text(page.get_element_by_id(link.get("aria-describedby")))
    assert "各项办理结果相加是8件" in told
    finding = page.get_element_by_id(link.get("href")[1:])
    assert f"#{wrong.get('id')}" in page.xpath("//li[contains(@class, 'finding')]//a/@href")
    assert finding.get("class") == "finding"


def test_of_a_long_sum_only_the_cells_that_enter_it_are_marked(page):
    assert "marked" in cell(page, "t3.r1_granted.total").get("class")
    assert "marked" not in cell(page, "t3.r2_partial.total").get("class")
    assert "marked" not in cell(page, "t3.new.enterprise").get("class")


def test_a_failed_balance_marks_its_total_and_only_tints_what_it_adds_up(page):
    looks = {name: cell(page, f"t3.{name}").get("class").split() for name in ("r7_total.total", "r1_granted.total")}
    assert "error" in looks["r7_total.total"]
    assert "part" in looks["r1_granted.total"]
    assert "error" not in looks["r1_granted.total"]
    assert "参与不符的合计" in text(select(page, ".legend")[0])


def test_the_one_cell_that_would_mend_a_table_is_marked_and_its_totals_are_tinted(visitor):
    source = example("qingshi-2023.txt").decode()
    row = next(line for line in source.splitlines() if "予以公开" in line and line.count("|") > 6)
    figures = row.split("|")
    place = next(number for number, figure in enumerate(figures) if figure.strip().isdigit())
    figures[place] = f" {int(figures[place]) + 7} "
    shown = visitor.hand_in(("a.txt", source.replace(row, "|".join(figures)).encode()))
    assert "error" in cell(shown, "t3.r1_granted.natural").get("class").split()
    for name in ("r1_granted.total", "r7_total.natural"):
        assert "part" in cell(shown, f"t3.{name}").get("class").split()


def test_every_cell_of_a_finding_can_be_reached(page):
    many = select(page, "details.more")
    assert many
    for details in many:
        links = [link.get("href")[1:] for link in details.findall("a")]
        assert text(select(details, "summary")[0]) == f"另有{len(links)}格"
        assert all(page.get_element_by_id(name) is not None for name in links)


def test_no_word_of_the_page_needs_a_mouse(page):
    assert not re.search("光标|鼠标|悬停|右键", page.text_content())


def test_the_tables_have_the_official_spans_captions_and_heads(page):
    captions = [text(caption) for caption in select(page, "caption")]
    assert captions == [
        "表二主动公开政府信息情况", "表三收到和处理政府信息公开申请情况", "表四政府信息公开行政复议、行政诉讼情况",
    ]  # fmt: skip
    corner = page.xpath("//div[@id='r1-t3']//th[@colspan='3' and @rowspan='3']")[0]
    assert corner.get("scope") == "colgroup"
    assert page.xpath("//div[@id='r1-t3']//th[@rowspan='22']/@scope") == ["rowgroup"]
    heads = [
        text(page.get_element_by_id(one)) for one in cell(page, "t3.r3_4_third_party.welfare").get("headers").split()
    ]
    assert heads == [
        "申请人情况",
        "法人或其他组织",
        "社会公益组织",
        "三、本年度办理结果",
        "（三）不予公开",
        "4.保护第三方合法权益",
    ]
    heads = [text(page.get_element_by_id(one)) for one in cell(page, "t2.penalties.decisions").get("headers").split()]
    assert heads == ["第二十条第（六）项", "本年处理决定数量", "行政处罚"]
    assert len(select(page, "td")) == 200
    assert page.xpath("//td[not(@headers)]") == []


def test_a_number_that_agrees_leads_to_its_cell_and_one_that_does_not_to_its_finding_too(page):
    agrees = {text(one).partition("（")[0]: one.get("href") for one in select(page, "a.agrees")}
    assert agrees["7件"] == "#r1-t3.new.total"
    fails = select(page, "a.fails")
    assert [text(one) for one in fails] == ["1件（不一致，见第6条）"]
    assert fails[0].get("href") == "#r1-f6"
    assert fails[0].getnext().get("href") == "#r1-t3.carried_in.total"


def test_a_sound_report_says_that_nothing_was_found(visitor):
    sound = visitor.hand_in_examples("qingshi-2023.txt")
    assert select(sound, ".summary")[0].text_content() == "✓未发现问题"
    assert select(sound, ".finding") == []
    assert select(sound, "td.marked") == []


def test_zero_blank_slash_words_and_unread_look_different(visitor):
    source = example("qingshi-2023.txt").decode()
    changed = source.replace("规章 | 0 | 0 | 0 | ", "规章 | / |  | 0 | ").replace(
        "行政强制 | 2 | ", "行政强制 | 未增未减 | "
    )
    assert changed.count("未增未减") == 1
    shown = visitor.hand_in(("report.txt", changed.encode()))
    looks = {
        name: cell(shown, f"t2.{name}")
        for name in ("rules.issued", "rules.repealed", "rules.in_force", "coercion.decisions")
    }
    assert {name: (look.get("class").split()[0], text(look)[:2].rstrip("△")) for name, look in looks.items()} == {
        "rules.issued": ("dash", "/"),
        "rules.repealed": ("blank", "空白"),
        "rules.in_force": ("zero", "0"),
        "coercion.decisions": ("words", "未增"),
    }


def test_what_was_not_read_is_told_and_never_shown_as_a_figure(visitor):
    source = example("qingshi-2023.txt").decode()
    start = source.index("（七）总计")
    end = source.index("\n", start)
    shown = visitor.hand_in(("report.txt", (source[:start] + source[end:]).encode()))
    unread = cell(shown, "t3.r7_total.natural")
    assert "unread" in unread.get("class").split()
    assert text(select(unread, "a.why")[0]).startswith("？")
    assert "没有读出" in text(select(unread, ".tip")[0])
    assert any("没有读出" in text(select(group, "h4")[0]) for group in select(shown, ".group.unknown"))


def test_a_table_that_is_not_there_is_said_to_be_missing(visitor):
    source = example("qingshi-2023.txt").decode()
    start, end = source.index("四、政府信息公开行政复议"), source.index("五、存在的主要问题")
    shown = visitor.hand_in(("report.txt", (source[:start] + source[end:]).encode()))
    assert "没有读到表四的数字。" in shown.text_content()
    assert shown.xpath("//div[@id='r1-t4']") == []


def test_the_page_of_one_report_is_small(visitor):
    answer = visitor.client.get("/check/example/broken/")
    assert len(b"".join(answer.streaming_content)) < 300_000
