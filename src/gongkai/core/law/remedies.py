"""Remedies (救济): the variant of the clause by outcome and date, the organ, the last days, the clause itself.

Sources: 《行政复议法》 arts. 20, 22 to 24; 《行政诉讼法》 arts. 45, 46; 法释〔2025〕8号 arts. 1, 2.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.law.deadlines import Due, term_due
from gongkai.core.law.outcomes import ReconsiderationFirst, outcome
from gongkai.core.law.settings import DEFAULTS, LawSettings
from gongkai.core.law.workdays import WorkCalendar


class Variant(StrEnum):
    """Which remedies a letter tells of."""

    RECONSIDERATION_FIRST = "RC_FIRST"
    EITHER = "RC_EITHER"
    NONE = "RC_NONE"  # interim letters


class BodyKind(StrEnum):
    """What a public body is, as far as the reconsideration organ depends on it."""

    SUBDISTRICT_OFFICE = "subdistrict_office"  # 街道办事处, a 派出机关
    TOWNSHIP = "township"
    DEPARTMENT = "department"  # of a local government
    GOVERNMENT = "government"  # a local government at county level or above


@dataclass(frozen=True, slots=True)
class Remedy:
    """What one letter says of remedies. For a partial answer there may be two, the withheld part first."""

    variant: Variant
    concerns: str = ""  # the part of the answer it is for; empty: all of it


def interim_remedy() -> Remedy:
    """Return what the interim letters (过程性文书) say: nothing, for they cannot be attacked alone."""
    return Remedy(Variant.NONE)


def remedies(code: str, dated_on: date, settings: LawSettings = DEFAULTS) -> tuple[Remedy, ...]:
    """Return the remedies of a final letter by its outcome and the date it bears. Raises UnknownCode."""
    first = outcome(code).reconsideration_first
    either = (Remedy(Variant.EITHER),)
    if dated_on < settings.reconsideration_first_from or first is ReconsiderationFirst.NO:
        return either
    if first is ReconsiderationFirst.DISPUTED and not settings.admin_query_reconsideration_first:
        return either
    if first is ReconsiderationFirst.WITHHELD and not settings.partial_reconsideration_first_alone:
        return (Remedy(Variant.RECONSIDERATION_FIRST, "不予公开的部分"), Remedy(Variant.EITHER, "其余部分"))
    return (Remedy(Variant.RECONSIDERATION_FIRST),)


def reconsideration_organ(kind: BodyKind) -> tuple[str, str]:
    """Return which government hears the reconsideration (复议机关), in words, and the article."""
    match kind:
        case BodyKind.SUBDISTRICT_OFFICE:
            return "设立本街道办事处的人民政府", "《行政复议法》第二十四条第一款第三项"
        case BodyKind.TOWNSHIP:
            return "上一级（县级）人民政府", "《行政复议法》第二十四条第一款第二项"
        case BodyKind.DEPARTMENT:
            return "本级人民政府", "《行政复议法》第二十四条第一款第一项"
        case BodyKind.GOVERNMENT:
            return "上一级人民政府", "《行政复议法》第二十四条第一款第二项"


@dataclass(frozen=True, slots=True)
class RemedyDates:
    """The last days for the applicant. `lawsuit` is None where reconsideration comes first: its term starts later."""

    reconsideration: Due | None
    lawsuit: Due | None


def remedy_dates(
    variant: Variant, known_on: date, calendar: WorkCalendar, settings: LawSettings = DEFAULTS
) -> RemedyDates:
    """Return the last days of a letter that reached the applicant on a day."""
    if variant is Variant.NONE:
        return RemedyDates(None, None)
    review = term_due("RECONSIDERATION_60D", known_on, calendar, settings=settings)
    if variant is Variant.RECONSIDERATION_FIRST:
        return RemedyDates(review, None)
    return RemedyDates(review, term_due("LITIGATION_6M", known_on, calendar, settings=settings))


def inaction_dates(due_on: date, calendar: WorkCalendar, settings: LawSettings = DEFAULTS) -> RemedyDates:
    """Return the last days against a reply that did not come (逾期未答复): reconsideration or lawsuit at choice."""
    return RemedyDates(
        term_due("RECONSIDERATION_60D", due_on, calendar, settings=settings),
        term_due("LITIGATION_INACTION", due_on, calendar, settings=settings),
    )


@dataclass(frozen=True, slots=True)
class RemedyPlaces:
    """Where to turn: filled from the body's settings."""

    organ: str
    organ_address: str
    court: str
    organ_website: str = ""  # must be given in letters delivered through the internet, 《行政复议法》 art. 22


def clause(remedy: Remedy, places: RemedyPlaces, *, you: str = "您") -> str:
    """Return the clause for the letter; empty for interim letters. `you`: how the letter speaks to the applicant."""
    if remedy.variant is Variant.NONE:
        return ""
    online = f"，也可以通过{places.organ_website}提出" if places.organ_website else ""
    about = f"对{remedy.concerns}" if remedy.concerns else "对本答复"
    review = f"自收到之日起60日内，向{places.organ}（地址：{places.organ_address}）申请行政复议{online}"
    if remedy.variant is Variant.RECONSIDERATION_FIRST:
        return (
            f"{you}{about}不服的，可以{review}。提起行政诉讼以前，应当先申请行政复议；"
            f"对复议决定不服的，可以自收到复议决定书之日起15日内向{places.court}提起行政诉讼。"
        )
    return f"{you}{about}不服的，可以{review}；也可以自收到之日起6个月内直接向{places.court}提起行政诉讼。"
