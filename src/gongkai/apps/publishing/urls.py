"""The addresses of the desk for disclosures, below /desk/disclosures/."""

from typing import Final

from django.urls import URLPattern

app_name = "publishing"
urlpatterns: Final[list[URLPattern]] = []
