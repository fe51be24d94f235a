"""What must not go out: personal data, secrecy marks, wrong words, and what files hide (发布前检查).

>>> text = "申请人手机13900000000。"
>>> findings = inspect_text(text, Settings(on=day, leaders=…, hosts=…))
>>> mask(text, findings)
'申请人手机139****0000。'

A finding has `kind.id`, `severity` (`blocks`), `start` and `end` in the text, `shown` and `around` (masked: they may be
stored), `problem`, `source`, `remedy`, `mask` and `place`; `kind.may_be_overridden` is false for secrecy marks alone.
`inspect_file` looks into a file of any kind and never raises; `clean` takes out what can go without loss.
`inspect_fields` looks at the header of a disclosure, `likeness` and `fingerprint` find what was published before.

Pure: the lists that a body edits, the day, and the hosts it may link to are handed in through `Settings`.
"""

from gongkai.core.guard.cleaning import Cleaned, clean
from gongkai.core.guard.errors import GuardError, WrongList
from gongkai.core.guard.fields import FieldRules, Fields, inspect_fields
from gongkai.core.guard.files.inspection import inspect_file
from gongkai.core.guard.inspection import inspect_text, mask
from gongkai.core.guard.likeness import Likeness, distance, fingerprint, likeness
from gongkai.core.guard.lists import read_leaders, read_words, write_words
from gongkai.core.guard.model import Action, Finding, Group, Inspection, Kind, Place, Severity
from gongkai.core.guard.registry import kinds
from gongkai.core.guard.settings import Leader, Settings, Word, WordKind

__all__ = [
    "Action", "Cleaned", "FieldRules", "Fields", "Finding", "Group", "GuardError", "Inspection", "Kind", "Leader",
    "Likeness", "Place", "Settings", "Severity", "Word", "WordKind", "WrongList", "clean", "distance", "fingerprint",
    "inspect_fields", "inspect_file", "inspect_text", "kinds", "likeness", "mask", "read_leaders", "read_words",
    "write_words",
]  # fmt: skip
