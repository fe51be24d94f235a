"""Names of public bodies (行政机关) in titles and running text."""

import re
from typing import Final

_SUFFIXES: Final = (
    "人民政府|街道办事处|办事处|管理委员会|管委会|委员会|办公厅|办公室|政府|街道办|街道|厅|局|委|办|院|署|处|站|所|队|中心|新区|开发区|"
    "园区|合作区|镇|乡|苏木|街|场|县|市|区|州|盟|旗|省|会|部|行|公司|集团"
)
_ORGAN: Final = re.compile(rf"[\u4e00-\u9fff·]{{1,38}}(?:{_SUFFIXES})")
_NOT_ORGAN: Final = re.compile(
    r"首页|位置|政务公开|信息公开|公开年报|来源|发布|作者|编制|根据|现将|目录|索引|当前|名称|我局|我镇|我乡|我县|我市|我区|我街|我委|本局|本单位|本机关|本级"
    r"|全国|网址|体育|门户|网站|专栏|年度|报告"
)
_ACTING: Final = (
    "坚持|认真|严格|紧紧|按照|通过|积极|深入|全面|高度|组织|始终|切实|不断|持续|牢固|扎实|围绕|主动|根据|依据|对|将|以|在|共|出台|制定|"
    "政府信息公开|政务公开|结合|落实|贯彻|编制|高质量|统筹|进一步|把|现"
)
_LONG_SUFFIXES: Final = "人民政府|街道办事处|办事处|管理委员会|委员会|办公厅|办公室|街道办|局|厅|委"
_ANNOUNCED: Final = (
    re.compile(
        r"(?:现将|公布|公开|发布|报告由|是由)(?:20\d\d年度?)?(?P<organ>[\u4e00-\u9fff·]{3,30}?)(?:20\d\d年度?)?(?:的)?"
        r"(?:政府信息|政务|信息)公开"
    ),
    re.compile(
        rf"(?:^|[\n，。；：])(?:本年?度?报告)?由(?P<organ>[\u4e00-\u9fff·]{{3,30}}?(?:{_LONG_SUFFIXES}))(?:{_ACTING})"
    ),
    re.compile(
        rf"(?:做好|推进|加强)(?P<organ>[\u4e00-\u9fff·]{{3,30}}?(?:{_LONG_SUFFIXES}))(?:政府信息|政务|信息)公开"
    ),
    re.compile(
        r"(?:^|[\n。；：）])(?:20\d\d年度?|今年|一年|本年度)?(?:以来|来)?，?"
        rf"(?P<organ>[\u4e00-\u9fff·]{{3,30}}?(?:{_LONG_SUFFIXES}))(?:{_ACTING})"
    ),
)
_VERBS: Final = "年度现将公布由对在向和的及与为是根据按照编制可以通过于从到本我全各请版电"
_NAME_PART: Final = rf"[^\W\da-zA-Z_{_VERBS}]"
_START: Final = "(?:^|[^\u4e00-\u9fff]|[年度由对将布])"  # a name begins at a mark, a year or one of these words
_AREAS: Final = re.compile(
    rf"{_START}(?P<name>(?:{_NAME_PART}{{2,7}}(?:省|市|自治区|自治州|自治县|州|县|区|盟|旗)){{1,3}})$"
)
_STEM: Final = re.compile(rf"{_START}(?P<name>{_NAME_PART}{{2,6}})$")
_FAR: Final = 24  # characters before a name in which the names of its areas stand
_TAILS: Final = "街道办事处|道办事处|办事处|人民政府|政府办公室|管理委员会|管委会|办公室"
_PLACE: Final = re.compile(r"[省市县区州盟旗镇乡街村办厅]")


def looks_like_organ(text: str) -> bool:
    """Tell whether a text may be the name of a public body and nothing else."""
    return bool(_ORGAN.fullmatch(text)) and not _NOT_ORGAN.search(text)


def announced(text: str) -> str:
    """Return the organ that running text names as the one reporting, or ""."""
    for pattern in _ANNOUNCED:
        for found in pattern.finditer(text):
            organ = found["organ"]
            if looks_like_organ(organ) and len(organ) > 3 and _PLACE.search(organ[:-1]):
                return organ
    return ""


def full_name(organ: str, text: str) -> str:
    """Return the organ as fully as the text ever gives it: 老城区西关街道办事处 where only a title says 西关街道."""
    if not organ:
        return ""
    longer = _longest_before(organ, text, _AREAS)
    tail = re.search(rf"{re.escape(organ)}(?P<tail>{_TAILS})", text)
    if tail and not re.search(r"(?:人民政府|办事处|委员会|局|厅|办公室)$", organ):
        organ += tail["tail"]
    if organ[0] in "市县区州" and not longer:  # 市统计局 is short for the one whose name ends so
        longer = _longest_before(organ, text, _STEM)
    return longer + organ


def _longest_before(organ: str, text: str, pattern: re.Pattern[str]) -> str:
    """The longest name of areas that stands before the organ's name somewhere: 洛阳市, 深圳市龙华区."""
    longest, place = "", text.find(organ)
    while place >= 0:
        found = pattern.search(text, max(place - _FAR, 0), place)
        if found and len(found["name"]) > len(longest):
            longest = found["name"]
        place = text.find(organ, place + 1)
    return longest
