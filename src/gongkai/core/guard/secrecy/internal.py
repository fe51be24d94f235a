"""Marks of internal material (内部资料, 不得外传, 工作秘密), and of a publicity that forbids publishing (此件不公开).

A mark stands alone: on a line of its own, in brackets, or before a colon. A sentence about internal material is none.
"""

import re
from collections.abc import Iterator
from typing import Final

from gongkai.core.guard.model import Action, Group, Hit, Kind, Severity
from gongkai.core.guard.reading import Reading
from gongkai.core.guard.registry import kind, recogniser

INTERNAL: Final = kind(
    Kind(
        "SEC-INTERNAL", "内部材料标志", Group.SECRECY, Severity.BLOCK,
        "《中华人民共和国政府信息公开条例》第十六条、第十七条；《中华人民共和国保守国家秘密法》第六十四条（工作秘密）",
        "内部材料未经批准不得公开。请先办理公开审批，去掉标志后另存一份再提交。", Action.REFUSE, rank=5,
    )
)  # fmt: skip
PUBLICITY: Final = kind(
    Kind(
        "SEC-PUBLICITY", "不予公开或依申请公开的标注", Group.SECRECY, Severity.BLOCK,
        "《中华人民共和国政府信息公开条例》第十三条、第十七条",
        "文件注明不主动公开。请核对公开属性；决定公开的，请先办理属性变更，改正标注后再提交。", rank=6,
    )
)  # fmt: skip
_THING: Final = r"(?:本|此)?(?:文件|资料|材料|件|刊|表|名单|通知)?"
_INSIDE: Final = (
    r"内部(?:资料|文件|材料|刊物|传阅|使用|参考|参阅|掌握|发行|文稿|明电|交流)|(?:仅|只)?(?:供|限)(?:领导|系统"
    r"|单位|机关|本单位|工作)?内部"
    r"(?:使用|参考|参阅|传阅|掌握|交流|学习)|(?:不得|严禁|禁止|请勿|切勿|勿)(?:擅自)?(?:外传|外泄|扩散|对外提供"
    r"|对外传播|翻印|复印外传|上网|转发)|"
    r"注意(?:保密|保存)|妥善保管|工作秘密|不宜公开|仅供参考"
)
_STRONG: Final = re.compile(
    r"内部(?:资料|文件|材料|刊物|传阅|使用|参考|参阅|掌握|发行|明电)|供.{0,4}内部|限.{0,4}内部|外传|外泄|扩散"
    r"|对外|工作秘密|不宜公开"
)
_WHOLE: Final = re.compile(
    rf"{_THING}(?:为|系|属于?|是)?(?:{_INSIDE})(?:[,、;。 !]*{_THING}(?:为|系|属于?|是)?(?:{_INSIDE}))*"
)
_BRACKETED: Final = re.compile(r"[(【\[〔〖<《](?P<inner>[^()【】\[\]〔〕〖〗<>《》\n]{2,30})[)】\]〕〗>》]")
_LINE: Final = re.compile(r"[^\n\t|]+")
_HEADED: Final = re.compile(rf"(?P<inner>{_INSIDE})[ ]*[:★]")
_CLOSED: Final = re.compile(
    r"\(?(?:此件|本件|公开(?:属性|方式|形式)[: ]*)(?:为)?(?:依申请公开|不予公开|不公开|不主动公开|暂不公开"
    r"|不对外公开)\)?|信息公开选项[: ]*(?:依申请公开|不予公开)"
)
_EDGES: Final = " 　★*※·。,、;:!-—"


@recogniser(INTERNAL, PUBLICITY)
def find(reading: Reading) -> Iterator[Hit]:
    """Yield the marks."""
    plain = reading.plain
    for found in _LINE.finditer(plain):
        line = found[0].strip(_EDGES)
        if 2 <= len(line) <= 40 and _is_mark(line.strip("()【】[]〔〕《》<>")):
            at = found.start() + found[0].index(line)
            yield Hit(INTERNAL, at, at + len(line))
        elif headed := _HEADED.match(plain, found.start(), found.end()):
            yield Hit(INTERNAL, *headed.span("inner"))
    for found in _BRACKETED.finditer(plain):
        if _is_mark(found["inner"].strip(_EDGES)) and found[0][0] != "《":
            yield Hit(INTERNAL, *found.span())
    for found in _CLOSED.finditer(plain):
        yield Hit(PUBLICITY, *found.span())


def _is_mark(text: str) -> bool:
    return _WHOLE.fullmatch(text) is not None and _STRONG.search(text) is not None
