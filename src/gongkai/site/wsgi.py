"""The site as a WSGI application: baked pages first, then Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.site.settings")
_site = get_wsgi_application()

from django.conf import settings  # noqa: E402 the settings stand only now

from gongkai.portal.bake.front import BakedFirst  # noqa: E402
from gongkai.site.headers import baked_headers  # noqa: E402

_headers = baked_headers(settings.SECURE_HSTS_SECONDS)
application = BakedFirst(_site, settings.BAKED_DIR, _headers)  # type: ignore[arg-type] # one protocol, two stubs
