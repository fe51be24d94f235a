"""The lists that a body edits: words, leaders, hosts."""

from datetime import date

import pytest

from gongkai.core.guard import Leader, Settings, Word, WordKind, WrongList, inspect_text, read_words, write_words
from gongkai.core.guard.lists import national_words

DAY = date(2026, 3, 1)
LEADERS = (
    Leader("王小明", "区长", date(2020, 1, 1), date(2025, 12, 31)),
    Leader("王小明", "区委书记", date(2026, 1, 1)),
    Leader("李小红", "副区长", date(2021, 1, 1), date(2025, 12, 31)),
    Leader("李小红", "区长", date(2026, 1, 1)),
)


def found(text: str, **lists) -> list[tuple[str, str]]:
    return [(finding.kind.id, finding.shown) for finding in inspect_text(text, Settings(**lists))]


def test_the_bodys_own_words_come_on_top_and_its_spelling_wins():
    own = (Word("西关办", WordKind.SENSITIVE, "西关街道办事处"), Word("布署", WordKind.FORBIDDEN, "部署"))
    assert found("西关办布署工作", words=own) == [("WORD-SENSITIVE", "西关办"), ("WORD-FORBIDDEN", "布署")]


def test_a_word_of_the_projects_list_can_be_taken_off():
    assert found("布署", unlisted=frozenset({"布署"})) == []


def test_an_exception_counts_only_where_it_covers_the_word():
    own = (Word("签定", unless=("标签定位",)),)
    assert found("标签定位后签定合同", words=own) == [("WORD-WRONG", "签定")]


def test_every_word_of_the_projects_lists_is_found_and_its_advice_and_exceptions_are_not():
    words = national_words()
    assert len(words) >= 200
    for word in words:
        text = word.text.replace("#", "2")
        assert any(shown == text for _, shown in found(text)), word
        for right in (word.advice, *word.unless):
            assert all(shown != text for _, shown in found(right)), (word, right)


def test_a_list_is_read_and_told_what_is_wrong_with_it():
    assert read_words('[[word]]\ntext = "某词"\nkind = "forbidden"\nadvice = "某某词"\n') == (
        Word("某词", WordKind.FORBIDDEN, "某某词"),
    )


def test_a_list_that_is_written_reads_as_it_was():
    words = (
        Word("某词", WordKind.FORBIDDEN, "某某词", 'a "quoted"\\ note\x7f', ("某词典", "大某词")),
        Word("20##年度"),
    )

    assert read_words(write_words(words)) == words


@pytest.mark.parametrize(
    ("source", "says"),
    [
        pytest.param("[[word]\n", "不是合格的 TOML", id="no-toml"),
        pytest.param("[[word]]\n", "第 1 条应有 text", id="no-text"),
        pytest.param('[[word]]\ntext = "某词"\nkind = "bad"\n', "kind 应为 wrong", id="unknown-kind"),
        pytest.param('[[word]]\ntext = "某词"\nnotes = ""\n', "此外只可以有", id="unknown-key"),
        pytest.param('[[word]]\ntext = "某"\n', "2 至 60 个字", id="too-short"),
        pytest.param('[[word]]\ntext = "某词"\nadvice = "某词"\n', "建议写法与原词相同", id="no-change"),
        pytest.param('[[word]]\ntext = "某词"\n[[word]]\ntext = "某词"\n', "写了两次", id="twice"),
        pytest.param('[[word]]\ntext = "某词"\nunless = "某词典"\n', "值应为文字", id="no-list"),
        pytest.param('[[word]]\ntext = "某词"\nunless = ["别的"]\n', "例外应当包含", id="foreign-exception"),
        pytest.param('word = "某词"\n', "[[word]] 条目", id="no-table"),
        pytest.param("word = [1]\n", "第 1 条应有 text", id="no-entry"),
    ],
)
def test_a_wrong_list_is_refused_in_words(source, says):
    with pytest.raises(WrongList, match=says.replace("[", r"\[")):
        read_words(source)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("区长王小明主持会议", ["区长王小明"], id="no-longer"),
        pytest.param("王小明区长主持会议", ["王小明区长"], id="behind"),
        pytest.param("王小明（区长）", ["王小明（区长"], id="in-brackets"),
        pytest.param("区委书记王小明、区长李小红出席", [], id="now"),
        pytest.param("副区长李小红", ["副区长李小红"], id="risen"),
        pytest.param("时任区长王小明", [], id="then"),
        pytest.param("原区长王小明", [], id="former"),
        pytest.param("区长助理王小明", [], id="another-title"),
        pytest.param("常务副区长王小明", ["副区长王小明"], id="never-held"),
        pytest.param("王小明说", [], id="no-title"),
    ],
)
def test_a_title_must_be_held_on_the_day(text, wrong):
    assert found(text, leaders=LEADERS, on=DAY) == [("WORD-LEADER", one) for one in wrong]


def test_the_finding_tells_the_title_held_now():
    [finding] = inspect_text("区长王小明", Settings(leaders=LEADERS, on=DAY))
    assert finding.detail == "王小明现任职务是“区委书记”。"
    [finding] = inspect_text("区长王小明", Settings(leaders=LEADERS[:1], on=DAY))
    assert finding.detail == "名单里王小明现在没有职务。"


def test_both_ends_of_an_office_count_and_no_day_means_no_look():
    assert found("区长王小明", leaders=LEADERS, on=date(2025, 12, 31)) == []
    assert found("区长王小明", leaders=LEADERS, on=date(2019, 12, 31)) == [("WORD-LEADER", "区长王小明")]
    assert found("区长王小明", leaders=LEADERS) == []


def test_an_office_that_ends_before_it_begins_is_refused():
    with pytest.raises(WrongList, match="早于"):
        Leader("王小明", "区长", date(2025, 1, 1), date(2024, 1, 1))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("见https://www.example.gov.cn/a.html。", [], id="listed"),
        pytest.param("见https://xiguan.example.gov.cn/", [], id="below-a-listed-one"),
        pytest.param("见http://example.gov.cn.evil.example/", ["LINK-OFFLIST"], id="only-looks-listed"),
        pytest.param("见www.evil.example/a。", ["LINK-OFFLIST"], id="without-scheme"),
        pytest.param("见http://192.168.1.8:8080/oa", ["LINK-UNSAFE"], id="inner-address"),
        pytest.param("见http://10.0.0.1/", ["LINK-UNSAFE"], id="ten"),
        pytest.param("见http://localhost/", ["LINK-UNSAFE"], id="localhost"),
        pytest.param("见http://oa/doc", ["LINK-UNSAFE"], id="host-without-dot"),
        pytest.param("见https://admin:123@example.gov.cn/", ["LINK-UNSAFE"], id="password"),
        pytest.param(r"见\\fileserver\share\名单.xlsx", ["LINK-UNSAFE"], id="share"),
        pytest.param("见file:///C:/名单.xlsx", ["LINK-UNSAFE"], id="file"),
        pytest.param("http://[::1", ["LINK-UNSAFE"], id="broken"),
    ],
)  # fmt: skip
def test_links_are_held_against_the_list(text, kinds):
    assert [kind for kind, _ in found(text, hosts=frozenset({"example.gov.cn"}))] == kinds


def test_without_a_list_only_unsafe_links_are_told():
    assert found("https://evil.example/") == []
    assert [kind for kind, _ in found("http://127.0.0.1/")] == ["LINK-UNSAFE"]
