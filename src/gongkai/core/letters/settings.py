"""What a body sets for its letters (机关的文书设置)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.core.law.remedies import RemedyPlaces
from gongkai.core.law.settings import DEFAULTS, LawSettings
from gongkai.core.letters.numbers import check_pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSettings:
    """One body: its name, its word for numbers (机关代字), its unit for disclosure, where to turn for remedies.

    The patterns of numbers hold {代字}, {年}, {序号}; each series counts for itself and per year.
    `wordings`: the body's own text by id of the letter or of the common passage.
    """

    organ: str
    word: str
    unit: str = ""  # 政府信息公开工作机构
    address: str = ""
    postcode: str = ""
    phone: str = ""
    hours: str = ""
    remedies: RemedyPlaces | None = None
    law: LawSettings = DEFAULTS
    reply_number: str = "{代字}〔{年}〕{序号}号-答"
    notice_number: str = "{代字}〔{年}〕{序号}号-告"
    wordings: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raise WrongNumber for a pattern that would give two letters one number."""
        check_pattern(self.reply_number)
        check_pattern(self.notice_number)
