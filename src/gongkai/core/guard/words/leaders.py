"""Leaders named with a title they do not hold on the day (领导职务已变更); the list comes from the body."""

import re
from collections.abc import Iterator
from typing import Final

from gongkai.core.guard.model import Action, Group, Hit, Kind, Severity
from gongkai.core.guard.reading import Reading
from gongkai.core.guard.registry import kind, recogniser
from gongkai.core.guard.settings import Leader

LEADER: Final = kind(
    Kind(
        "WORD-LEADER", "与现任职务不符的领导职务", Group.WORDS, Severity.BLOCK, "本单位领导名单",
        "请按现任职务改写；写的是任职期间的往事时，请在职务前加“时任”。", Action.REPLACE, rank=40,
    )
)  # fmt: skip
_PAST: Final = re.compile(r"(?:时任|原任?|曾任|前任|历任|退休|已故)[^。;,\n]{0,20}$")
_BETWEEN: Final = r"[、,()和兼 \u4e00-\u9fff]{0,12}"  # 区委书记、区长王某某: other titles may stand between


@recogniser(LEADER)
def find(reading: Reading) -> Iterator[Hit]:
    """Yield every title before or behind a leader's name that the leader does not hold on the day."""
    day = reading.settings.on
    if day is None:
        return
    by_name: dict[str, list[Leader]] = {}
    for leader in reading.settings.leaders:
        by_name.setdefault(leader.name, []).append(leader)
    titles = sorted({leader.title for leader in reading.settings.leaders}, key=len, reverse=True)
    any_title = "|".join(map(re.escape, titles))
    for name, offices in by_name.items():
        if name not in reading.plain:
            continue
        held = {one.title for one in offices if one.holds_on(day)}
        for start, end, title in _named(reading.plain, name, any_title):
            if title not in held and not _PAST.search(reading.before(start)):
                now = f"{name}现任职务是“{'、'.join(sorted(held))}”。" if held else f"名单里{name}现在没有职务。"
                yield Hit(LEADER, start, end, detail=now)


def _named(text: str, name: str, any_title: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a name stands with a title of the list right before or behind it, and the title.

    A title counts only as a whole: 副区长 is not 区长, 区长助理 neither.
    """
    whole = rf"(?<![副原])(?P<title>{any_title})(?!助理|秘书|办公室)"
    called = re.escape(name)
    for found in re.finditer(
        rf"{whole}(?:同志)?[、, ]?{called}|{called}(?:同志)?[(, ]?(?P<behind>{any_title})(?!助理|秘书|办公室)", text
    ):
        yield found.start(), found.end(), found["title"] or found["behind"]
