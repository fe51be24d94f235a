"""A refused request is one line of the log; a fault keeps its traceback."""

import logging

import pytest

from gongkai.site import settings
from gongkai.site.refusals import WithoutTraceback


@pytest.mark.parametrize(("status", "kept"), [(403, False), (500, True)])
def test_only_a_fault_keeps_its_traceback(status, kept):
    told = (PermissionError, PermissionError("refused"), None)
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, "Forbidden", (), told)
    record.status_code = status
    assert WithoutTraceback().filter(record)
    assert ("PermissionError" in logging.Formatter().format(record)) is kept


def test_the_log_of_the_site_is_filtered_so():
    assert settings.LOGGING["handlers"]["stderr"]["filters"] == ["refusals"]
