"""A process of its own that appends acts: append_many.py COUNT."""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.site.settings"
django.setup()

from tests.apps.audit.factories import log  # noqa: E402 the apps must be loaded first

log(int(sys.argv[1]))
