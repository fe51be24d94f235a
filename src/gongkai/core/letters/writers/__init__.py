"""A letter written as Word or PDF in the layout of official documents (GB/T 9704-2012)."""

from collections.abc import Callable, Mapping
from typing import Final

from gongkai.core.letters.completeness import missing
from gongkai.core.letters.errors import IncompleteLetter, UnknownForm, WrongSeal
from gongkai.core.letters.letter import Letter
from gongkai.core.letters.writers.copy import Copy
from gongkai.core.letters.writers.seal import checked


def _pdf(copy: Copy) -> bytes:
    from gongkai.core.letters.writers.pdf import render as made

    return made(copy)


def _docx(copy: Copy) -> bytes:
    from gongkai.core.letters.writers.docx import render as made

    return made(copy)


WRITERS: Final[Mapping[str, Callable[[Copy], bytes]]] = {"docx": _docx, "pdf": _pdf}


def render(letter: Letter, form: str, *, final: bool = False, seal: bytes | None = None) -> bytes:
    """Return a letter as "docx" or "pdf": a draft marked 草稿, or final.

    `seal` is a PNG with transparent ground, set over organ and date; only final letters that bear a seal take one.
    Raises IncompleteLetter for a final one that lacks something, WrongSeal, UnknownForm.
    """
    if form not in WRITERS:
        raise UnknownForm(form)
    lacking = missing(letter)
    if final and lacking:
        raise IncompleteLetter(lacking)
    if seal is not None and not (final and letter.sealed):
        raise WrongSeal("草稿和不用印的文书不能加盖印章。", "请先定稿，再加盖印章。")
    return WRITERS[form](Copy(letter, draft=not final, seal=checked(seal) if seal is not None else None))
