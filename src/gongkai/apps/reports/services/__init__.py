"""Every act on an annual report: one call, one transaction, one row of the log."""

from gongkai.apps.reports.services.drafting import begin, drop_override, override, write
from gongkai.apps.reports.services.files import drop_file, keep_file, read_upload
from gongkai.apps.reports.services.filing import accept, return_to_body, submit
from gongkai.apps.reports.services.publishing import begin_version, publish
from gongkai.apps.reports.services.signing import seal, send_back, sign

__all__ = [
    "accept",
    "begin",
    "begin_version",
    "drop_file",
    "drop_override",
    "keep_file",
    "override",
    "publish",
    "read_upload",
    "return_to_body",
    "seal",
    "send_back",
    "sign",
    "submit",
    "write",
]
