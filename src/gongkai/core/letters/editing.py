"""A body's own wording (改写措辞): checked against the kind before it is stored, and again when it is used."""

from gongkai.core.letters.kinds import LetterKind, Passage, kind, passages
from gongkai.core.letters.places import DERIVED, PLACES
from gongkai.core.letters.wording import Line, Wording, check_parts, check_places, parse, parse_passage


def known_places(kind_: LetterKind) -> tuple[str, ...]:
    """Return every place a wording of this kind may name."""
    return (*PLACES, *DERIVED, *passages(), *(detail.place for detail in kind_.details))


def check(kind_: LetterKind | str, text: str) -> Wording:
    """Return a body's own wording of a kind, read. Raises BrokenWording, UnknownPlace, Mandatory…Removed."""
    kind_ = kind(kind_) if isinstance(kind_, str) else kind_
    wording = parse(text)
    included = {place for name in wording.places if name in passages() for place in _named(passages()[name])}
    check_places(wording.places, known_places(kind_), ())
    check_places(wording.places | included, (*known_places(kind_), *included), kind_.mandatory)
    check_parts(wording, kind_.parts)
    return wording


def check_passage(passage: Passage | str, text: str) -> tuple[Line, ...]:
    """Return a body's own wording of a shared passage, read; the same errors."""
    passage = next(each for each in passages().values() if each.id == passage) if isinstance(passage, str) else passage
    lines = parse_passage(text)
    check_places({place for line in lines for place in line.places}, tuple(PLACES), passage.places)
    return lines


def _named(passage: Passage) -> set[str]:
    return {place for line in parse_passage(passage.text) for place in line.places}
