"""The people named in the properties of a file (作者、最后保存者、单位), as they may be shown."""

import re
from collections.abc import Mapping
from typing import Final

BODY: Final = "单位"
# A public body may stand as the author of what it publishes.
_PUBLIC: Final = re.compile(r".{2,}(?:办事处|人民政府|委员会|办公室|局|厅|中心|街道|社区|法院|检察院)")
# What programs write by themselves; it names nobody.
_NOBODY: Final = re.compile(
    r"(?:administrator|admin|user|users?\d*|pc|owner|guest|root|author|unknown|未知|微软用户|windows ?用户"
    r"|microsoft(?: office)? ?(?:user|用户)?|"
    r"微软中国|wps(?: ?office)?|wps_\d+|python-docx|openpyxl|apache poi|libreoffice|xlsxwriter|新浪用户|china"
    r"|chinese user|用户|管理员|"
    r"hp|dell|lenovo|acer|asus|apple|thinkpad|联想|惠普|戴尔|pc-\d+|desktop-\w+|雨林木风|番茄花园|深度系统"
    r"|系统之家|\W*)",
    re.IGNORECASE,
)


def told(people: Mapping[str, str]) -> str:
    """Return "作者“王**”、单位“西关街道办事处”" for the names that name somebody; "" where none does."""
    return "、".join(
        f"{label}“{name.strip()[:40] if label == BODY else _shown(name)}”"
        for label, name in people.items()
        if not (_NOBODY.fullmatch(name.strip()) or _PUBLIC.fullmatch(name.strip()))
    )


def _shown(name: str) -> str:
    """Return a person's name with all but its first character masked, anything longer as it is."""
    name = name.strip()
    return name[0] + "*" * (len(name) - 1) if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", name) else name[:40]
