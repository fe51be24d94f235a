"""An annual report written in another form: one module a form, each with `render(report) -> bytes`.

What a writer writes, the readers read back with the same cells, title, organ, year and sections. A cell that was never
recovered is written as `UNKNOWN`, never as a blank or a zero.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final, cast

from gongkai.core.report.errors import UnknownOutput
from gongkai.core.report.model import AnnualReport

Writer = Callable[[AnnualReport], bytes]


def _lazily(module: str) -> Writer:
    """Return the writer of a module that is imported when first used: reading need not wait for the PDF compiler."""

    def render(report: AnnualReport) -> bytes:
        return cast("Writer", import_module(f"{__name__}.{module}").render)(report)

    return render


# The names are those of `--to` and of the file suffix.
WRITERS: Final[Mapping[str, Writer]] = {name: _lazily(name) for name in ("csv", "docx", "html", "json", "pdf", "xlsx")}


def write(report: AnnualReport, to: str) -> bytes:
    """Return the report in the form `to`, one of the names of WRITERS; UnknownOutput for any other."""
    try:
        writer = WRITERS[to]
    except KeyError:
        raise UnknownOutput(to, "、".join(WRITERS)) from None
    return writer(report)
