"""`gongkai law`: due dates, fees and working days as a user asks for them."""

import json

import pytest
from click.testing import CliRunner, Result

from gongkai.cli.law import law
from tests.core.law.test_workdays import INVENTED_2027
from tests.core.law.vectors_of import cases

NO_CONSULTATION = ("ANSWER_20", "EXTENDED_ANSWER", "RECEIPT+ANSWER_20", "CALENDAR_GAP", "ANSWER_AFTER_SUPPLEMENT")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(law, arguments)


def found(*arguments: str) -> dict:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    assert result.output.count("\n") == 1
    return json.loads(result.output)


def options(vector: dict) -> list[str]:
    case = vector["case"]
    received = case.get("received") or case.get("signed") or case["confirmed"]
    words = ["--channel", case.get("channel", "counter"), "--received", str(received)]
    if "extension_workdays" in case:
        words += ["--extend", str(case["extension_workdays"])]
    if "consult_sent" in case:
        words += ["--consult", f"{case['consult_sent']}:{case['consult_closed']}"]
    if "supplement_received" in case:
        words += ["--supplemented", str(case["supplement_received"])]
    return words


REPLIES = [
    case
    for case in cases("deadlines")
    if case.values[0]["rule"] in NO_CONSULTATION or case.values[0]["rule"].endswith("WITH_CONSULTATION")
]


@pytest.mark.parametrize("vector", REPLIES)
def test_the_due_date_of_a_reply_is_that_of_its_vector(vector):
    answer = found("due", *options(vector))
    expected = vector.get("due_on")
    assert answer["due_on"] == (expected.isoformat() if expected else None)
    assert answer["status"] == ("firm" if expected else "unknown")
    assert bool(answer["reason"]) == (expected is None)
    assert answer["derivation"]["days"][0]["counted"] is False


def test_a_payment_starts_the_count_anew():
    answer = found("due", "--channel", "counter", "--received", "2026-02-02", "--paid", "2026-03-05")
    assert answer["due_on"] == "2026-04-02"
    both = ["--supplemented", "2026-03-09", "--paid", "2026-03-05"]
    answer = found("due", "--channel", "counter", "--received", "2026-02-02", *both)
    assert "补正后的答复期限" in answer["derivation"]["sentence"]


def test_consultations_are_united_and_the_strict_count_never_later():
    spans = ["--consult", "2025-03-06:2025-03-20", "--consult", "2025-03-10:2025-03-18"]
    case = ["due", "--channel", "counter", "--received", "2025-03-03", *spans]
    answer = found(*case)
    dates = [answer[key] for key in ("due_on", "formal_on", "conservative_on")]
    assert dates == ["2025-04-15", "2025-03-31", "2025-04-14"]
    assert found(*case, "--conservative")["due_on"] == "2025-04-14"


def test_a_late_confirmation_is_warned_of_with_the_date_from_the_arrival():
    case = ["due", "--channel", "internet", "--received", "2026-05-12", "--arrived", "2026-05-08"]
    answer = found(*case)
    assert answer["from_arrival_on"] == "2026-06-04"
    assert "过了3个工作日才确认" in answer["warnings"][0]
    text = run(*case).output
    assert text.startswith("答复期限：2026年6月9日（周二）\n")
    assert "从来件之日起算的期限：2026年6月4日（周四）" in text
    assert "提醒：来件后过了3个工作日才确认" in text


def test_the_text_tells_the_sentence_and_every_day():
    lines = run("due", "--channel", "counter", "--received", "2026-02-05").output.splitlines()
    assert lines[0] == "答复期限：2026年3月11日（周三）"
    assert lines[1].endswith("最后一日是2026年3月11日（周三）。")
    assert "2026年2月14日（周六）  第7日  春节调休上班（国办发明电〔2025〕7号）" in lines
    assert lines[-1] == "2026年3月11日（周三）  第20日  工作日"


def test_an_unknown_due_date_says_so_in_the_text():
    result = run("due", "--channel", "counter", "--received", "2026-12-10")
    assert result.exit_code == 0
    assert result.output.startswith("答复期限：未知\n")
    assert "还没有录入2027年的放假安排" in result.output


def test_a_notice_given_makes_the_unknown_known(tmp_path):
    notice = tmp_path / "2027.toml"
    notice.write_text(INVENTED_2027, encoding="utf-8")
    case = ["due", "--channel", "counter", "--received", "2026-12-10"]
    assert found(*case, "--notice", str(notice))["due_on"] == "2027-01-08"
    assert found("workdays", "2027-01-01", "2027-01-10", "--notice", str(notice))["workdays"] == 5


@pytest.mark.parametrize(
    ("content", "said"), [(b"year = ", "不是 TOML"), (b"\xff", "不是 TOML"), (b"year = 2027", "没有写明")]
)
def test_a_notice_that_cannot_be_read_is_refused(tmp_path, content, said):
    notice = tmp_path / "2027.toml"
    notice.write_bytes(content)
    result = run("workdays", "2027-01-01", "2027-01-10", "--notice", str(notice))
    assert result.exit_code == 2
    assert said in result.output


@pytest.mark.parametrize("vector", cases("fees", "items"))
def test_the_fee_of_a_month_is_that_of_its_vector(vector):
    answer = found("fee", "--items", str(vector["number"]))
    assert answer["fee_yuan"] == vector["month"]
    assert sum(tier["sum_yuan"] for tier in answer["tiers"]) == vector["month"]


@pytest.mark.parametrize("vector", cases("fees", "pages"))
def test_the_fee_of_pages_is_that_of_its_vector(vector):
    assert found("fee", "--pages", str(vector["number"]))["fee_yuan"] == vector["fee"]


def test_the_fee_in_text_lists_its_tiers():
    text = run("fee", "--items", "35").output
    assert text.startswith("信息处理费：3000元\n按件计收")
    assert "第31至35件每件200元，计1000元" in text


def test_working_days_are_counted_with_both_ends_and_told_day_by_day():
    answer = found("workdays", "2026-02-13", "2026-02-28")
    assert answer["workdays"] == 7
    assert answer["derivation"][1] == {
        "date": "2026-02-14", "working": True, "why": "春节调休上班", "source": "国办发明电〔2025〕7号",
    }  # fmt: skip
    lines = run("workdays", "2026-02-13", "2026-02-28").output.splitlines()
    assert (lines[0], lines[2]) == ("工作日：7天", "2026年2月13日（周五）  工作日")


def test_working_days_of_an_unknown_year_are_unknown():
    answer = found("workdays", "2026-12-30", "2027-01-05")
    assert (answer["workdays"], answer["status"]) == (None, "unknown")
    assert "2027年" in answer["reason"]
    assert run("workdays", "2026-12-30", "2027-01-05").output.startswith("工作日：未知。还没有录入2027年")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fee"], "只能用一种方式"),
        (["fee", "--items", "3", "--pages", "3"], "只能用一种方式"),
        (["due", "--channel", "counter", "--received", "昨天"], "不是日期"),
        (["due", "--channel", "counter", "--received", "2026-03-02", "--consult", "2026-03-05"], "不是一段日期"),
        (["due", "--channel", "counter", "--received", "2026-03-02", "--consult", "2026-03-05:x"], "不是日期"),
        (
            ["due", "--channel", "counter", "--received", "2026-03-02", "--consult", "2026-03-05:2026-03-04"],
            "早于发出的日期",
        ),
        (["due", "--channel", "counter", "--received", "2026-03-02", "--paid", "2026-03-01"], "早于收到申请之日"),
        (["due", "--channel", "fax", "--received", "2026-03-02", "--arrived", "2026-03-03"], "早于来件日期"),
        (["due", "--channel", "counter", "--received", "2026-03-02", "--extend", "21"], "--extend"),
        (["workdays", "2026-03-02", "2026-03-01"], "止日早于起日"),
        (["workdays", "2000-03-02", "2026-03-01"], "分段计算"),
    ],
)
def test_wrong_use_is_refused_with_the_reason(arguments, said):
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_the_real_command_answers(run_gongkai):
    done = run_gongkai("law", "fee", "--pages", "68", "--format", "json")
    assert json.loads(done.stdout)["fee_yuan"] == 380
    assert done.returncode == 0


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_date_that_cannot_be_meant_is_told_in_a_sentence(day):
    result = run("due", "--channel", "counter", "--received", day)
    assert result.exit_code == 2
    assert "不可能是这一天" in result.output
    assert "Traceback" not in result.output
