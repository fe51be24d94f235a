"""What the log says of a refusal: one line, for it is no fault of the program."""

import logging
from typing import Final

REFUSED: Final = 403


class WithoutTraceback(logging.Filter):
    """Take the traceback from the line of a refused request, so that those of real faults stand out."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record."""
        if getattr(record, "status_code", None) == REFUSED:
            record.exc_info = record.exc_text = None
        return True
