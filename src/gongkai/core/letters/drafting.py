"""A letter out of facts: places filled with their sources, and everything that is lacking said (拟稿)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from gongkai.core.letters import numbers, wording
from gongkai.core.letters.annexes import annex_lines
from gongkai.core.letters.articles import cited
from gongkai.core.letters.completeness import gaps_of, item_gaps
from gongkai.core.letters.editing import check, check_passage
from gongkai.core.letters.facts import Facts
from gongkai.core.letters.items import item_facts, withheld_lines
from gongkai.core.letters.kinds import LetterKind, Row, Series, kind, letter_for, passages
from gongkai.core.letters.letter import Cell, Filled, Gap, Letter, Paragraph, Table
from gongkai.core.letters.parts import Part
from gongkai.core.letters.places import BASIS, DETAILS, LAW, SETTINGS, Value, boxes, common_values
from gongkai.core.letters.printing import lines, one_line, without_end, without_identity
from gongkai.core.letters.remedy import ordinal, remedy_value
from gongkai.core.letters.settings import LetterSettings
from gongkai.core.letters.wording import Line, Segment, Wording

ITEM_PARTS: Final = (Part.FINDING, Part.REASONS, Part.BASIS, Part.DECISION)  # of an item's own letter
EMPTY: Final = "〔待填：{}〕"  # what a draft shows where a place has nothing


@dataclass
class Filling:
    """The values of one letter, and the places that were asked for on the way."""

    values: Mapping[str, Value]
    settings: LetterSettings
    gaps: list[Gap] = field(default_factory=list)
    used: dict[str, Filled] = field(default_factory=dict)

    def take(self, place: str) -> Value:
        """Return the value of a place and note that it was printed, without identity numbers."""
        value = self.values.get(place, Value((), ""))
        cleaned = [without_identity(line) for line in value.lines]
        source = value.source
        if any(omitted for _, omitted in cleaned):
            source = f"{source}（身份证号码不印在文书上，已略去）"
        if value.lines:
            self.used.setdefault(place, Filled(place, "\n".join(line for line, _ in cleaned), source))
        return replace(value, lines=tuple(line for line, _ in cleaned))

    def texts(self) -> dict[str, str]:
        """Return every value on one line, for deciding what is optional."""
        return {place: value.text for place, value in self.values.items()}


def draft(kind_id: str, facts: Facts, settings: LetterSettings) -> Letter:
    """Return a letter of a kind, as complete as the facts; `letter.gaps` says what is lacking.

    Raises UnknownKind; WordingError's kinds for a body's own wording that does not hold; UnknownCode for an outcome.
    """
    kind_ = kind(kind_id)
    values, gaps = _values(kind_, facts, settings)
    filling = Filling(values, settings, list(gaps))
    blocks = _form(kind_, filling) if kind_.rows else tuple(_paragraphs(kind_, facts, filling))
    closing = " ".join(block.text for block in blocks if isinstance(block, Paragraph) and block.part is Part.CLOSING)
    body = tuple(block for block in blocks if not (isinstance(block, Paragraph) and block.part is Part.CLOSING))
    letter = Letter(
        kind=kind_.id,
        title=tuple(filter(None, (one_line(settings.organ), kind_.title))),
        number=_number(kind_, facts, settings),
        addressee=_addressee(kind_, facts),
        blocks=body,
        closing=closing,
        annexes=() if kind_.rows else tuple(without_identity(line)[0] for line in annex_lines(facts.annexes)),
        organ=one_line(settings.organ) if kind_.sealed else "",
        dated_on=facts.dated_on if kind_.sealed else None,
        sealed=kind_.sealed,
        filled=tuple(filling.used.values()),
        gaps=(),
        tracking=facts.tracking if kind_.id == "letter_receipt" else None,
    )
    return replace(letter, gaps=gaps_of(letter, kind_, facts, values, filling.gaps))


def blank(kind_id: str, settings: LetterSettings) -> Letter:
    """Return a form to be filled in by hand (空白表). Raises UnknownKind."""
    kind_ = kind(kind_id)
    organ = Value((one_line(settings.organ),), SETTINGS)
    filling = Filling({"机关": organ, "申请人类别": Value((boxes(None),), LAW)}, settings)
    return Letter(
        kind=kind_.id,
        title=tuple(filter(None, (one_line(settings.organ), kind_.title))),
        number="",
        addressee="",
        blocks=_form(kind_, filling),
        closing="",
        annexes=(),
        organ="",
        dated_on=None,
        sealed=False,
        filled=(),
        gaps=(),
    )


def _values(kind_: LetterKind, facts: Facts, settings: LetterSettings) -> tuple[dict[str, Value], tuple[Gap, ...]]:
    remedy, gaps = remedy_value(kind_, facts, settings)
    details = {detail.place: Value(lines(facts.details.get(detail.key, "")), DETAILS) for detail in kind_.details}
    basis = cited(kind_.basis)
    found = {
        **common_values(facts, settings),
        **details,
        **({"您": Value((kind_.you,), LAW)} if kind_.you else {}),
        BASIS: Value((basis,) if basis else (), LAW),
        "救济途径": remedy,
        "各项答复": Value(tuple(one_line(item.content) for item in facts.items), DETAILS),
        "不予公开的部分": Value(withheld_lines(facts.withheld), DETAILS),
        "附件清单": Value(annex_lines(facts.annexes), DETAILS),
    }
    return found, gaps


def _addressee(kind_: LetterKind, facts: Facts) -> str:
    """Return who gets the letter; one to somebody else never falls back on the applicant."""
    if not kind_.addressed:
        return ""
    return without_identity(one_line(facts.applicant.name if kind_.to_applicant else facts.addressee))[0]


def _number(kind_: LetterKind, facts: Facts, settings: LetterSettings) -> str:
    if kind_.series is Series.NONE or facts.dated_on is None or facts.serial is None:
        return ""
    pattern = settings.reply_number if kind_.series is Series.REPLY else settings.notice_number
    return numbers.number(pattern, one_line(settings.word), facts.dated_on, facts.serial)


def _paragraphs(kind_: LetterKind, facts: Facts, filling: Filling) -> Iterator[Paragraph]:
    parsed = wording_of(kind_, filling.settings)
    for part, printed in parsed.parts.items():
        for line in _expanded(printed, filling.settings):
            if line.alone == "各项答复":
                yield from _items(facts, filling)
            else:
                yield from (Paragraph(part, text) for text in fill(line, filling))


def wording_of(kind_: LetterKind, settings: LetterSettings) -> Wording:
    """Return the wording of a kind, the body's own where it has one, which is checked."""
    own = settings.wordings.get(kind_.id)
    if own is None:
        return wording.parse(kind_.text)
    return check(kind_, own)


def _expanded(printed: tuple[Line, ...], settings: LetterSettings) -> Iterator[Line]:
    """Yield lines with the shared passages in their places."""
    for line in printed:
        passage = passages().get(line.alone)
        if passage is None:
            yield line
        elif passage.id in settings.wordings:
            yield from check_passage(passage, settings.wordings[passage.id])
        else:
            yield from wording.parse_passage(passage.text)


def fill(line: Line, filling: Filling) -> tuple[str, ...]:
    """Return the paragraphs of a line: as many as a place that stands alone on it has, else one, or none."""
    if line.alone:
        value = filling.take(line.alone)
        if value.lines or not line.runs[0].optional:
            return value.lines or (EMPTY.format(line.alone),)
        return ()
    printed: list[str] = []
    for run in wording.filled_runs(line, filling.texts()):
        printed.extend(_segments(run, filling))
    text = "".join(printed).strip()
    return (text,) if text else ()


def _segments(run: tuple[Segment, ...], filling: Filling) -> Iterator[str]:
    """Yield the texts of a run; a value gives up its closing mark where the wording goes on with one."""
    for place, segment in enumerate(run):
        if not segment.place:
            yield segment.text
            continue
        text = filling.take(segment.text).text or EMPTY.format(segment.text)
        following = run[place + 1].text[:1] if place + 1 < len(run) and not run[place + 1].place else ""
        yield without_end(text) if following and following in "。；，、：" else text


def _items(facts: Facts, filling: Filling) -> Iterator[Paragraph]:
    """Yield the answer to each item: what the letter of its outcome would say of it."""
    for number, item in enumerate(facts.items, 1):
        label = f"第{ordinal(number)}项"
        kind_ = kind(letter_for(item.outcome))
        own = item_facts(facts, item)
        values, _ = _values(kind_, own, filling.settings)
        inner = Filling(values, filling.settings)
        filling.gaps.extend(item_gaps(label, kind_, own, values))
        content = inner.take("申请内容").text or EMPTY.format("申请内容")
        yield Paragraph(Part.DECISION, f"（{ordinal(number)}）关于“{content}”")
        parsed = wording_of(kind_, filling.settings)
        for part in ITEM_PARTS:
            for line in parsed.parts.get(part, ()):
                yield from (Paragraph(part, text) for text in fill(line, inner))
        filling.used.update({f"{label}·{name}": value for name, value in inner.used.items()})


def _form(kind_: LetterKind, filling: Filling) -> tuple[Table, ...]:
    rows = tuple(tuple(_cells(row, len(kind_.columns), filling)) for row in kind_.rows)
    return (Table(rows, kind_.columns, tuple(row.height for row in kind_.rows)),)


def _cells(row: Row, columns: int, filling: Filling) -> Iterator[Cell]:
    """Yield the cells of a row; the last one takes the columns that are left. Blank places stay blank."""
    for place, text in enumerate(row.cells):
        label = {"turn": place % 2 == 0, "first": place == 0, "all": True}[row.labels]
        span = columns - place if place == len(row.cells) - 1 else 1
        printed = text if label else "\n".join(_blank(line, filling) for line in text.split("\n"))
        yield Cell(printed, label, span)


def _blank(text: str, filling: Filling) -> str:
    line = wording.parse_passage(text)
    if not line:
        return ""
    return "".join(
        filling.take(segment.text).text if segment.place else segment.text
        for run in wording.filled_runs(line[0], filling.texts())
        for segment in run
    )
