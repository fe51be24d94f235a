"""The website here: a record is delivered when its page stands as a file, and removed when the file is gone."""

from datetime import timedelta
from pathlib import Path
from typing import Final

from django.conf import settings

from gongkai.apps.channels.adapters.contract import Job, Outcome, Refused
from gongkai.apps.channels.states import Step

SOON: Final = timedelta(seconds=3)


class Website:
    """Looks for the baked page; baking itself is the work of the portal."""

    def send(self, job: Job) -> Outcome:
        """Done when the page is there."""
        if not _page(job).exists():
            raise Refused("网页还没有生成。", again=True)
        return Outcome(Step.FINISH, link=f"{settings.SITE_ADDRESS}{job.disclosure.address}")

    def look(self, job: Job) -> Outcome:
        """Nothing is looked at later: the page is ours."""
        return Outcome(None)

    def remove(self, job: Job) -> Outcome:
        """Removed when the page is gone."""
        if _page(job).exists():
            raise Refused("网页还没有撤下。", again=True)
        return Outcome(Step.REMOVE, told="原网址显示撤下说明")


def _page(job: Job) -> Path:
    return Path(settings.BAKED_DIR) / job.disclosure.address.strip("/") / "index.html"
