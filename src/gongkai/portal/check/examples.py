"""The example reports of an invented sub-district office, to try the page with; copies of those in `examples/`."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from django.utils.translation import gettext_noop as _

from gongkai.portal.check.forms import Upload


@dataclass(frozen=True, slots=True)
class Example:
    """An example that the page offers: its id in the address, what it shows, its files."""

    id: str
    title: str
    told: str
    files: tuple[str, ...]


EXAMPLES: Final = (
    Example("broken", _("有错误的报告"), _("合计算错、上年结转漏填、文字与表格不符"), ("qingshi-2023-broken.md",)),
    Example(
        "years",
        _("连续两年的报告"),
        _("今年与上年一起核对结转和现行有效件数"),
        ("qingshi-2022.docx", "qingshi-2023.html"),
    ),
    Example("sound", _("没有问题的报告"), _("纯文本，三张表都能读出"), ("qingshi-2023.txt",)),
)


def example_uploads(example_id: str) -> list[Upload]:
    """Return the files of an example as if they had been handed in; empty for an id that does not exist."""
    names = next((example.files for example in EXAMPLES if example.id == example_id), ())
    folder = files(__package__) / "examples"
    return [Upload(name, (folder / name).read_bytes()) for name in names]
