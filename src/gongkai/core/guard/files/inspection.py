"""Inspection of a file (附件检查): its texts, what it hides, and the files within it."""

from typing import Final

from gongkai.core.guard.files import kinds as k
from gongkai.core.guard.files.budget import DEEPEST, FILE_LIMIT, MEGABYTE, MOST_FINDINGS, Budget, Exceeded
from gongkai.core.guard.files.detect import form_of, is_locked_ole, packed_form
from gongkai.core.guard.files.look import Look
from gongkai.core.guard.files.package import Broken, Locked, Package
from gongkai.core.guard.model import Finding, Group, Inspection, Place
from gongkai.core.guard.registry import file_readers, package_readers
from gongkai.core.guard.settings import Settings
from gongkai.core.report.errors import EncryptedFile, OversizedFile, ReportError

_NOTHING: Final = Settings()
_FOREIGN: Final = {
    "rtf": "RTF 文档", "rar": "RAR 压缩包", "7z": "7z 压缩包", "gzip": "GZ 压缩包", "program": "可执行程序",
    "video": "音频或视频", "other": "无法识别的格式", "ole": "旧版 Office 文件（doc、xls、ppt、wps）",
}  # fmt: skip
_ORDER: Final = list(Group)


def inspect_file(data: bytes, name: str, settings: Settings = _NOTHING) -> Inspection:
    """Return what must not go out of a file, whatever kind of file it is; nothing is raised for a bad one.

    A file that is encrypted, damaged or too large has a finding that says so (`Inspection.readable` is false); what was
    found before that stands beside it.
    """
    look = Look(settings, Budget(), (), 0, _inner)
    form = _look_into(look, data)
    findings = sorted(look.finish(), key=_place)
    if len(findings) > MOST_FINDINGS:
        rest = Finding(k.UNSEEN, k.UNSEEN.severity, shown=f"共 {len(findings)} 处，只列出前 {MOST_FINDINGS} 处")
        findings = [*findings[:MOST_FINDINGS], rest]
    kept = [one for one in findings if one.kind.id not in settings.off or not one.kind.may_be_overridden]
    return Inspection(name, form, tuple(kept), readable=not any(_is_whole(one) for one in kept))


def _place(finding: Finding) -> tuple[tuple[str, ...], int]:
    """Order by file and group; within these the order of the file stands."""
    return finding.place.inside, _ORDER.index(finding.kind.group)


def _is_whole(finding: Finding) -> bool:
    """Tell whether a finding says that the file itself could not be read, not merely a file within it."""
    return finding.kind in k.UNREADABLE and not finding.place.inside


def _inner(outer: Look, name: str, data: bytes, place: Place) -> None:
    """Look into a file within a file."""
    inside = (*outer.inside, *place.inside, name)
    if outer.depth >= DEEPEST:
        outer.found(k.TOO_LARGE, Place(inside=(name,)), detail=f"文件套文件超过 {DEEPEST} 层。")
        return
    look = Look(outer.settings, outer.budget, inside, outer.depth + 1, _inner)
    _look_into(look, data)
    outer.findings += look.finish()


def _look_into(look: Look, data: bytes) -> str:
    """Hand the file to its reader, and say in a finding what could not be read. Return its form."""
    form = form_of(data)
    try:
        if len(data) > FILE_LIMIT:
            raise Exceeded(f"超过 {FILE_LIMIT // MEGABYTE} MB")  # noqa: TRY301 - one place tells what goes wrong
        if form == "zip":
            package = Package(data, look.budget)
            form = packed_form(package.names, package.read("mimetype") if "mimetype" in package else b"")
            package_readers()[form](look, package)
        elif form == "ole" and is_locked_ole(data):
            look.found(k.ENCRYPTED)
        elif form in file_readers():
            file_readers()[form](look, data)
        else:
            look.found(k.UNSEEN, shown=_FOREIGN[form])
    except (Locked, EncryptedFile):
        look.found(k.ENCRYPTED)
    except Exceeded as error:
        look.found(k.TOO_LARGE, shown=error.limit)
    except OversizedFile as error:
        look.found(k.TOO_LARGE, shown=error.problem.rstrip("。"))
    except (Broken, ReportError):
        look.found(k.DAMAGED)
    return form
