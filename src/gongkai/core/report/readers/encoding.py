"""Which characters the bytes of a text stand for.

What a file declares is not asked: pages moved between systems keep the old declaration. Bytes that are valid UTF-8 are
UTF-8; for others each candidate is decoded and the one that reads most like Chinese official prose is taken.
"""

import codecs
import re
from collections import Counter
from typing import Final, NamedTuple

from gongkai.core.report.errors import UnsupportedKind

SAMPLE: Final = 8 * 1024  # bytes that are decoded to judge a candidate
CERTAIN: Final = 0.6  # a score no wrong encoding reaches
PLAIN: Final = 0.1  # the score of ASCII alone, which is the same in all
_NOT_ASCII: Final = re.compile(rb"[^\x01-\x7f]")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES: Final = ("gb18030", "utf-8", "big5hkscs", "utf-16-le", "utf-16-be")
_NAMES: Final = {"big5hkscs": "big5"}
# Characters of the form's labels and the commonest of official prose, in both scripts.
_COMMON: Final = frozenset(
    "一二三四五六七八九十年月日第条款项章的是在有和中大为上国以要时来用到作地于出分对成会可主发动同工能下生法所部度"
    "政府信息公开工作报告主动申请总体情况行政复议诉讼存在问题改进其他需要事项规章范性文件许可处罚强制业收费金额单位万元"
    "本年制发废止现行有效数量决定内容自然人商企科研机构社会益组织律服务新收上结转办理结果予部分不属国家秘密法禁止危及安全"
    "稳定保护三方合权益无提供掌握没另需补正重复件访投诉举报求出版物当由大反频撤回费逾期通知书维持纠尚未审"
    "区县市镇街道乡局委员人民党办处级加强进一步按照根据全面推及时完善管理建设监督落实关于各"
    "動開會國為來時個們對發過說產種後經進這電現實體業應還與關線數質條沒結問題無總統計級組見區決處據請復機構單"
    "報規範費額萬許罰強製廢現審維糾訴訟權護監區縣鄉黨員們於從讓將並資訊檔案類"
    "，。、；：“”（）《》〔〕　—"
)
_REPLACEMENT: Final = "\ufffd"


class Decoded(NamedTuple):
    """A text, the name of its encoding, and what could not be decoded as Chinese sentences."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Return the text of bytes in UTF-8, GB18030, UTF-16 or Big5.

    Bytes that fit none are replaced by U+FFFD and counted in a warning. Raises UnsupportedKind where what comes out is
    no text at all.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if b"\0" not in data:
        try:
            return Decoded(data.decode(), "utf-8")
        except UnicodeDecodeError:
            pass
    return _decoded(data, _likeliest(data))


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = text.count(_REPLACEMENT)
    if lost * 4 > len(text) or text.count("\0") * 20 > len(text):
        raise UnsupportedKind("无法识别的数据")
    warnings = (f"文件中有 {lost} 处文字的编码有误，无法辨认，以“{_REPLACEMENT}”代替。",) if lost else ()
    return Decoded(text, _NAMES.get(encoding, encoding), warnings)


def _likeliest(data: bytes) -> str:
    """Return the candidate encoding in which the bytes from the first that is not ASCII read most like Chinese."""
    outside = _NOT_ASCII.search(data)
    start = outside.start() & ~1 if outside else 0
    sample = data[start : start + SAMPLE]
    best, best_score = "", 0.0
    for encoding in _CANDIDATES:
        score = _score(sample.decode(encoding, "replace"))
        if score > best_score:
            best, best_score = encoding, score
        if score > CERTAIN:
            break
    if not best:
        raise UnsupportedKind("无法识别的数据")
    return best


def _score(text: str) -> float:
    """Return how much the text outside ASCII reads like Chinese prose: at most 1, below 0 for rubbish."""
    points, counted = 0.0, 0
    for character, times in Counter(text).items():
        worth = _worth(character)
        if worth:
            points += worth * times
            counted += times
    return points / counted if counted else PLAIN


def _worth(character: str) -> float:
    """Return 1 for a common character, less for others, 0 for ASCII, below 0 for what no report holds."""
    if character in _COMMON:
        return 1.0
    code = ord(character)
    if code < 0x80:
        return 0.0 if code >= 0x20 or character in "\t\r\n\f\v" else -2.0
    if 0x4E00 <= code < 0xA000 or code in (0xA0, 0xB7):
        return 0.25
    if 0x3000 <= code < 0x3400 or 0xFF00 <= code < 0xFFF0 or 0x2010 <= code < 0x2700:
        return 0.3
    if character == _REPLACEMENT or 0xE000 <= code < 0xF900 or code < 0xA0:
        return -2.0
    return -0.5
