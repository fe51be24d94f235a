"""The index: every phrase is found, nothing else is, and what is written or removed shows at once."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.core.search.entry import Entry
from gongkai.core.search.errors import IndexBusy, QuestionTooLong, SearchDown
from gongkai.core.search.folding import fold
from gongkai.core.search.question import LONGEST, Order, Question
from gongkai.core.search.store import Store, _writing

NOTICE = Entry(
    "notice",
    "关于东街停水的通知",
    "因管道检修，五月六日停水。详见国务院办公厅有关规定。",
    date(2026, 5, 1),
    {"body": "dongjie", "year": "2026"},
    {"address": "/dongjie/documents/notice/"},
)
REPORT = Entry(
    "report",
    "青石街道办事处2025年政府信息公开工作年度报告",
    "本年度主动公开信息十二条。停水一事另行通知。附件：〔2021〕30号 Open Data",
    date(2026, 1, 20),
    {"body": "qingshi", "year": "2026"},
)
PLAN = Entry(
    "plan",
    "青石街道2024年政务公开工作要点",
    "重點工作：開放數據。",
    date(2024, 3, 1),
    {"body": "qingshi", "year": "2024"},
)


@pytest.fixture
def store(tmp_path):
    made = Store(tmp_path / "index")
    made.rebuild([NOTICE, REPORT, PLAN])
    return made


def ids(answer):
    return [hit.id for hit in answer.hits]


def ask(store, typed, **more):
    return store.search(Question.read(typed, **more))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("办公厅", {"notice"}),
        ("国务院办公厅有关规定", {"notice"}),
        ("停", {"notice", "report"}),
        ("停水 通知", {"notice", "report"}),
        ("停水 -东街", {"report"}),
        ("〔2021〕30号", {"report"}),
        ("２０２１", {"report"}),
        ("open data", {"report"}),
        ("“Open Data”", {"report"}),
        ("开放数据", {"plan"}),
        ("開放數據", {"plan"}),
        ("水停", set()),
        ("“停水。详”", {"notice"}),
        ("停水。", {"notice", "report"}),
    ],
)
def test_words_are_found_as_they_stand(store, typed, found):
    answer = ask(store, typed)

    assert set(ids(answer)) == found if not answer.is_loose else not found
    assert answer.count == len(answer.hits)


def test_a_word_in_the_title_comes_first(store):
    assert ids(ask(store, "停水")) == ["notice", "report"]


def test_newest_comes_first_when_asked_so(store):
    assert ids(ask(store, "", order=Order.NEWEST)) == ["notice", "report", "plan"]


def test_filters_narrow_and_titles_alone_may_be_asked(store):
    assert ids(ask(store, "青石", filters={"year": "2024"})) == ["plan"]
    assert ids(ask(store, "停水", title_only=True)) == ["notice"]


def test_pages_follow_one_another_without_gap(store):
    question = Question.read("", order=Order.NEWEST)

    pages = [store.search(question, first=n, size=1) for n in range(4)]

    assert [ids(page) for page in pages] == [["notice"], ["report"], ["plan"], []]
    assert {page.count for page in pages} == {3}


def test_what_was_asked_for_is_marked_in_title_and_passage(store):
    hit = ask(store, "停水").hits[0]

    assert hit.title.pieces() == [("关于东街", False), ("停水", True), ("的通知", False)]
    assert ("停水", True) in hit.passage.pieces()
    assert hit.shown == {"address": "/dongjie/documents/notice/"}


def test_a_passage_starts_near_a_word_far_down(store):
    store.write(
        [Entry("long", "长文", "无关的话。" * 400 + "这里说到水表更换。" + "无关的话。" * 400, date(2026, 6, 1))]
    )

    passage = ask(store, "水表更换").hits[0].passage

    assert ("水表更换", True) in passage.pieces()
    assert len(passage.text) < 200


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("政府信息公开工做", "政府信息公开工作"),
        ("年度报高", "年度报告"),
        ("停水的同知", "停水的通知"),
        ("政务公幵 要点", "政务公开 要点"),
    ],
)
def test_a_misspelt_word_is_answered_with_what_may_be_meant(store, typed, meant):
    answer = ask(store, typed)

    assert answer.is_loose
    assert answer.meant == meant
    assert answer.hits


def test_what_is_written_and_removed_shows_at_once_and_to_another_reader(store):
    other = Store(store.folder)
    assert ids(ask(other, "停水")) == ["notice", "report"]

    store.write([Entry("notice", "关于东街停电的通知", "停电。", date(2026, 5, 2))], removed=["report"])

    assert ids(ask(other, "停水", title_only=True)) == []
    assert ids(ask(other, "停电")) == ["notice"]
    assert ask(other, "").count == 2


def test_a_writing_that_fails_half_way_changes_nothing(store):
    def half():
        yield Entry("new", "新的", "新的", date(2026, 7, 1))
        raise KeyError("half way")

    with pytest.raises(KeyError):
        store.write(half(), removed=["notice"])

    assert ask(store, "").count == 3
    assert ids(ask(store, "东街")) == ["notice"]


def test_a_rebuilding_that_fails_leaves_the_old_index_in_use(store):
    def half():
        yield NOTICE
        raise KeyError("half way")

    with pytest.raises(KeyError):
        store.rebuild(half())

    assert ask(store, "").count == 3


def test_a_reader_follows_an_index_built_anew(store):
    other = Store(store.folder)
    assert ask(other, "").count == 3

    store.rebuild([PLAN])

    assert ids(ask(other, "")) == ["plan"]
    assert [path.name for path in store.folder.iterdir() if path.is_dir()] == [(store.folder / "current").read_text()]


def test_one_process_writes_at_a_time(store):
    with _writing(store._reading()), pytest.raises(IndexBusy, match="同一时间只能有一个进程写索引"):
        store.write([PLAN])


def test_without_an_index_the_search_says_so(tmp_path):
    with pytest.raises(SearchDown, match="检索暂时不能使用"):
        ask(Store(tmp_path / "none"), "停水")


def test_a_damaged_index_says_so(store):
    name = (store.folder / "current").read_text()
    (store.folder / name / "meta.json").write_text("{")

    with pytest.raises(SearchDown):
        ask(Store(store.folder), "停水")


def test_a_question_too_long_is_refused():
    with pytest.raises(QuestionTooLong, match="检索词超过200个字"):
        Question.read("停" * (LONGEST + 1))


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    made = Store(tmp_path_factory.mktemp("index"))
    made.rebuild([])
    return made


TEXTS = st.text(st.sampled_from("停水电通知公开年报2021〔〕号，。Ａa 繁體"), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=1, max_size=5), data=st.data())
def test_a_phrase_is_found_exactly_where_it_stands(empty, texts, data):
    empty.rebuild(Entry(str(n), text[:10], text, date(2026, 1, 1)) for n, text in enumerate(texts))
    source = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(source)))
    phrase = fold(source[start : start + data.draw(st.integers(1, 9))])
    question = Question((phrase,)) if phrase else Question(())

    answer = empty.search(question)

    assert not answer.is_loose
    assert set(ids(answer)) == {str(n) for n, text in enumerate(texts) if phrase in fold(text)}
