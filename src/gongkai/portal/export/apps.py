"""The app of the export."""

from django.apps import AppConfig


class ExportConfig(AppConfig):
    """Export as a folder."""

    name = "gongkai.portal.export"
    label = "export"
    verbose_name = "导出静态网站"
