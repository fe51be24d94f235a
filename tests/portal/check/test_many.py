"""Several files at once: each in its place, compared with one another, none stopping the rest."""

import re

from gongkai.portal.check import result_stream
from gongkai.portal.check.workers import WORKERS, Workers
from tests.portal.check.conftest import BROKEN, example, named, select


def words(page) -> str:
    return re.sub(r"\s+", "", page.text_content())


def names(page) -> list[str]:
    return [item.text_content() for item in select(page, "article h2")]


def test_two_years_of_one_body_are_held_against_each_other_in_any_order(visitor):
    first = visitor.hand_in_examples("qingshi-2022.docx", BROKEN)
    second = visitor.hand_in_examples(BROKEN, "qingshi-2022.docx")
    for page in (first, second):
        assert "AR-X-CARRY" in {item.text_content() for item in select(page, ".rule")}
        assert "已与示例区青石街道办事处2022年的报告核对结转" in words(page)


def test_another_body_with_the_same_words_is_told_of_the_likeness(visitor):
    other = example("qingshi-2023.txt").decode().replace("青石", "红砂")
    page = visitor.hand_in(("a.txt", example("qingshi-2023.txt")), ("b.txt", other.encode()))
    assert [item.text_content() for item in select(page, ".rule")].count("AR-DUP") >= 2


def test_the_same_report_in_two_forms_is_no_copy(visitor):
    page = visitor.hand_in_examples("qingshi-2023.txt", "qingshi-2023.html")
    assert "AR-DUP" not in {item.text_content() for item in select(page, ".rule")}


def test_a_bad_file_has_its_reason_in_its_place(visitor):
    page = visitor.hand_in(
        ("好的.txt", example("qingshi-2023.txt")), ("空的.docx", b""), ("图片.docx", b"\x89PNG\r\n\x1a\n" + b"0" * 99),
        (BROKEN, example(BROKEN)),
    )  # fmt: skip
    title = "示例区青石街道办事处2023年政府信息公开工作年度报告"
    assert names(page) == [title, "空的.docx", "图片.docx", title]
    said = [item.text_content() for item in select(page, ".failure .problem p")]
    assert said[0] == "这个文件是空的，没有任何内容。"
    assert "图片（PNG）" in said[2]
    assert [item.text_content() for item in page.xpath("//ol[@id='done']/li")] == [
        "好的.txt：已读出", "空的.docx：没有读出", "图片.docx：没有读出", f"{BROKEN}：已读出",
    ]  # fmt: skip


def test_an_overview_leads_to_each_of_several_reports(visitor):
    page = visitor.hand_in(
        (BROKEN, example(BROKEN)), ("空的.docx", b""), ("qingshi-2022.docx", example("qingshi-2022.docx"))
    )
    items = page.xpath("//nav[@aria-label='全部报告']//li")
    assert [item.xpath("./a/@href") for item in items] == [["#r1"], ["#x2"], ["#r2"]]
    assert [select(item, ".summary")[0].text_content() for item in items] == [
        "×7 处错误，2 处提醒", "×没有得出结果", "✓未发现问题",
    ]  # fmt: skip
    assert [page.get_element_by_id(place).tag for place in ("r1", "x2", "r2")] == ["article"] * 3


def test_the_page_begins_before_the_first_file_is_read(visitor, monkeypatch):
    read = []
    true_read = Workers.read
    monkeypatch.setattr(Workers, "read", lambda self, file: read.append(file.name) or true_read(self, file))
    answer = visitor.client.post("/check/", {"files": [named(BROKEN, example(BROKEN))]})
    pieces = iter(answer.streaming_content)
    assert "正在读取 1 个文件" in next(pieces).decode()
    assert read == []
    assert "已读出" in next(pieces).decode()
    assert "article" in b"".join(pieces).decode()


def test_a_fault_of_the_program_in_one_report_leaves_the_others(visitor, monkeypatch, caplog):
    true_check = result_stream.check_one

    def check(report, context, published_on):
        if report.year == 2022:
            raise ZeroDivisionError
        return true_check(report, context, published_on)

    monkeypatch.setattr(result_stream, "check_one", check)
    page = visitor.hand_in_examples("qingshi-2022.docx", "qingshi-2023.html")
    assert "网站出了故障" in select(page, ".failure")[0].text_content()
    assert len(page.xpath("//article[not(contains(@class, 'failure'))]")) == 1
    assert "could not be checked" in caplog.text
    assert page.xpath("//button[@name='wanted']/@value")[0] == "1.docx"


def test_pasted_text_is_checked_like_a_file(visitor):
    page = visitor.hand_in(text=example("qingshi-2023.txt").decode())
    assert "粘贴的文字" in words(select(page, ".facts")[0])
    assert names(page) == ["示例区青石街道办事处2023年政府信息公开工作年度报告"]


def test_every_example_that_the_page_offers_is_read_and_is_that_of_the_repository(visitor):
    from gongkai.portal.check.examples import EXAMPLES, example_uploads

    for one in EXAMPLES:
        for upload in example_uploads(one.id):
            assert upload.data == example(upload.name), "run scripts/examples.py"
        answer = visitor.client.get(f"/check/example/{one.id}/")
        page = b"".join(answer.streaming_content).decode()
        assert page.count('<article class="report') == len(one.files)
        assert "没有读出：" not in page
    assert visitor.client.get("/check/example/other/").status_code == 404
    assert WORKERS.free.qsize() > 0
