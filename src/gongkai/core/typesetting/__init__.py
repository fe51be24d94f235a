"""Documents as PDF, set by typst: one compiler for all templates of the house, with the fonts of official documents."""

import json
import threading
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, cast

import typst

from gongkai.core.typesetting import fonts

ACCESSIBLE: Final = "ua-1"  # PDF/UA: structure, language and reading order for those who listen
_LOCK: Final = threading.Lock()  # a compiler holds the inputs of one document at a time


def set_pdf(template: bytes, name: str, data: Mapping[str, Any], *, accessible: bool = False) -> bytes:
    """Return what a template makes of the data, which it reads as JSON from the input `name`.

    The data gets `fonts`: for each style the families of this machine. `accessible` asks for PDF/UA where the fonts
    allow it. Raises typst.TypstError for a fault of the template or the data.
    """
    compiler, styles = _compiler()
    inputs = {name: json.dumps({**data, "fonts": styles}, ensure_ascii=False)}
    with _LOCK:
        try:
            made = compiler.compile(
                template, format="pdf", sys_inputs=inputs, pdf_standards=[ACCESSIBLE] if accessible else []
            )
        except typst.TypstError:
            if not accessible:
                raise
            # The standard refuses, for one, characters that no font of this machine has. The document is written all
            # the same; a fault of the template or the data fails here again.
            made = compiler.compile(template, format="pdf", sys_inputs=inputs, pdf_standards=[])
    return cast("bytes", made)  # one file: only pictures come page by page


@cache
def _compiler() -> tuple[typst.Compiler, dict[str, list[str]]]:
    """Return the compiler of this process; looking through the fonts takes longer than setting a report."""
    known = typst.Fonts(include_embedded_fonts=False, font_paths=fonts.packaged_folders())
    return typst.Compiler(font_paths=known, ignore_system_fonts=True), fonts.present(known.families())
