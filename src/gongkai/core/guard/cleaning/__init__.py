"""What can be taken out of a file without loss (脱敏): the people in its properties, the data of photographs.

Content is never touched: hidden rows, comments and text under blocks are for a person to remove.
"""

from dataclasses import dataclass

from gongkai.core.guard.cleaning import documents, photographs
from gongkai.core.guard.files.budget import FILE_LIMIT, Budget, Exceeded
from gongkai.core.guard.files.detect import form_of, packed_form
from gongkai.core.guard.files.package import Broken, Locked, Package
from gongkai.core.report.errors import ReportError


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file after cleaning, and what was taken out, each in a few words; the same bytes where nothing was."""

    data: bytes
    removed: tuple[str, ...] = ()


def clean(data: bytes) -> Cleaned:
    """Return a file without the people in its properties and without the data of its photographs.

    A file that cannot be opened, is signed, or is of another kind comes back as it is; nothing is raised.
    """
    try:
        found, removed = _cleaned(data)
    except (Broken, Locked, Exceeded, ReportError):
        return Cleaned(data)
    return Cleaned(found, tuple(dict.fromkeys(removed))) if removed else Cleaned(data)


def _cleaned(data: bytes) -> tuple[bytes, list[str]]:
    form = form_of(data)
    if len(data) > FILE_LIMIT:
        return data, []
    if form == "image":
        return photographs.without_data(data)
    if form == "pdf":
        from gongkai.core.guard.cleaning.pdf import pdf_without_people

        return pdf_without_people(data)
    if form == "zip":
        package = Package(data, Budget())
        form = packed_form(package.names, package.read("mimetype") if "mimetype" in package else b"")
        if form not in ("zip", "ofd"):  # an archive is a set of files, each cleaned by itself; OFD is often signed
            return documents.package_without_people(package)
    return data, []
