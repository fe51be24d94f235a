"""What a letter lacks (完整性检查), in plain Chinese: parts, places, number, date, addressee; dates that contradict."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from gongkai.core.letters.facts import Facts
from gongkai.core.letters.kinds import LetterKind, Series, Stage
from gongkai.core.letters.letter import Gap, Letter
from gongkai.core.letters.parts import LACKING, Part
from gongkai.core.letters.places import BLOCKS, PLACES, Value
from gongkai.core.letters.printing import day
from gongkai.core.letters.remedy import BY_ITEM
from gongkai.core.letters.remedy import PLACE as REMEDY


def missing(letter: Letter) -> tuple[str, ...]:
    """Return what a letter lacks, one sentence each; empty for a complete one."""
    return tuple(gap.sentence for gap in letter.gaps)


def before_sending(letter: Letter, sent_on: date) -> tuple[str, ...]:
    """Return what stands against sending a letter on a day: what it lacks, and a date (成文日期) after that day."""
    if letter.dated_on is None or letter.dated_on <= sent_on:
        return missing(letter)
    late = f"成文日期{day(letter.dated_on)}晚于发出日期{day(sent_on)}。请核对这两个日期。"
    return (*missing(letter), late)


def gaps_of(
    letter: Letter, kind: LetterKind, facts: Facts, values: Mapping[str, Value], found: Sequence[Gap]
) -> tuple[Gap, ...]:
    """Return the gaps of a letter: those found in filling it, and those of the whole."""
    all_ = [*_heads(letter, kind), *_parts(letter, kind), *_places(kind, values), *_content(kind, facts), *found]
    all_ += [*_order(facts), *_outcomes(kind, facts)]
    return tuple({gap.sentence: gap for gap in all_}.values())


def item_gaps(label: str, kind: LetterKind, facts: Facts, values: Mapping[str, Value]) -> Iterator[Gap]:
    """Yield what the answer to one item lacks; the remedy clause belongs to the whole letter."""
    of_item = [gap for gap in _places(kind, values) if gap.place != REMEDY]
    yield from (Gap(gap.place, f"{label}：{gap.sentence}") for gap in (*of_item, *_content(kind, facts)))


def _heads(letter: Letter, kind: LetterKind) -> Iterator[Gap]:
    if kind.stage is Stage.FORM:
        return
    if len(letter.title) < 2:
        yield Gap("标题", "缺少标题中的机关名称。请在机关设置中填写。")
    if kind.series is not Series.NONE and not letter.number:
        yield Gap("文号", "缺少文号。请填写成文日期，由系统编定文号。")
    if kind.addressed and not letter.addressee:
        where = "在申请登记中填写" if kind.to_applicant else "写明发给谁"
        yield Gap("受文人", f"缺少受文人的姓名或者名称。请{where}。")
    if kind.sealed and letter.dated_on is None:
        yield Gap("成文日期", "缺少成文日期。请填写。")


def _parts(letter: Letter, kind: LetterKind) -> Iterator[Gap]:
    for part in kind.parts:
        if part is Part.ANNEXES and letter.annexes:
            continue
        if not letter.text_of(part).strip():
            yield Gap(part.mark, f"缺少{LACKING[part]}。请补写。")


def _places(kind: LetterKind, values: Mapping[str, Value]) -> Iterator[Gap]:
    hints = {detail.place: f"请填写：{detail.hint}。" for detail in kind.details}
    hints.update({name: place.hint for name, place in PLACES.items()} | dict(BLOCKS))
    for place in kind.mandatory:
        if place not in values or not values[place].lines:
            yield Gap(place, f"缺少“{place}”。{hints.get(place, '请补写。')}")


def _content(kind: LetterKind, facts: Facts) -> Iterator[Gap]:
    for detail in kind.details:
        given = facts.details.get(detail.key, "").strip()
        if given and detail.pattern and not re.search(detail.pattern, given):
            yield Gap(detail.place, f"“{detail.place}”写得不完整。请写明：{detail.hint}。")
        if given and detail.choices and given not in detail.choices:
            yield Gap(detail.place, f"“{detail.place}”应当是{'、'.join(detail.choices)}中的一项。")
    if kind.annexed and not facts.annexes:
        yield Gap("附件", f"缺少附件。{BLOCKS['附件清单']}")
    for number, annex in enumerate(facts.annexes, 1):
        if not annex.title.strip():
            yield Gap("附件", f"第{number}个附件没有名称。请填写。")


def _outcomes(kind: LetterKind, facts: Facts) -> Iterator[Gap]:
    if kind.stage is Stage.FINAL and not kind.outcome and not kind.remedy and kind.id != BY_ITEM and not facts.outcome:
        yield Gap("办理结果", "没有选择办理结果，不能确定救济途径。请选择。")
    if kind.id == BY_ITEM and len(facts.items) == 1:
        yield Gap("各项答复", "只有一项内容的申请，请改用与办理结果对应的文书。")


def _order(facts: Facts) -> Iterator[Gap]:
    """Yield what is wrong with the days: a letter is not older than what it tells of."""
    received = facts.application.received_on
    if received and received < facts.application.submitted_on:
        yield Gap("收到日期", f"收到申请之日{day(received)}早于提交日期{day(facts.application.submitted_on)}。请核对。")
    if facts.dated_on is None:
        return
    steps = facts.steps
    told = (received, facts.application.submitted_on, steps.supplement_asked_on, steps.supplemented_on)
    later = (steps.reasons_asked_on, steps.reasons_given_on, steps.fee_demanded_on, steps.paid_on, steps.withdrawn_on)
    last = max((on for on in (*told, *later) if on), default=None)
    if last and facts.dated_on < last:
        yield Gap("成文日期", f"成文日期{day(facts.dated_on)}早于文中所写的{day(last)}。请核对这两个日期。")
