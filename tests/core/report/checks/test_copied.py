"""Prose copied from last year or from a neighbour, and a neighbour's name left in."""

import pytest

from gongkai.core.report.checks import Context, Settings, check, check_many
from gongkai.core.report.checks.names import bare, names
from gongkai.core.report.checks.shingles import likeness, prose
from tests.core.report.factories import report

WEST = "云川市样例区清河街道办事处"
EAST = "云川市样例区东桥街道办事处"
OWN = """（一）主动公开。{year}年，清河街道在门户网站公开各类信息{n}条，其中财政信息2条，答复网民留言9件。
围绕居民关心的老旧小区改造，把改造范围、施工时间和联系办法张贴在每个单元门口，并在公众号上同步说明。
（二）依申请公开。收到申请后由党政办登记，两个工作日内转给承办科室，答复前由司法所核对一遍，全年没有超期。
（三）政府信息管理。按季度清理失效文件，把公开目录里的旧链接逐条核对，更换了十一处已经打不开的附件。
（四）政府信息公开平台建设。在便民大厅设查阅点，配一台电脑和一名值班人员，居民可以当场打印需要的文件。
（五）监督保障。每月通报各科室的公开数量，年底结合考核评议，群众满意度比上一年有所提高。"""
OTHER = """（一）主动公开。本年度围绕乡村振兴、环境整治、就业帮扶三个方面发布消息，微信推送成为居民获取消息的主要渠道。
机关食堂、公务用车和三公经费的账目按月晾晒，村务监督员可以随时查看原始凭证，发现疑问当面解释清楚。
（二）依申请公开。新设一个受理窗口，公布邮寄地址，工作人员参加了两次法律知识培训并通过了测试。
（三）政府信息管理。修订了文件定密和解密的流程，新文件印发之前必须填写公开属性和不予公开的理由。
（四）政府信息公开平台建设。网页改版后增加大字号和语音朗读，老年人也能看懂办事流程图。
（五）监督保障。邀请五名代表委员到现场评议，提出的七条意见全部整改完毕，结果贴在公示栏。"""


def dups(now, context):
    return [finding for finding in check(now, context) if finding.rule == "AR-DUP"]


def test_last_years_text_with_new_figures_is_copied():
    now = report(s1=OWN.format(year=2023, n=126))
    (finding,) = dups(now, Context(previous=report(year=2022, s1=OWN.format(year=2022, n=98), s5="无")))
    assert finding.where == "s1"
    assert "有 100% 的文字与本机关2022年的报告相同（数字、日期和机关名称不计）" in finding.problem
    assert finding.passage in now.sections["s1"].text
    assert len(finding.passage) > 200


def test_a_neighbours_text_with_the_name_changed_is_copied():
    copied = OWN.format(year=2023, n=57).replace("清河街道", "东桥街道")
    (finding,) = dups(
        report(organ=EAST, s1=copied), Context(others=[report(organ=WEST, s1=OWN.format(year=2023, n=1))])
    )
    assert f"与{WEST}2023年的报告相同" in finding.problem
    assert "100%" in finding.problem


def test_text_written_anew_is_not_copied():
    context = Context(previous=report(year=2022, s1=OTHER), others=[report(organ=EAST, s1=OTHER)])
    assert dups(report(s1=OWN.format(year=2023, n=3)), context) == []


def test_the_preface_that_every_report_has_is_not_copied():
    preface = (
        "根据《中华人民共和国政府信息公开条例》和上级关于年度报告有关事项的通知要求编制本报告。"
        "报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况等组成。"
        "统计期限自2023年1月1日至12月31日。\n"
    )
    assert dups(report(s1=preface + OWN), Context(others=[report(organ=EAST, s1=preface * 4 + OTHER)])) == []
    assert likeness(prose(preface), prose(preface)).share == 0


def test_section_5_is_compared_too_and_short_texts_are_not():
    long_enough = OTHER.split("（二）", maxsplit=1)[0]
    previous = Context(previous=report(year=2022, s1=OTHER, s5=long_enough))
    assert [finding.where for finding in dups(report(s1="", s5=long_enough), previous)] == ["s5"]
    assert dups(report(s1="", s5="无"), Context(previous=report(year=2022, s1=OTHER, s5="无"))) == []


def test_the_share_that_counts_as_copied_can_be_set():
    half = "\n".join([*OWN.format(year=2023, n=5).splitlines()[:4], *OTHER.splitlines()[4:]])
    previous = report(year=2022, s1=OWN.format(year=2022, n=6), s5="无")
    shares = [likeness(prose(half), prose(previous.sections["s1"].text)).share]
    assert 0.4 < shares[0] < 0.75
    for limit, copied in ((0.4, 1), (0.75, 0)):
        context = Context(previous=previous, settings=Settings(duplicate_share=limit))
        assert len(dups(report(s1=half), context)) == copied


def test_the_equal_passages_are_shown_word_for_word_longest_first():
    own = prose("前面不同的话。" + OTHER.splitlines()[1] + "中间又写了一些完全不一样的内容。" + OTHER.splitlines()[3])
    found = likeness(own, prose(OTHER))
    assert [len(passage) for passage in found.passages] == sorted(map(len, found.passages), reverse=True)
    assert OTHER.splitlines()[1].rstrip("。") in found.passages
    assert len(found.passages) == 2


def test_traditional_script_and_other_marks_do_not_hide_a_copy():
    assert (
        likeness(
            prose("政府信息公開平臺建設，網頁改版後增加大字號"), prose("政府信息公开平台建设网页改版后增加大字号")
        ).share
        == 1
    )


def test_among_many_reports_only_those_that_share_text_are_named():
    east = OWN.format(year=2023, n=7).replace("清河街道", "东桥街道")
    reports = [report(s1=OWN.format(year=2023, n=8)), report(organ=EAST, s1=east), report(organ="某市某局", s1=OTHER)]
    reports = [*reports, report(organ="云川市样例区北门街道办事处", s1="新写的内容。" * 3)]
    named = [
        [finding.problem for finding in found if finding.rule == "AR-DUP" and finding.where == "s1"]
        for found in check_many(reports)
    ]
    assert [len(problems) for problems in named] == [1, 1, 0, 0]
    assert EAST in named[0][0]
    assert WEST in named[1][0]


def test_a_text_that_all_bodies_share_is_found_for_all_of_them():
    reports = [
        report(organ=f"云川市样例区第{n}街道办事处", s1=OTHER, s5=OWN.splitlines()[1] * 2)
        for n in "一二三四五六七八九十"
    ]
    reports = reports * 3
    assert all({f.where for f in found if f.rule == "AR-DUP"} == {"s1", "s5"} for found in check_many(reports))


def foreign(organ=WEST, context=None, **changes):
    return [finding for finding in check(report(organ=organ, **changes), context) if finding.rule == "AR-FOREIGN"]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"front": "现将东桥街道2023年政府信息公开工作年度报告公布如下。"}, id="title-sentence"),
        pytest.param({"front": "现公布2023年东桥街道办事处政府信息公开工作年度报告。"}, id="year-before-the-name"),
        pytest.param({"s1": "2023年，东桥街道认真落实各项要求。"}, id="the-one-who-acts"),
        pytest.param({"s1": "（一）主动公开。东桥街道办事处通过网站公开信息9条。"}, id="after-a-sub-heading"),
        pytest.param({"s5": "公开不够及时。今年以来，东桥街道进一步改进。"}, id="section-5"),
        pytest.param({"s6": "东桥镇人民政府没有其他需要报告的事项。"}, id="a-town-for-a-sub-district"),
    ],
)
def test_a_neighbours_name_left_in_is_found(changes):
    (finding,) = foreign(**changes)
    assert "东桥" in finding.problem
    assert WEST in finding.problem
    assert finding.passage.startswith("东桥")


@pytest.mark.parametrize(
    "text",
    [
        "清河街道认真落实各项要求，清河街道办事处通过网站公开信息。",
        "样例区清河街道严格执行规定。2023年清河街道收到申请3件。",
        "我街道认真落实。本街道坚持公开。全街道共公开信息3条。",
        "各镇街道积极配合。乡镇严格执行。重点乡镇认真落实。",
        "与东桥街道联合开展宣传。组织人员到东桥街道学习。",
        "样例区人民政府高度重视。区司法局认真指导。",
        "城镇全面建成小康。统筹城乡全面发展。",
        "现将2023年政府信息公开工作年度报告公布如下。",
        "现将本机关2023年政府信息公开工作年度报告公布如下。",
        "根据《国务院办公厅政府信息与政务公开办公室关于印发年度报告格式的通知》编制本报告。",
    ],
)
def test_the_own_name_superiors_and_neighbours_at_work_are_left_alone(text):
    assert foreign(s1=text, front=text) == []


def test_a_department_is_known_by_the_title_sentence_or_by_the_other_reports():
    own, other = "云川市样例区教育局", "云川市样例区水务局"
    assert foreign(organ=own, front="现将样例区水务局2023年政府信息公开工作年度报告公布如下。")
    text = {"s1": "云川市样例区水务局认真落实各项要求。"}
    assert foreign(organ=own, **text) == []
    assert foreign(organ=own, context=Context(others=[report(organ=other)]), **text)


@pytest.mark.parametrize("organ", ["", "云川市样例区某街道"])
def test_without_a_name_of_its_own_nothing_is_foreign(organ):
    assert foreign(organ=organ, front="现将东桥街道2023年政府信息公开工作年度报告公布如下。") == []


@pytest.mark.parametrize(
    ("organ", "core"),
    [
        ("洛阳市老城区西关街道办事处", "西关"),
        ("桃江县松木塘镇人民政府", "松木塘"),
        ("会昌县中村乡人民政府", "中村"),
        ("始兴县退役军人事务局", "退役军人事务局"),
        ("云川市样例区城市管理局", "城市管理局"),
        ("云川市市场监督管理局", "市场监督管理局"),
        ("", ""),
    ],
)
def test_the_bare_name_of_a_body(organ, core):
    assert bare(organ) == core


def test_the_forms_of_a_name_stand_from_long_to_short():
    assert names("洛阳市老城区西关街道办事处") == ("洛阳市老城区西关街道办事处", "西关街道办事处", "西关街道")


def test_a_report_of_the_same_year_given_as_last_years_is_no_proof_of_copying():
    now = report(s1=OWN.format(year=2023, n=126))
    assert dups(now, Context(previous=report(s1=OWN.format(year=2023, n=126)))) == []


def test_text_of_another_body_given_as_last_years_is_called_that_bodys():
    now = report(organ=WEST, s1=OWN.format(year=2023, n=126))
    (finding,) = dups(now, Context(previous=report(year=2022, organ=EAST, s1=OWN.format(year=2022, n=9), s5="无")))
    assert f"与{EAST}2022年的报告相同" in finding.problem
