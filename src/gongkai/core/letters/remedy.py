"""The remedy clause of a letter (救济途径): by the outcomes it holds and the date it bears, from core.law."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from gongkai.core.law.outcomes import ReconsiderationFirst, outcome
from gongkai.core.law.remedies import Remedy, Variant, clause, remedies
from gongkai.core.law.words import chinese_date
from gongkai.core.letters.facts import Facts, Withheld
from gongkai.core.letters.kinds import LetterKind, Stage
from gongkai.core.letters.letter import Gap
from gongkai.core.letters.places import Value
from gongkai.core.letters.settings import LetterSettings

PLACE: Final = "救济途径"
BY_ITEM: Final = "reply_by_item"
ORDINALS: Final = "一二三四五六七八九十"


def ordinal(number: int) -> str:
    """Return a number from 1 to 99 in Chinese: 一, 十, 二十一."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return ORDINALS[ones - 1]
    return ("" if tens == 1 else ORDINALS[tens - 1]) + "十" + (ORDINALS[ones - 1] if ones else "")


def chosen(kind: LetterKind, facts: Facts, settings: LetterSettings) -> tuple[Remedy, ...]:
    """Return the remedies a letter tells of; none for interim letters and while the date is not known."""
    if kind.stage is not Stage.FINAL or facts.dated_on is None:
        return ()
    if kind.remedy:
        return (Remedy(Variant(kind.remedy)),)
    if kind.id == BY_ITEM:
        return _of_items([item.outcome for item in facts.items], facts.dated_on, settings) if facts.items else ()
    code = kind.outcome or facts.outcome
    if not code:
        return ()
    if code == "partial" and facts.withheld and not any(map(_under_14_to_16, facts.withheld)):
        return (Remedy(Variant.EITHER),)
    return remedies(code, facts.dated_on, settings.law)


def _under_14_to_16(part: Withheld) -> bool:
    return bool(part.ground) and outcome(part.ground).reconsideration_first is ReconsiderationFirst.YES


def _of_items(codes: Sequence[str], dated_on: date, settings: LetterSettings) -> tuple[Remedy, ...]:
    """Return one remedy where the items agree; else reconsideration first for those that need it, then the rest.

    Granted items beside refused ones follow the body's setting for partial answers.
    """
    first: list[int] = []
    rest: list[int] = []
    for number, code in enumerate(codes, 1):
        found = remedies(code, dated_on, settings.law)
        (first if found[0].variant is Variant.RECONSIDERATION_FIRST else rest).append(number)
    if not first or not rest:
        return (Remedy(Variant.RECONSIDERATION_FIRST if first else Variant.EITHER),)
    granted = all(codes[number - 1].startswith("granted_") for number in rest)
    if granted and settings.law.partial_reconsideration_first_alone:
        return (Remedy(Variant.RECONSIDERATION_FIRST),)
    return (Remedy(Variant.RECONSIDERATION_FIRST, _listed(first)), Remedy(Variant.EITHER, _listed(rest)))


def _listed(numbers: Sequence[int]) -> str:
    return f"第{'、'.join(map(ordinal, numbers))}项答复"


def remedy_value(kind: LetterKind, facts: Facts, settings: LetterSettings) -> tuple[Value, tuple[Gap, ...]]:
    """Return the clause paragraph by paragraph with the reason of the choice, and what it lacks."""
    found = chosen(kind, facts, settings)
    if not found or facts.dated_on is None:
        return Value((), ""), ()
    places = settings.remedies
    if places is None or not (places.organ.strip() and places.organ_address.strip() and places.court.strip()):
        return Value((), ""), ()
    you = kind.you or facts.applicant.kind.you
    texts = tuple(clause(each, places, you=you) for each in found)
    why = f"按办理结果和成文日期{chinese_date(facts.dated_on)}选择：{'；'.join(_why(each) for each in found)}"
    gaps: tuple[Gap, ...] = ()
    if facts.by_internet and not places.organ_website.strip():
        sentence = (
            "通过互联网送达的文书应当告知申请行政复议的互联网渠道，请在机关设置中填写（《行政复议法》第二十二条）。"
        )
        gaps = (Gap(PLACE, sentence),)
    return Value(texts, why), gaps


def _why(remedy: Remedy) -> str:
    about = f"{remedy.concerns}：" if remedy.concerns else ""
    if remedy.variant is Variant.RECONSIDERATION_FIRST:
        return f"{about}先申请行政复议（《行政复议法》第二十三条第一款第四项）"
    return f"{about}可以申请行政复议，也可以直接起诉（《行政诉讼法》第四十四条、第四十六条）"
