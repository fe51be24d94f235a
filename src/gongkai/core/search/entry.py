"""What is searched."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    """One published thing as the search knows it (检索条目).

    `text` is the body and what its attachments say, without marks. `filters` are the single values a search may be
    narrowed by (body, column, theme, office, validity, year …); `shown` is handed back with a hit as it is.
    """

    id: str
    title: str
    text: str
    published_on: date
    filters: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
