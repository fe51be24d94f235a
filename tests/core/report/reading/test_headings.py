import pytest

from gongkai.core.report.form import COMMON
from gongkai.core.report.reading.headings import heading


@pytest.mark.parametrize(
    ("section", "text"),
    [(section.id, text) for section in COMMON.sections for text in (section.label, *section.also)],
)
def test_every_heading_of_the_form_is_known(section: str, text: str) -> None:
    assert heading(text) == section


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("s1", "总体情况"),
        ("s2", "一、主动公开政府信息情况"),
        ("s2", "## 二、行政机关主动公开政府信息情况"),
        ("s3", "第三部分 收到和处理政府信息公开申请情况"),
        ("s4", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况："),
        ("s5", "五、政府信息公开工作存在的主要问题及改进情况"),
        ("s6", "六、其他需要報告的事項"),
    ],
)
def test_headings_are_known_however_numbered(section: str, text: str) -> None:
    assert heading(text) == section


@pytest.mark.parametrize(
    "text",
    [
        "（一）主动公开政府信息情况",
        "全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六部分。",
        "三、主动公开工作情况",
        "",
    ],
)
def test_sub_headings_and_lists_of_parts_are_no_headings(text: str) -> None:
    assert heading(text) == ""
