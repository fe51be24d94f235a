"""Every act on the catalogue and the work plan: one call, one transaction, one row of the log."""

from gongkai.apps.catalogue.services.imports import carry_out, preview, undo
from gongkai.apps.catalogue.services.matters import Said, add_matter, change_matter, end_matter

__all__ = ["Said", "add_matter", "carry_out", "change_matter", "end_matter", "preview", "undo"]
