"""Writes the folder: the pages that can be reached from the home of a body, and every file they show."""

import re
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.selectors import files
from gongkai.portal.bake.rendering import render
from gongkai.portal.export.links import START, Scope, relinked

MARK: Final = "gongkai-export.txt"  # in every folder this wrote, so that nothing else is ever replaced
_URL: Final = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


def export(body: PublicBody, folder: Path) -> Iterator[str]:
    """Write the public pages of a body as a folder; yield the file of each page. An earlier export is replaced whole.

    Raises RuleError where the folder holds anything else, and where the body has no part of the platform yet.
    """
    if not PublicBody.objects.filter(pk=body.pk, home__isnull=False).exists():
        raise RuleError(f"{body.name}还没有公开专栏。", "请先公开一条信息，再导出。")
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise RuleError(f"文件夹“{folder}”里有别的文件。", "请换一个空的文件夹，以免覆盖。")
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield from _pages(body, making)
        (making / MARK).write_text(f"{body.name}\n{timezone.localtime().isoformat()}\n", encoding="utf-8")
        making.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        making.replace(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _pages(body: PublicBody, folder: Path) -> Iterator[str]:
    scope, site = Scope(body.slug), settings.SITE_ADDRESS
    waiting, seen = deque([f"/{body.slug}/"]), {START, f"{body.slug}/index.html"}

    def met(address: str) -> None:
        address = address.partition("#")[0]
        file = scope.file_of(address)
        if file not in seen:
            seen.add(file)
            waiting.append(address)

    start = render_to_string("export/start.html", {"body": body, "on": timezone.localdate()})
    _write(folder / START, relinked(start, START, scope, site, met).encode())
    while waiting:
        address = waiting.popleft()
        file = scope.file_of(address)
        if not address.startswith(f"/{body.slug}/"):
            _copy(address, folder / file, met)
            continue
        page = render(address, exported=True)
        if page.content is not None:
            _write(folder / file, relinked(page.content.decode(), file, scope, site, met).encode())
            yield file


def _copy(address: str, target: Path, met: Callable[[str], None]) -> None:
    """Copy a static file, with what a style sheet names, or a public file of a disclosure."""
    path = unquote(urlsplit(address).path)
    if path.startswith("/files/"):
        found = files.at(path.removeprefix("/files/"))
        if found is not None and found.public:
            with found.file.open("rb") as source:
                _write(target, source.read())
        return
    source_path = finders.find(path.removeprefix("/static/"))
    if source_path is None:
        return
    content = Path(source_path).read_bytes()
    _write(target, content)
    if path.endswith(".css"):
        for named in _URL.findall(content.decode()):
            if not named.startswith("data:"):
                met(urljoin(path, named))


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
