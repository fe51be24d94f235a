"""Facts and settings as a TOML file holds them, for the command line: the names are those of `facts` and `settings`."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from typing import Any, Final

from gongkai.core.law.errors import RuleError
from gongkai.core.law.fees import Fee, items_fee, pages_fee
from gongkai.core.law.receipt import Channel
from gongkai.core.law.remedies import RemedyPlaces
from gongkai.core.letters.errors import LetterError
from gongkai.core.letters.facts import (
    Annex,
    Applicant,
    ApplicantKind,
    Application,
    Consulted,
    Facts,
    Item,
    Steps,
    Tracking,
    Withheld,
)
from gongkai.core.letters.settings import LetterSettings

_TABLES: Final[Mapping[str, type]] = {
    "applicant": Applicant,
    "application": Application,
    "steps": Steps,
    "tracking": Tracking,
    "remedies": RemedyPlaces,
}
_LISTS: Final[Mapping[str, type]] = {
    "items": Item,
    "withheld": Withheld,
    "annexes": Annex,
    "consultations": Consulted,
}
_TAKES: Final = {str: "文字", int: "整数", date: "日期（如 2026-03-02）", bool: "true 或 false"}
_NUMBERS: Final = frozenset({"serial", "extended_by", "pages"})
_MAPPINGS: Final = frozenset({"details", "wordings"})


class WrongFacts(LetterError):
    """A file of facts that lacks something, or holds what no letter knows."""

    def __init__(self, what: str) -> None:
        super().__init__(f"事实材料写得不对：{what}。", "请对照“怎样生成依申请公开文书”一页的例子改正。")


def facts_and_settings(text: str) -> tuple[Facts, LetterSettings]:
    """Return what a TOML text holds. Raises WrongFacts, which names the place."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongFacts(f"不是 TOML 文件（{error}）") from None
    body = data.pop("body", None)
    if not isinstance(body, dict):
        raise WrongFacts("缺少 [body]（机关设置）")
    return _made(Facts, data, ""), _made(LetterSettings, body, "body.")


def _made(kind: type, data: Mapping[str, Any], at: str) -> Any:
    known = {each.name: each for each in fields(kind) if each.name != "law"}
    for key in data:
        if key not in known:
            raise WrongFacts(f"不认识“{at}{key}”")
    for each in known.values():
        if (
            each.default is MISSING
            and each.default_factory is MISSING
            and each.name not in data
            and not _may_lack(each.name)
        ):
            raise WrongFacts(f"缺少“{at}{each.name}”")
    given = {key: _value(key, value, at) for key, value in data.items()}
    return kind(**{**{name: None for name in ("received_on",) if name in known}, **given})


def _may_lack(name: str) -> bool:
    return name == "received_on"  # not confirmed yet


def _value(key: str, value: Any, at: str) -> Any:
    if key in _TABLES:
        return _made(_TABLES[key], _as(dict, value, at + key, "一组"), f"{at}{key}.")
    if key in _LISTS:
        listed = _as(list, value, at + key, "一列")
        return tuple(_made(_LISTS[key], _as(dict, each, at + key, "一组"), f"{at}{key}.") for each in listed)
    if key == "fee":
        return _fee(_as(dict, value, at + key, "一组"))
    if key in _MAPPINGS:
        return {
            str(name): _text(each, f"{at}{key}.{name}") for name, each in _as(dict, value, at + key, "一组").items()
        }
    if key in ("channel", "kind"):
        return _chosen(Channel if key == "channel" else ApplicantKind, value, at + key)
    return _plain(key, value, at + key)


def _plain(key: str, value: Any, at: str) -> Any:
    if key.endswith("_on"):
        found = value.date() if isinstance(value, datetime) else value
        return _as(date, found, at, _TAKES[date])
    if key in _NUMBERS:
        if isinstance(value, bool):
            raise WrongFacts(f"“{at}”应当是{_TAKES[int]}")
        return _as(int, value, at, _TAKES[int])
    return _as(bool, value, at, _TAKES[bool]) if key == "by_internet" else _text(value, at)


def _as(kind: type, value: Any, at: str, words: str) -> Any:
    if not isinstance(value, kind):
        raise WrongFacts(f"“{at}”应当是{words}")
    return value


def _text(value: Any, at: str) -> str:
    return str(_as(str, value, at, _TAKES[str]))


def _chosen(kind: Any, value: Any, at: str) -> Any:
    try:
        return kind(value)
    except ValueError:
        raise WrongFacts(f"“{at}”应当是{'、'.join(each.value for each in kind)}之一") from None


def _fee(value: Mapping[str, Any]) -> Fee:
    if set(value) not in ({"items"}, {"pages"}):
        raise WrongFacts("“fee”应当写 items（件数）或 pages（页数）中的一项")
    ((scale, number),) = value.items()
    try:
        return (items_fee if scale == "items" else pages_fee)(_as(int, number, f"fee.{scale}", _TAKES[int]))
    except RuleError as error:
        raise WrongFacts(error.problem.rstrip("。")) from None
