"""Old office files (DOC, WPS, RTF, XLS) by way of LibreOffice, where it is installed.

LibreOffice runs in a profile and a folder of its own that vanish afterwards, without macros and for a minute at most.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from gongkai.core.report.document import Document
from gongkai.core.report.errors import ConverterMissing, DamagedFile
from gongkai.core.report.readers.bounds import unbounded
from gongkai.core.report.readers.guard import check_size

TIME_LIMIT: Final = 60  # seconds
PROGRAMS: Final = ("soffice", "libreoffice")
# What LibreOffice must not do with a file from elsewhere: run its macros, follow its links.
_COMMON: Final = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS: Final = (
    (_COMMON, "MacroSecurityLevel", "3"),
    (_COMMON, "DisableMacrosExecution", "true"),
    (_COMMON, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
)


def read_doc(data: bytes) -> Document:
    """Return the content of a Word 97 document, or of what WPS Writer saves as wps. Raises as `converted`."""
    return _read(data, "DOC 或 WPS", "doc", "docx")


def read_rtf(data: bytes) -> Document:
    """Return the content of an RTF document. Raises as `converted`."""
    return _read(data, "RTF", "rtf", "docx")


def read_xls(data: bytes) -> Document:
    """Return the content of an Excel 97 workbook. Raises as `converted`."""
    return _read(data, "XLS", "xls", "xlsx")


def _read(data: bytes, kind: str, suffix: str, target: str) -> Document:
    # Imported here: the readers' package imports this module only when such a file comes.
    from gongkai.core.report.readers import read_document

    document = read_document(converted(data, kind, suffix, target))
    document.kind = suffix
    return document


def converted(data: bytes, kind: str, suffix: str, target: str) -> bytes:
    """Return a file as LibreOffice saves it in the form `target`.

    `kind` is what the user is told the file is. Raises ConverterMissing without LibreOffice, DamagedFile where it makes
    nothing of the file or takes more than TIME_LIMIT.
    """
    program = next((found for found in map(shutil.which, PROGRAMS) if found), None)
    if program is None:
        raise ConverterMissing(kind)
    check_size(data)
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        source = Path(folder, f"report.{suffix}")
        source.write_bytes(data)
        profile = Path(folder, "profile")
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
        out = Path(folder, "out")
        _run([
            program, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile.as_uri()}",
            "--convert-to", target, "--outdir", str(out), str(source),
        ])  # fmt: skip
        made = out / f"report.{target}"
        if not made.is_file():
            raise DamagedFile(kind)
        return made.read_bytes()


def _registry() -> str:
    """Return the settings in the form of LibreOffice's profile."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def _run(command: list[str]) -> None:
    """Run a command and everything it starts for at most TIME_LIMIT; what it says is of no use to a user."""
    with unbounded():
        process = subprocess.Popen(  # noqa: S603  # no shell, and every argument is made here
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    try:
        with suppress(subprocess.TimeoutExpired):  # the missing result tells the caller
            process.wait(TIME_LIMIT)
    finally:
        with suppress(ProcessLookupError):  # soffice is a script: the program it starts may outlive it
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
