"""The kinds of letters (文书种类): one file each in data/kinds, and the passages they share (通用段落)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from gongkai.core.law.outcomes import outcome, outcomes
from gongkai.core.letters.errors import UnknownKind
from gongkai.core.letters.parts import BY_MARK, Part

FREE_LETTER: Final = "reply_other"  # for closed_other, whose letter the body writes freely


class Series(StrEnum):
    """Which numbers a letter takes: those of answers, those of notices, or none (表格)."""

    REPLY = "reply"
    NOTICE = "notice"
    NONE = "none"


class Stage(StrEnum):
    """What a letter does in the procedure; interim letters bear no remedy clause (RC_NONE)."""

    INTERIM = "interim"
    FINAL = "final"
    FORM = "form"

    @property
    def label(self) -> str:
        """The stage in Chinese."""
        return {"interim": "过程性文书", "final": "答复文书", "form": "表格"}[self.value]


@dataclass(frozen=True, slots=True)
class Detail:
    """A particular that only some letters ask for; `place` names it in the wording."""

    key: str
    place: str
    hint: str
    mandatory: bool = True
    choices: tuple[str, ...] = ()
    pattern: str = ""  # what the text must contain; the hint says it in words


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a form; a value is text with places. `labels`: in "turn" with values, the "first", "all"."""

    cells: tuple[str, ...]
    height: int = 1
    labels: str = "turn"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterKind:
    """One kind of letter: `parts` and `places` are those it must not lack."""

    id: str
    name: str
    title: str
    stage: Stage
    series: Series
    outcome: str
    basis: tuple[str, ...]
    parts: tuple[Part, ...]
    places: tuple[str, ...]
    details: tuple[Detail, ...]
    text: str
    rows: tuple[Row, ...]
    columns: tuple[float, ...]
    addressed: bool
    to_applicant: bool
    you: str  # how it speaks to its addressee; empty: as to the applicant
    remedy: str  # variant of a final letter without an outcome of its own
    annexed: bool  # something must go with it
    sealed: bool

    @property
    def mandatory(self) -> tuple[str, ...]:
        """Every place that must not be empty."""
        return (*self.places, *(detail.place for detail in self.details if detail.mandatory))


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that many letters share; in a wording `{place}` stands for it."""

    id: str
    place: str
    text: str
    places: tuple[str, ...]  # that it must not lack


def _data() -> Any:
    return files(__package__) / "data"


@cache
def passages() -> Mapping[str, Passage]:
    """Return the shared passages by their place."""
    data = tomllib.loads((_data() / "passages.toml").read_text(encoding="utf-8"))
    return {
        item["place"]: Passage(id_, item["place"], item["text"].strip(), tuple(item["mandatory"]))
        for id_, item in data.items()
    }


@cache
def kinds() -> Mapping[str, LetterKind]:
    """Return every kind by its id: interim letters, answers in the order of the outcomes, forms."""
    loaded = {
        path.name.removesuffix(".toml"): tomllib.loads(path.read_text(encoding="utf-8"))
        for path in (_data() / "kinds").iterdir()
        if path.name.endswith(".toml")
    }
    made = [_kind(id_, item) for id_, item in loaded.items()]
    place = {code: number for number, code in enumerate(outcomes())}
    stages = list(Stage)
    made.sort(key=lambda kind: (stages.index(kind.stage), place.get(kind.outcome, len(place)), kind.id))
    return MappingProxyType({kind.id: kind for kind in made})


def _kind(id_: str, item: Mapping[str, Any]) -> LetterKind:
    code = item.get("outcome", "")
    law = outcome(code) if code else None
    title = item.get("title") or (law.title.partition("（")[0] if law else "")
    stage = Stage(item["stage"])
    form = stage is Stage.FORM
    return LetterKind(
        id=id_,
        name=item.get("name") or (law.title if law else title),
        title=title,
        stage=stage,
        series=Series(item.get("series", "none" if form else "reply" if stage is Stage.FINAL else "notice")),
        outcome=code,
        basis=tuple(item.get("basis", ())) or (law.basis if law else ()),
        parts=tuple(BY_MARK[mark] for mark in item.get("parts", ())),
        places=_places(item),
        details=tuple(map(_detail, item.get("details", ()))),
        text=item.get("text", "").strip(),
        rows=tuple(Row(**{**row, "cells": tuple(row["cells"])}) for row in item.get("rows", ())),
        columns=tuple(item.get("columns", ())),
        addressed=not form,
        to_applicant=item.get("to", "applicant") == "applicant",
        you=item.get("you", ""),
        remedy=item.get("remedy", ""),
        annexed=item.get("annexed", False),
        sealed=not form,
    )


def _places(item: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the places a letter must not lack, those of the passages in it included."""
    shared = (each.places for each in passages().values() if f"{{{each.place}}}" in item.get("text", ""))
    return tuple(dict.fromkeys([*item.get("mandatory", ()), *(place for places in shared for place in places)]))


def _detail(each: Mapping[str, Any]) -> Detail:
    return Detail(**{**each, "choices": tuple(each.get("choices", ()))})


def kind(id_: str) -> LetterKind:
    """Return a kind. Raises UnknownKind."""
    try:
        return kinds()[id_]
    except KeyError:
        raise UnknownKind(id_) from None


def letter_for(code: str) -> str:
    """Return the kind of the letter for an outcome. Raises UnknownCode of core.law."""
    return outcome(code).letter or FREE_LETTER
