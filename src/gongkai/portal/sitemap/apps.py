"""The app of the site map."""

from django.apps import AppConfig


class SitemapConfig(AppConfig):
    """The site map."""

    name = "gongkai.portal.sitemap"
    label = "sitemap"
    verbose_name = "网站地图"
