"""Names of private persons that the law protects: applicants, patients, recipients of aid, minors and victims.

A name is told by what stands before it (申请人, 患者, …) and behind it: Chinese names have no form of their own, and
precision goes first.
"""

import re
from collections.abc import Iterator
from typing import Final

from gongkai.core.guard.model import Action, Group, Hit, Kind, Severity
from gongkai.core.guard.personal import SENSITIVE_SOURCE, SOURCE
from gongkai.core.guard.reading import Reading
from gongkai.core.guard.registry import kind, recogniser

_SOMEBODY: Final = "请改为“某某”的写法"


def _name(kind_id: str, label: str, severity: Severity, source: str, remedy: str = f"{_SOMEBODY}。") -> Kind:
    return kind(Kind(kind_id, label, Group.PERSONAL, severity, source, remedy, Action.MASK, rank=70))


NAME: Final = _name("PII-NAME", "当事人姓名", Severity.BLOCK, SOURCE)
MEDICAL: Final = _name(
    "PII-MEDICAL", "与病情、伤残写在一起的姓名", Severity.BLOCK, SENSITIVE_SOURCE, f"{_SOMEBODY}，或删去病情。"
)
WELFARE: Final = _name(
    "PII-WELFARE", "与救助、补助写在一起的姓名", Severity.WARN, SOURCE, f"法律没有要求公示姓名的，{_SOMEBODY}。"
)
PENAL: Final = _name(
    "PII-PENAL", "与违法、犯罪写在一起的姓名", Severity.WARN, SOURCE, f"法律没有要求公布姓名的，{_SOMEBODY}。"
)
MINOR: Final = _name("PII-MINOR", "未成年人或受害人的姓名", Severity.BLOCK, SENSITIVE_SOURCE)

_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪"
    "田任姜范石姚谭廖邹熊陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易武乔贺赖龚欧殷樊葛岳齐俞"
)
_DOUBLE: Final = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|端木|夏侯|独孤|南宫|轩辕"
# Words that begin with a surname and are no names.
_WORDS: Final = re.compile(
    r"陈述|陈词|高度|高兴|高效|马上|何时|何种|何地|何人|许可|程序|程度|周边|周围|任何|任意|白天|田间|曾经|曾多|曾于|曾向"
    r"|易于|江边|"
    r"石料|余下|余额|钱款|齐全|武断|龙头|康复|顾虑|黄色|林地|林业|毛病|史料|钟情|段落|雷同|贺信|赖以|唐突|夏季"
    r"|丁字|范围|"
    r"侯审|欧元|白条|方便|高达|高于|高龄|何况|田地|田里|马路|易燃|易受|史上|任职|任期|黄河|金钱|家属|江河|武装"
    r"|白领|龙门|何提|何不|何故|何要|何以|"
    r"高校|高中|高新|江苏|江西|武汉|韩国|石家|田园|林场|史志|高血|白血|白内|石膏|高位|高烧|高热|易感|马鞍|任务"
    r"|段时|严重|安置|陆续|温馨|"
    r"汤药|白班|高处|高空|高温|毛巾|黄疸|马虎|何处|石油|雷击|江水|林木|孔洞|周岁|周转|张贴|张望|许多|康养|史无"
    r"|常见|高考|高职|田径|武术|乔迁|孟夏|"
    r"郑重|余名|余人|余户|余件|余份|余万|余元|程某|白天|向上|夏令|任教|任课|段考|高等|高级|高额|高龄|于今|曾因"
    r"|曾患|曾有|曾在|周末|周一|周二|周三|周四|周五|周六|周日|周期"
)
_GIVEN: Final = rf"(?P<name>(?:(?:{_DOUBLE})[\u4e00-\u9fff]{{1,2}}?|[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?))"
# 张主任: a title in the place of the given name.
_TITLE: Final = re.compile(
    r"主任|书记|局长|科长|处长|股长|主席|镇长|乡长|村长|校长|院长|所长|站长|队长|组长|老师|医生|护士|警官|法官|律师|经理|师傅"
    r"|大爷|大妈|大娘|大叔|阿姨|叔叔|奶奶|爷爷|先生|女士|同志|总|工[，,、 ]"
)
_MASKED: Final = re.compile(r"[某×xX*＊]")
_TITLES: Final = r"先生|女士|同志|身份证|联系|电话"

_WHO: Final = r"(?:申请人|原告|被告(?!人)|被执行人|上诉人|当事人|投诉人|举报人|信访人)"
_CALLED: Final = r"(?:姓名|名字)?(?::|姓名为|为|是|名叫|叫)\s*"
# After a mark (申请人：) any end of a word will do; without one only what follows a person's name.
_MARKED: Final = re.compile(
    rf"{_WHO}{_CALLED}{_GIVEN}"
    rf"(?=[,、。;(\s)]|\d{{11}}|$|{_TITLES}|向|于|就|提出|申请|要求|不服|认为|因|对|的|在)"
)
_UNMARKED: Final = re.compile(
    rf"{_WHO}{_GIVEN}(?=[,、(]|\d{{11}}|先生|女士|同志|身份证|联系电话|向|于\d|就|提出|反映|申请|要求|不服|认为|下落)"
)

_ILL: Final = (
    r"患有?(?!者)|罹患|身患|确诊|被诊断|诊断为|因病|病故|病情|住院|残疾|[一二三四]级残|精神障碍|智力残|肢体残"
    r"|艾滋|癌|肿瘤|白血病|"
    r"尿毒症|乙肝|梅毒|结核|抑郁|流产|怀孕|新冠|核酸阳性|吸毒|戒毒"
)
_PATIENT: Final = r"(?:患者|病人|病患|伤者|死者|确诊病例|感染者|残疾人|精神障碍患者|戒毒人员|孕妇|产妇)"
_AIDED: Final = (
    r"(?:低保户|低保对象|低保家庭|特困人员|特困供养对象|五保户|五保老人|贫困户|脱贫户|监测户|困难群众|困难职工"
    r"|困难家庭|救助对象|受助人|"
    r"受助对象|优抚对象|孤寡老人|独居老人|失独家庭|临时救助对象)"
)
_GUILTY: Final = (
    r"(?:犯罪嫌疑人|被告人|罪犯|服刑人员|社区矫正对象|社区矫正人员|刑满释放人员|刑释人员|吸毒人员"
    r"|被行政拘留人|违法行为人|涉毒人员)"
)
_PUNISHED: Final = (
    r"因(?:涉嫌)?(?:盗窃|诈骗|吸毒|赌博|嫖娼|卖淫|酒驾|醉驾|危险驾驶|寻衅滋事|故意伤害|强奸|贩毒)"
    r"|犯[\u4e00-\u9fff]{2,6}罪|被(?:判处|依法逮捕|刑事拘留|行政拘留)"
)
_YOUNG: Final = (
    r"(?:未成年人|孤儿|困境儿童|留守儿童|儿童|幼儿|女童|男童|小学生|中学生|学生|被害人|受害人|遇害者|被性侵者)"
)
_BORDER: Final = rf"(?=[,.、。;()\s]|\d|$|{_TITLES}|等|因|家|的|被|在|患|及|与|和|现|已|男|女|一户)"
_FREE: Final = r"(?:(?<![\u4e00-\u9fff])|(?<=将)|(?<=对)|(?<=给予))"
_OF_AGE: Final = r"(?:[,、(]?(?:男|女)[,、)]?)?(?:[,、(]?\d{1,3}岁[,、)]?)?[,、(]?"


def _named(who: str) -> re.Pattern[str]:
    """Return the pattern of a name behind such a word: 患者：张三, 患者姓名 张三, 患者张三."""
    return re.compile(rf"{who}(?:姓名)?[: ]{{0,2}}{_GIVEN}{_BORDER}")


_PATTERNS: Final = (
    (NAME, _MARKED),
    (NAME, _UNMARKED),
    (MEDICAL, _named(_PATIENT)),
    (WELFARE, _named(_AIDED)),
    (MINOR, _named(_YOUNG)),
    (PENAL, _named(_GUILTY)),
    (MEDICAL, re.compile(rf"{_FREE}{_GIVEN}{_OF_AGE}(?:{_ILL})")),
    (PENAL, re.compile(rf"{_FREE}{_GIVEN}{_OF_AGE}(?:{_PUNISHED})")),
    (WELFARE, re.compile(
        rf"{_FREE}{_GIVEN}(?:家庭?)?[,、(]?(?:享受低保|领取低保|纳入低保|获得临时救助|领取救助金|领取残疾人"
        rf"|纳入特困)")),
)  # fmt: skip


@recogniser(NAME, MEDICAL, WELFARE, PENAL, MINOR)
def find(reading: Reading) -> Iterator[Hit]:
    """Yield the names; each is shown with its first character and 某."""
    for name_kind, pattern in _PATTERNS:
        for found in pattern.finditer(reading.plain):
            name = found["name"]
            known = name in reading.settings.public_names or _WORDS.match(name) or _MASKED.search(name)
            if not known and not _TITLE.match(reading.plain, found.start("name") + 1):
                yield Hit(name_kind, *found.span("name"), keep=(1, 0), sign="某", strict=f"{name[0]}某")
