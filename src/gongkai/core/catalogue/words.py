"""The words of a catalogue: carriers, audiences, manners, rhythms, each with its Chinese label."""

from enum import StrEnum
from typing import Final, Self


class Word(StrEnum):
    """A code with its Chinese label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member of its code and label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return code and label of every member, as form fields want them."""
        return [(member.value, member.label) for member in cls]


class Carrier(Word):
    """A channel or carrier (公开渠道和载体), a box to tick in the standard catalogues."""

    WEBSITE = "website", "政府网站"
    MEDIA = "media", "两微一端"
    HEARING = "hearing", "发布会听证会"
    SERVICE_HALL = "service_hall", "政务服务中心"
    READING_PLACE = "reading_place", "公开查阅点"
    SERVICE_STATION = "service_station", "便民服务站"
    BOARD = "board", "社区/村公示栏"
    VISIT = "visit", "入户/现场"
    BROADCAST = "broadcast", "广播电视"
    PRINT = "print", "纸质媒体"
    TARGETED = "targeted", "精准推送"
    OTHER = "other", "其他"


class Audience(Word):
    """To whom a matter is open (公开对象)."""

    EVERYBODY = "everybody", "全社会"
    SOME = "some", "特定群众"


class Manner(Word):
    """How a matter is open (公开方式)."""

    PROACTIVE = "proactive", "主动"
    ON_REQUEST = "on_request", "依申请公开"


class Rhythm(Word):
    """How often a matter asks for something new (公开频次)."""

    AS_FORMED = "as_formed", "形成一件公开一件"
    MONTHLY = "monthly", "每月"
    QUARTERLY = "quarterly", "每季度"
    HALF_YEARLY = "half_yearly", "每半年"
    YEARLY = "yearly", "每年"
    LASTING = "lasting", "长期公开"


MONTHS_OF: Final = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6, Rhythm.YEARLY: 12}
