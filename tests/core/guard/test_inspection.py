"""One text: places, masks, writings, what a body allows, and what is shown."""

from dataclasses import replace

import pytest

from gongkai.core.guard import Settings, Severity, inspect_text, kinds, mask
from tests.core.guard.labelled import identity

NUMBER = identity("99010119900307691")


def ids(text: str, settings: Settings = Settings(), **more: str) -> list[str]:  # noqa: B008 - Settings is frozen
    return [finding.kind.id for finding in inspect_text(text, settings, **more)]


def test_a_finding_tells_kind_place_words_reason_and_remedy():
    text = f"经核实，申请人王小明（身份证号：{NUMBER}）符合条件，现予公示。"
    finding = next(one for one in inspect_text(text) if one.kind.id == "PII-ID")
    assert (finding.severity, finding.blocks, text[finding.start : finding.end]) == (Severity.BLOCK, True, NUMBER)
    assert finding.mask == "990101**********19"
    assert finding.shown == "990101**********19"
    assert finding.around == "核实，申请人王某某（身份证号：990101**********19）符合条件，现予公示。"
    assert "《中华人民共和国个人信息保护法》第二十五条" in finding.source
    assert finding.problem == "有居民身份证号：990101**********19。"
    assert finding.remedy == "请只保留前6位和后2位。"


def test_masks_keep_the_length_and_strict_ones_say_that_something_was_left_out():
    text = f"户主李某，{NUMBER}，139 0000 0001。"
    findings = inspect_text(text)
    assert mask(text, findings) == "户主李某，990101**********19，139 **** 0001。"
    assert mask(text, findings, strict=True) == "户主李某，（略），（略）。"


def test_only_findings_that_propose_a_mask_change_the_text():
    text = "已布署。秘密★1年"
    assert mask(text, inspect_text(text)) == text


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("９９０１０１１９９００３０７６９１９", id="full-width"),
        pytest.param("990101\u200b19900307\u200b6919", id="zero-width"),
        pytest.param("𝟗𝟗𝟎𝟏𝟎𝟏𝟏𝟗𝟗𝟎𝟎𝟑𝟎𝟕𝟔𝟗𝟏𝟗", id="mathematical"),
        pytest.param("九九〇一〇一一九九〇〇三〇七六九一九", id="chinese"),
        pytest.param("玖玖零壹零壹壹玖玖零零叁零柒陆玖壹玖", id="capital-chinese"),
        pytest.param("990101\u201319900307\u20136919", id="en-dash"),
        pytest.param("9901011990\n03076919", id="broken-line"),
    ],
)
def test_an_identity_number_in_disguise_is_found_whole(written):
    text = f"号码{written}。"
    [finding] = inspect_text(text)
    assert (finding.kind.id, text[finding.start : finding.end]) == ("PII-ID", written)
    assert len(mask(text, [finding])) == len(text)


def test_a_check_character_in_cyrillic_counts_as_x():
    number = identity("99010119900307693")
    other = next(n for n in (identity(f"990101199003{day:02}693") for day in range(1, 28)) if n.endswith("X"))
    assert number != other
    assert ids(f"身份证{other[:-1]}Х") == ["PII-ID"]


def test_the_head_of_a_column_counts_as_standing_before_a_cell():
    assert ids("王小红", lead="患者姓名") == ["PII-MEDICAL"]
    assert ids("王小红") == []
    assert ids("990101900307691", lead="身份证号码") == ["PII-ID"]
    [finding] = inspect_text("13900000001", lead="监护人电话")
    assert (finding.start, finding.end) == (0, 11)


def test_what_is_found_in_the_head_of_a_column_alone_is_no_finding_of_the_cell():
    assert inspect_text("金额", lead=NUMBER) == ()


def test_phones_mailboxes_and_names_that_the_body_publishes_are_left_alone():
    text = "户主李某，13900000001；申请人信箱 xiaoli@example.com；救助对象王小明"
    assert ids(text) == ["PII-PHONE", "PII-EMAIL", "PII-WELFARE"]
    own = Settings(
        office_phones=frozenset({"139-0000-0001"}),
        office_mails=frozenset({"xiaoli@example.com"}),
        public_names=frozenset({"王小明"}),
    )
    assert ids(text, own) == []


def test_a_kind_can_be_switched_off_but_a_secrecy_mark_cannot():
    off = Settings(off=frozenset({"WORD-WRONG", "SEC-MARK"}))
    assert ids("秘密★1年\n布署", off) == ["SEC-MARK"]


def test_a_mark_quoted_in_a_rule_on_marking_is_only_worth_a_look():
    [finding] = inspect_text("应当标注“机密★10年”字样。")
    assert finding.severity is Severity.WARN
    assert inspect_text("机密★10年\n标注如下")[0].severity is Severity.BLOCK


@pytest.mark.parametrize(("said", "severity"), [("户主的电话", Severity.BLOCK), ("联系电话", Severity.WARN)])
def test_a_mobile_phone_blocks_where_it_is_a_persons(said, severity):
    assert inspect_text(f"{said}13900000001")[0].severity is severity


def test_what_is_refused_cannot_be_overridden_and_the_rest_can():
    every = kinds()
    assert {one.id for one in every.values() if not one.may_be_overridden} == {"SEC-MARK", "SEC-INTERNAL"}


def test_every_kind_says_why_and_how_to_mend_it():
    for kind in kinds().values():
        assert kind.label
        assert kind.source
        assert kind.remedy.endswith("。")
        assert "!" not in kind.remedy + kind.label


def test_a_place_reads_as_people_say_it():
    [finding] = inspect_text("布署")
    assert replace(finding, detail="").remedy == "请改为规范写法。"
    assert finding.remedy == "建议写作“部署”。请改为规范写法。"


def test_many_findings_in_a_long_text_are_all_told():
    text = "".join(f"户主李某{n}，电话139{n:08}。\n" for n in range(3000))
    assert len([one for one in inspect_text(text) if one.kind.id == "PII-PHONE"]) == 3000
