"""Drafts with their overrides and signatures, and reports that came as files."""

from gongkai.apps.reports.models.draft import Override, ReportDraft, Signature
from gongkai.apps.reports.models.file import ReportFile

__all__ = ["Override", "ReportDraft", "ReportFile", "Signature"]
