"""Whether the words before a number make it a private person's or an office's (the nearest word decides)."""

import re
from typing import Final

_PRIVATE: Final = re.compile(
    r"申请人|当事人|投诉人|举报人|信访人|来电人|来信人|居民(?!委员会|会|身份|服务|小组)|村民(?!委员会|委|小组"
    r"|代表大会)|业主(?!委员会|大会)|户主|家属|本人|先生|女士|"
    r"监护人|受害人|患者|病人|姓名|学生(?!资助)|家长|身份证|残疾人(?!联合会)|低保户|低保对象|救助对象|承租人"
    r"|产权人|被征收人|考生|户籍|住址|志愿者|"
    r"[\u4e00-\u9fff]某|被处罚人|犯罪嫌疑人|被告人|服刑|社区矫正对象|(?:个人|私人|本人)(?:手机|电话|邮箱)"
)
_OFFICE: Final = re.compile(
    r"办公|咨询|监督|举报(?!人)|服务|值班|受理|公开|投诉(?!人)|热线|传真|报名(?!人)|预约|窗口|单位|科室|中心"
    r"|大厅|公司|机关|局|委员会|办事处|"
    r"社区(?!矫正)|干部|书记|主任|村委|居委|派出所|网格员|责任人|负责人|联系人|经办人|管理员|采购人|代理机构|供应商|主管|值守"
    r"|应急|救援|防汛|联络员|包保|医院|学校|物业"
)
_NEUTRAL: Final = re.compile(r"(?:联系)?电话|联系方式|手机号?码?|Tel|TEL|tel")


def is_private(before: str) -> bool:
    """Tell whether the words before make a number that of a private person."""
    private, office = _last(_PRIVATE, before), _last(_OFFICE, before)
    return private >= 0 and private >= office


def is_office(before: str) -> bool:
    """Tell whether the words before make a number one that an office publishes."""
    return _last(_OFFICE, before) > _last(_PRIVATE, before)


def is_named_phone(before: str) -> bool:
    """Tell whether the words before call a number a phone number without saying whose."""
    return _NEUTRAL.search(before) is not None


def _last(pattern: re.Pattern[str], text: str) -> int:
    place = -1
    for found in pattern.finditer(text):
        place = found.start()
    return place
