"""The catalogues of messages: what the code asks for, and the compiled form that gettext reads at run time.

Each catalogue is a .po file beside its code, and its .mo file is kept beside it, so that nothing has to be compiled
where gongkai is installed. `make docs` writes the .mo files; no tool of the system is needed for it.
"""

import ast
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

CODE: Final = Path(__file__).parent.parent / "src/gongkai"
SOURCE: Final = CODE / "cli/locale/zh_CN/LC_MESSAGES/click.po"  # click's own sentences in Chinese
MAGIC: Final = 0x950412DE
ASKING: Final = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop"})
LITERAL: Final = re.compile(r"""gettext\(u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\)""")


def catalogues() -> list[Path]:
    """Return every catalogue of the project."""
    return sorted(CODE.rglob("locale/*/LC_MESSAGES/*.po"))


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is looked up and what is said; a plural's two source forms are joined by NUL, as gettext wants it."""
    for block in text.split("\n\n"):
        lines = (line.split(" ", 1) for line in block.splitlines() if line and not line.startswith("#"))
        found = {keyword: ast.literal_eval(quoted) for keyword, quoted in lines}
        if found:
            source = "\0".join(found[key] for key in ("msgid", "msgid_plural") if key in found)
            yield source, found.get("msgstr", found.get("msgstr[0]"))


def compiled(text: str) -> bytes:
    """Return the catalogue in the format of GNU gettext: two tables of lengths and offsets, then the strings."""
    pairs = sorted((source.encode(), said.encode()) for source, said in entries(text))
    offset = 28 + 16 * len(pairs)
    tables, strings = [b"", b""], b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += struct.pack("<2I", len(pair[column]), offset + len(strings))
            strings += pair[column] + b"\0"
    head = struct.pack("<7I", MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, offset)
    return head + tables[0] + tables[1] + strings


def asked(folder: Path) -> set[str]:
    """Return the messages that the modules and pages of a folder ask to be said in the reader's language."""
    found = {message for path in folder.rglob("*.py") for message in asked_by_module(path.read_text(encoding="utf-8"))}
    for path in folder.rglob("templates/**/*.html"):
        found |= asked_by_page(path.read_text(encoding="utf-8"))
    return found


def asked_by_module(code: str) -> Iterator[str]:
    """Yield the messages that a module asks for by gettext under any of its usual names."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKING and node.args:
            message = node.args[0]
            if isinstance(message, ast.Constant) and isinstance(message.value, str):
                yield message.value


def asked_by_page(text: str) -> set[str]:
    """Return the messages that a page asks for, as Django looks them up."""
    from django.utils.translation.template import templatize

    return {ast.literal_eval(found) for found in LITERAL.findall(templatize(text))}


def main() -> None:
    """Write each .mo beside its .po."""
    for source in catalogues():
        source.with_suffix(".mo").write_bytes(compiled(source.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
