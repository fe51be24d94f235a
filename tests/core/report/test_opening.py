"""A report out of any file: what the library wrote itself is known by its content, too."""

import pytest

from gongkai.core.report.errors import ReportError
from gongkai.core.report.opening import open_report


def test_an_rtf_file_which_begins_like_json_is_not_taken_for_it():
    with pytest.raises(ReportError) as refused:
        open_report(rb"{\rtf1\ansi hello}", "report.rtf")
    assert "JSON" not in refused.value.problem
