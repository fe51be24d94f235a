"""Facts for letters, complete unless told otherwise. Every person and body is invented."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

from PIL import Image, ImageDraw

from gongkai.core.law.fees import items_fee
from gongkai.core.law.outcomes import outcomes
from gongkai.core.law.receipt import Channel
from gongkai.core.law.remedies import RemedyPlaces
from gongkai.core.letters.facts import Annex, Applicant, Application, Consulted, Facts, Item, Steps, Tracking, Withheld
from gongkai.core.letters.kinds import Detail, kind
from gongkai.core.letters.settings import LetterSettings

ORGAN = "示例区示例街道办事处"
PLACES = RemedyPlaces("示例区人民政府", "示例区示例路2号", "示例区人民法院", "https://fuyi.example.invalid/")


def settings(**given: Any) -> LetterSettings:
    """A body with all its settings."""
    made = LetterSettings(
        organ=ORGAN,
        word="示街公开",
        unit="示例街道办事处党政办公室",
        address="示例区示例路1号",
        postcode="000000",
        phone="000-00000000",
        hours="工作日9:00至17:00",
        remedies=PLACES,
    )
    return replace(made, **given)


def facts(kind_id: str = "", **given: Any) -> Facts:
    """An application through the internet with everything that a kind of letter asks for."""
    details = {}
    if kind_id:
        details = {each.key: sample(each) for each in kind(kind_id).details}
    made = Facts(
        applicant=Applicant(name="甲某某", address="示例区示例路3号"),
        application=Application(
            number="示街申〔2026〕3号",
            channel=Channel.INTERNET,
            submitted_on=date(2026, 3, 2),
            received_on=date(2026, 3, 3),
            received_rule="双方确认之日，《条例》第三十一条第三项",
            content="示例路改造工程的补偿方案",
            form_wanted="纸质",
        ),
        dated_on=date(2026, 4, 10),
        addressee="" if not kind_id or kind(kind_id).to_applicant else "乙公司",
        outcome="granted_provided",
        serial=5,
        details=details,
        steps=Steps(
            supplement_asked_on=date(2026, 3, 5),
            supplemented_on=date(2026, 3, 9),
            extended_on=date(2026, 3, 20),
            extended_by=15,
            consultations=(Consulted(sent_on=date(2026, 3, 10), answered_on=date(2026, 3, 16)),),
            reasons_asked_on=date(2026, 3, 12),
            fee_demanded_on=date(2026, 3, 11),
            withdrawn_on=date(2026, 3, 18),
        ),
        items=(
            Item(content="补偿方案", outcome="granted_provided", details=item_details("granted_provided")),
            Item(content="评估报告", outcome="refused_third_party", details=item_details("refused_third_party")),
        ),
        withheld=(Withheld(what="第3页的报价", reason="属于商业秘密", ground="refused_third_party"),),
        annexes=(Annex(title="示例路改造工程补偿方案", pages=12, form="纸质"),),
        fee=items_fee(12),
        due_on=date(2026, 4, 20),
        due_reason="收到补正的申请之日起20个工作日。",
        tracking=Tracking(address="https://gongkai.example.invalid/shijie/apply/track/", check_word="春江花月"),
    )
    return replace(made, **given)


def item_details(code: str) -> dict[str, str]:
    """What the letter of an outcome asks for of an item."""
    found = kind(outcomes()[code].letter or "reply_other").details
    return {each.key: sample(each) for each in found}


def sample(detail: Detail) -> str:
    """A text that a particular takes: dates and names of laws stand in it."""
    return detail.choices[0] if detail.choices else f"（{detail.place}：2026年3月4日，《示例法》第九条）"


def seal() -> bytes:
    """A red ring on clear ground as PNG."""
    image = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((10, 10, 290, 290), outline=(200, 0, 0, 255), width=10)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
