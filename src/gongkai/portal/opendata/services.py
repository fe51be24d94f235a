"""Writes the bulk files each night, and at once where something was withdrawn."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from gongkai.apps.publishing import signals
from gongkai.apps.publishing.models import Disclosure, Platform
from gongkai.portal.bake.services import bake
from gongkai.portal.opendata.models import DataOrder
from gongkai.portal.opendata.tables import TABLES
from gongkai.portal.opendata.writing import Written, write_table, write_text

ADDRESS: Final = "/data/"
PACKAGE: Final = "datapackage.json"
LICENCE: Final = """使用条件

这些数据是各机关依照《中华人民共和国政府信息公开条例》主动公开的政府信息。任何人可以免费下载、复制、传播、加工和用于任何用途，包括商业用途。

1. 使用时请注明来源（机关名称和网页的网址）和数据的日期。
2. 不得歪曲原意，不得使人误以为加工后的内容出自机关。
3. 附件和图片里属于他人的作品，权利仍属于其权利人。
4. 内容以网页为准。撤下和更正的信息，请按网页处理，不要继续传播旧的内容。
"""


def folder() -> Path:
    """Return where the bulk files are, among the baked pages."""
    return Path(settings.BAKED_DIR) / ADDRESS.strip("/")


def data_due(*, now: datetime) -> int:
    """Write the bulk files once a day from the hour of the settings on, or where something was withdrawn since."""
    orders = list(DataOrder.objects.values_list("pk", flat=True))
    local = timezone.localtime(now)
    nightly = local.hour >= settings.DATA_HOUR and made_on() != str(local.date())
    if not (orders or nightly) or not Platform.objects.exists():
        return 0
    write_all(now=now)
    DataOrder.objects.filter(pk__in=orders).delete()
    return 1


def write_all(*, now: datetime) -> list[Written]:
    """Write every file anew, the description last: what it tells of is there."""
    folder().mkdir(parents=True, exist_ok=True)
    files = list(_files())
    sums = "".join(f"{one.sha256}  {one.name}\n" for one in files)
    files.append(write_text(folder(), "sha256sums.txt", sums, "校验和（SHA-256）"))
    write_text(folder(), PACKAGE, _package(files, now), "数据包说明")
    bake(ADDRESS)
    return files


def package() -> dict[str, Any]:
    """Return the description of what was written last, or nothing."""
    try:
        found: dict[str, Any] = json.loads((folder() / PACKAGE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return found


def made_on() -> str:
    """Return the day of what was written last, or nothing."""
    return str(package().get("created", ""))[:10]


def connect() -> None:
    """Have the files written anew where something is withdrawn."""
    signals.withdrawn.connect(_order, sender=Disclosure, dispatch_uid="gongkai.portal.opendata")


def _order(*, disclosure: Disclosure, **more: Any) -> None:
    DataOrder.objects.create(at=timezone.now())


def _files() -> Iterator[Written]:
    for table in TABLES:
        yield from write_table(folder(), table)
    yield write_text(folder(), "licence.txt", LICENCE, "使用条件")


def _package(files: list[Written], now: datetime) -> str:
    """Return the description (Frictionless Data Package) that the index page and machines read."""
    resources = [
        {"path": one.name, "hash": f"sha256:{one.sha256}", "encoding": "utf-8", **asdict(one)} for one in files
    ]
    described = {
        "name": "gongkai",
        "title": "政府信息公开开放数据",
        "created": timezone.localtime(now).isoformat(timespec="seconds"),
        "homepage": f"{settings.SITE_ADDRESS}{ADDRESS}",
        "licenses": [{"title": "使用条件", "path": f"{settings.SITE_ADDRESS}{ADDRESS}licence.txt"}],
        "resources": resources,
    }
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"
