"""Suggested words for the narrative from the facts of the year, with live numbers in them. Pure.

They are a beginning to be rewritten: only what was counted is said, and what is nought is said as nought.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from gongkai.apps.reports.numbers import Number

_FEES: Final = "按照《政府信息公开信息处理费管理办法》，本年度发出收费通知0件，总金额0元，实际收取0元。"


def suggestions(
    known: Mapping[str, Number], *, year: int, months: list[int], target: int, improvements: Sequence[str] = ()
) -> dict[str, str]:
    """Return for each part of the narrative what the facts of the year let one say; nothing where they say nothing.

    `improvements` are the tasks of the work plan that were done, each in a sentence.
    """
    return {
        "s1.a_proactive": _proactive(known, year),
        "s1.b_on_request": _on_request(known),
        "s1.c_management": _management(known),
        "s1.d_platform": _platform(known),
        "s5": _problems(known, months, target, improvements),
        "s6": _FEES,
    }


def _has(known: Mapping[str, Number], name: str) -> bool:
    return name in known and known[name].value > 0


def _listed(known: Mapping[str, Number], names: Mapping[str, str]) -> str:
    found = [f"{words}{{{{{name}}}}}条" for name, words in names.items() if _has(known, name)]
    return f"，其中{'、'.join(found)}" if found else ""


def _proactive(known: Mapping[str, Number], year: int) -> str:
    of_kind = {"主动公开.政策文件": "政策文件", "主动公开.政策解读": "政策解读", "主动公开.工作动态": "工作动态"}
    text = f"{year}年主动公开政府信息{{{{主动公开.总数}}}}条{_listed(known, of_kind)}。"
    text += _sentence(_channels(known), "通过", "发布。")
    if _has(known, "报送.上级网站"):
        text += "向上级网站报送{{报送.上级网站}}条，被采用{{报送.采用}}条。"
    handled = "办理行政许可{{行政许可.数量}}件、行政处罚{{行政处罚.数量}}件、行政强制{{行政强制.数量}}件。"
    return text + (handled if any(_has(known, f"行政{kind}.数量") for kind in ("许可", "处罚", "强制")) else "")


def _channels(known: Mapping[str, Number]) -> Iterator[str]:
    for name in known:
        if name.startswith("渠道.") and _has(known, name):
            yield f"{name.removeprefix('渠道.')}{{{{{name}}}}}条"


def _sentence(parts: Iterator[str], before: str, after: str) -> str:
    found = list(parts)
    return f"{before}{'、'.join(found)}{after}" if found else ""


def _on_request(known: Mapping[str, Number]) -> str:
    if not any(_has(known, f"依申请公开.{name}") for name in ("新收", "上年结转")):
        return "本年度没有收到政府信息公开申请，也没有上年结转的申请。"
    text = "新收政府信息公开申请{{依申请公开.新收}}件，上年结转{{依申请公开.上年结转}}件，办结{{依申请公开.办结}}件"
    results = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
    named = [f"{name}{{{{依申请公开.{name}}}}}件" for name in results if _has(known, f"依申请公开.{name}")]
    text += f"，其中{'、'.join(named)}" if named else ""
    return text + "，结转下年度继续办理{{依申请公开.结转下年}}件。"


def _management(known: Mapping[str, Number]) -> str:
    text = "制发行政规范性文件{{规范性文件.制发}}件，废止{{规范性文件.废止}}件，现行有效{{规范性文件.现行有效}}件。"
    return text + ("对已发布的信息更正{{主动公开.更正}}条。" if _has(known, "主动公开.更正") else "")


def _platform(known: Mapping[str, Number]) -> str:
    if not _has(known, "平台.渠道数"):
        return ""
    media = "，其中政务新媒体{{平台.新媒体数}}个" if _has(known, "平台.新媒体数") else ""
    return f"年末启用信息发布渠道{{{{平台.渠道数}}}}个{media}。"


def _problems(known: Mapping[str, Number], months: list[int], target: int, improvements: Sequence[str]) -> str:
    short = [f"{month}月" for month, number in enumerate(months, 1) if number < target]
    found = []
    if short:
        found.append(f"{'、'.join(short)}发布的信息少于{target}条，更新不够均衡")
    if not _has(known, "主动公开.政策解读"):
        found.append("没有发布政策解读")
    if not _has(known, "主动公开.社区供稿"):
        found.append("没有社区报送信息")
    if not found and not improvements:
        return ""
    problems = f"存在的主要问题：{'；'.join(found)}。" if found else "存在的主要问题："
    return f"{problems}\n改进情况：{'；'.join(improvements)}{'。' if improvements else ''}"
