"""Refuse an upload that is too large before anything of it is kept."""

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from gongkai.site.errors import too_large

# A browser shows the answer only after it has sent its file. So an upload somewhat too large is read to its end and
# thrown away; one far too large is cut off.
READ_ANYWAY: Final = 10  # times the limit
CHUNK: Final = 64 * 1024  # bytes


class UploadLimit:
    """Answer 413 to a request whose body is larger than the setting allows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on, or refuse it by its declared length; a body of undeclared length is not read at all."""
        declared = request.headers.get("Content-Length", "")
        length = int(declared) if declared.isascii() and declared.isdigit() else 0
        if length <= settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            return self.get_response(request)
        if length <= settings.UPLOAD_LIMIT_BYTES * READ_ANYWAY:
            with suppress(UnreadablePostError):  # the visitor went away: nobody is left to be told
                while request.read(CHUNK):
                    pass
        return too_large(request)
