"""Compile click.po to click.mo, which gettext reads at run time. No tool of the system is needed for it."""

import ast
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).parent.parent / "src/gongkai/cli/locale/zh_CN/LC_MESSAGES/click.po"
MAGIC: Final = 0x950412DE


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is looked up and what is said; a plural's two source forms are joined by NUL, as gettext wants it."""
    for block in text.split("\n\n"):
        lines = (line.split(" ", 1) for line in block.splitlines() if line and not line.startswith("#"))
        found = {keyword: ast.literal_eval(quoted) for keyword, quoted in lines}
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


def main() -> None:
    """Write click.mo beside click.po."""
    SOURCE.with_suffix(".mo").write_bytes(compiled(SOURCE.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
