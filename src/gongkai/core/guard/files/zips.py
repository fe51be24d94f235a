"""Archives (zip): every file in them, archives within archives too; names that would write outside of the folder."""

import re
from typing import Final

from gongkai.core.guard.files import kinds as k
from gongkai.core.guard.files.look import Look
from gongkai.core.guard.files.package import Broken, Locked, Package
from gongkai.core.guard.model import Place
from gongkai.core.guard.registry import reads_package

_UNSAFE: Final = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f\u202a-\u202e\u2066-\u2069]")
_OF_SYSTEMS: Final = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$)", re.IGNORECASE)


@reads_package("zip")
def read(look: Look, package: Package) -> None:
    """Look into every file of an archive."""
    for name in package.names:
        title = package.title(name)
        if _UNSAFE.search(title):
            look.found(k.UNSAFE_NAME, shown=f"“{_printable(title)}”")
        look.text(title, Place(part="文件名"))
        if _OF_SYSTEMS.search(title):
            continue
        try:
            data = package.read(name)
        except Locked:
            look.found(k.ENCRYPTED, Place(inside=(title,)) if not package.is_all_locked else Place())
            if package.is_all_locked:
                return
        except Broken:
            look.found(k.DAMAGED, Place(inside=(title,)))
        else:
            if data:
                look.file(title, data)


def _printable(name: str) -> str:
    return "".join(sign if sign.isprintable() else "□" for sign in name)[:60]
