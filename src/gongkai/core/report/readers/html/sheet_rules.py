"""What the style sheet of a page itself says by class: struck out (删除线), and hidden within a line.

Only rules of one class (`.x`, `td.x`) that no other rule of the sheet speaks against are followed; media rules and
sheets of other files are not known. A class that hides whole blocks is left alone: scripts show such blocks again.
"""

import re
from typing import Final

from gongkai.core.report.readers.html.tags import TAG

_SHEET: Final = re.compile(r"<style\b[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_AT_BLOCK: Final = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")  # media rules, with the rules in them
_RULE: Final = re.compile(r"([^{}]*)\{([^{}]*)\}")
_ONE_CLASS: Final = re.compile(r"\s*([a-z]*)\.([\w-]+)\s*", re.IGNORECASE)
_CLASS: Final = re.compile(r"\.([\w-]+)")
_CLASSES: Final = re.compile(r"""\bclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_STRIKES: Final = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_HIDES: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_SPEAKS: Final = re.compile(r"text-decoration|display|visibility|font(?:-size)?\s*:", re.IGNORECASE)
_LINE: Final = frozenset({"span", "font", "b", "strong", "em", "i", "a"})
_STRUCK: Final = frozenset({*_LINE, "td", "th", "tr"})
STRIKE: Final = "text-decoration:line-through"
HIDE: Final = "display:none"


def with_own_rules(page: str, body: str) -> str:
    """Return the body of a page with what its own style sheets say by class written into the tags."""
    rules = _rules("\n".join(_SHEET.findall(page))) if "<style" in page.lower() else {}
    if not rules:
        return body

    def written(tag: re.Match[str]) -> str:
        name = (tag[1] or "").lower()
        classes = _CLASSES.search(tag[2] or "") if name in _STRUCK else None
        if classes is None:
            return tag[0]
        names = (classes[1] or classes[2] or classes[3] or "").split()
        said = {style for element, style in (rules.get(one, ("", "")) for one in names) if element in ("", name)}
        said -= set() if name in _LINE else {HIDE}
        style = HIDE if HIDE in said else STRIKE if STRIKE in said else ""
        return f'<{tag[1]}{tag[2].rstrip("/")} style="{style}">' if style else tag[0]

    return TAG.sub(written, body)


def _rules(sheet: str) -> dict[str, tuple[str, str]]:
    """Return for each class of a rule of its own the element it is for, "" for any, and what it says."""
    found: dict[str, tuple[str, str]] = {}
    spoken: dict[str, int] = {}
    plain = _COMMENT.sub("", sheet)
    media = "".join(_AT_BLOCK.findall(plain))
    for selectors, declarations in _RULE.findall(_AT_BLOCK.sub("", plain)):
        if not _SPEAKS.search(declarations):
            continue
        style = HIDE if _HIDES.search(declarations) else STRIKE if _STRIKES.search(declarations) else ""
        for selector in selectors.split(","):
            for name in _CLASS.findall(selector):
                spoken[name] = spoken.get(name, 0) + 1
            one = _ONE_CLASS.fullmatch(selector)
            if one and style:
                found[one[2]] = (one[1].lower(), style)
    in_media = set(_CLASS.findall(media))
    return {name: rule for name, rule in found.items() if spoken[name] == 1 and name not in in_media}
