"""How a body is called in prose: its full name and the shorter forms that its own report uses."""

import re
from typing import Final

from gongkai.core.report.checks.organ import plain

_SUFFIX: Final = re.compile(r"(?:街道办事处|办事处|街道|(?<=[镇乡县市区旗])(?:人民)?政府)(?:办公[室厅])?$")
_TOWN: Final = re.compile(r"[镇乡]$")
_ABOVE: Final = re.compile(r"^.*(?:[省县区旗盟]|自治州|(?<!城)市(?!场|政|容))(?=.{2,})")


def bare(organ: str) -> str:
    """Return a body's name without what is above it and without its kind: “西关” for “老城区西关街道办事处”.

    Departments keep their kind: “教育局”. "" where nothing is left.
    """
    name = _SUFFIX.sub("", plain(organ))
    name = _ABOVE.sub("", name)
    return _TOWN.sub("", name) if len(name) > 2 else name


def names(organ: str) -> tuple[str, ...]:
    """Return the forms in which a body's name stands in prose, longest first; none for a body without a name."""
    full = plain(organ)
    if not full:
        return ()
    stem = _ABOVE.sub("", full)
    short = _SUFFIX.sub("", stem)
    forms = {full, stem, f"{short}街道" if "街道" in full else short}
    return tuple(sorted((form for form in forms if len(form) >= 3), key=len, reverse=True))
