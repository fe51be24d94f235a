"""Secrecy marks (密级标志): 绝密、机密、秘密 with ★ and a term, alone on a line, or behind 密级.

A text that merely speaks of state secrets (保守国家秘密, 商业秘密, 涉密人员) bears no mark. One that quotes a mark, as
rules on marking do, is only worth a look.
"""

import re
from collections.abc import Iterator
from typing import Final

from gongkai.core.guard.model import Action, Group, Hit, Kind, Severity
from gongkai.core.guard.reading import Reading
from gongkai.core.guard.registry import kind, recogniser

SECRECY: Final = kind(
    Kind(
        "SEC-MARK", "密级标志", Group.SECRECY, Severity.BLOCK,
        "《中华人民共和国保守国家秘密法》（2024年修订）第三十五条；"
        "《中华人民共和国政府信息公开条例》第十四条、第十七条",
        "涉密材料不得进入本系统，请立即停止上传并按保密规定处理；确认不涉密的，"
        "请联系保密工作机构。", Action.REFUSE, rank=1,
    )
)  # fmt: skip
_DEGREE: Final = r"(?:绝 ?密|机 ?密|秘 ?密)"
_TERM: Final = (
    r"(?:\d{1,3} ?(?:年|个月|月|天|日)|[一二三四五六七八九十]{1,3}(?:年|个月)|长期|启用前|解密前|公开前|发布前)"
)
_STAR: Final = "[★☆⭐✭✮*※]"
_MARK: Final = re.compile(
    rf"(?<![国家业作息务术人守对保涉]){_DEGREE} ?(?:★ ?{_TERM}?|{_STAR} ?{_TERM})"
    rf"|★ ?{_DEGREE}|^[ 【\[(]*{_DEGREE}(?:[ 级]*)[】\])]*[ ]*(?:★?{_TERM})?[ ]*$|密 ?级[ ]*[:|\t][ ]*{_DEGREE}",
    re.MULTILINE,
)
_QUOTED: Final = re.compile(r"[“‘\"'「『《]\s*$")
_SPOKEN_OF: Final = re.compile(r"标有|标注|标明|标识|标志|标记|注明|写明|例如|比如|格式|样式|字样|如[::]?")


@recogniser(SECRECY)
def find(reading: Reading) -> Iterator[Hit]:
    """Yield the marks; one in quotation marks in a sentence on marking is a warning."""
    for found in _MARK.finditer(reading.plain):
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        before = reading.before(start)
        quoted = _QUOTED.search(before) and (_SPOKEN_OF.search(before) or _SPOKEN_OF.search(reading.after(found.end())))
        yield Hit(SECRECY, start, found.end(), severity=Severity.WARN if quoted else None)
