"""The site's own settings, with what an environment would give in a test."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("GONGKAI_SECRET_KEY", "for-tests-only-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789")
os.environ.setdefault("GONGKAI_VAR_DIR", str(Path(tempfile.gettempdir()) / "gongkai-tests"))
os.environ.setdefault("GONGKAI_LOG_LEVEL", "ERROR")
os.environ.setdefault("GONGKAI_APPLICANT_KEYS", "for-tests-only-0123456789-abcdefghijklmnopqrst")

from gongkai.site.settings import *  # noqa: F403

if "sqlite3" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405
