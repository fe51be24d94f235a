"""The names of a disclosure: the short public id of its address, and its index number (索引号)."""

import re
import secrets
from datetime import date
from typing import Final

from gongkai.apps.bodies.body_settings import Key
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.selectors import setting_on

LETTERS: Final = "23456789abcdefghjkmnpqrstvwxyz"  # without those that are taken for another
LENGTH: Final = 8  # 30 to the 8th: 656 thousand million


def new_public_id() -> str:
    """Return a random short id: it tells neither how many there are nor which comes next."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def index_stem(body: PublicBody, on: date) -> str:
    """Return an index number up to its serial, such as 000000000/2026-, for a day of publication.

    Without a pattern set, the body's letters in addresses stand for its code, as on some sites.
    """
    letters = re.sub("[^a-z]", "", body.slug)[:20]
    default = f"{letters if len(letters) > 1 else f'body{body.pk}'}/{{年}}-{{号}}"
    pattern = str(setting_on(body, Key.INDEX_PATTERN, on) or default)
    return pattern.replace("{年}", f"{on:%Y}").replace("{月}", f"{on:%m}").replace("{号}", "")
