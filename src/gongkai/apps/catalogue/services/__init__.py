"""Every act on the catalogue and the work plan: one call, one transaction, one row of the log."""

from gongkai.apps.catalogue.services.imports import carry_out, preview, undo
from gongkai.apps.catalogue.services.matters import Said, add_matter, change_matter, end_matter
from gongkai.apps.catalogue.services.plans import (
    Evidence,
    Wanted,
    add_tasks,
    close_task,
    make_plan,
    may_report,
    report_progress,
)

__all__ = [
    "Evidence",
    "Said",
    "Wanted",
    "add_matter",
    "add_tasks",
    "carry_out",
    "change_matter",
    "close_task",
    "end_matter",
    "make_plan",
    "may_report",
    "preview",
    "report_progress",
    "undo",
]
