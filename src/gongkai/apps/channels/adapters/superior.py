"""Superior sites (报送上级网站): a record is submitted by letter or interface, and an editor decides.

The interface is a plain one that a superior's site offers: JSON, signed with a shared key, one submission for a key
however often it is posted. Its answer says where the submission stands. What came by e-mail is asked of a person.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from gongkai.apps.channels.adapters.contract import Job, Outcome, Refused
from gongkai.apps.channels.adapters.mailing import hand_in_by_mail
from gongkai.apps.channels.cutting import cut
from gongkai.apps.channels.kinds import ChannelKind, Mode, Secret
from gongkai.apps.channels.outbound import Call, ask
from gongkai.apps.channels.package import address_of, pictures_of_package
from gongkai.apps.channels.states import State, Step

SOON: Final = timedelta(hours=1)  # how often an open submission is asked for
DAILY: Final = timedelta(days=1)  # and one that was decided
WATCHED_FOR: Final = timedelta(days=90)
STEPS: Final[Mapping[str, Step]] = {"adopted": Step.FINISH, "refused": Step.DECLINE}
BUSY: Final = "busy"


class Superior:
    """Serves one superior site."""

    def send(self, job: Job) -> Outcome:
        """Submit; what an earlier attempt submitted is the same submission, by its key."""
        if job.channel.mode == Mode.MAIL:
            return hand_in_by_mail(job)
        job.keep(submitted=True)
        answer = self._ask(job, "/submissions", _submission(job))
        return Outcome(Step.SUBMIT, told=str(answer.get("note", ""))[:200], again_in=SOON)

    def look(self, job: Job) -> Outcome:
        """Ask where the submission stands: adopted, refused, taken down again."""
        if job.channel.mode != Mode.API or not job.has("submitted"):
            return Outcome(None)
        answer, state = self._ask(job, "/submissions/state", {"key": job.delivery.key}), State(job.delivery.state)
        stands, reason = str(answer.get("state", "")), cut(str(answer.get("reason", "")), 200)
        if stands == "removed" and state is State.DONE:
            return Outcome(Step.LOSE, told=f"上级网站撤下了：{reason or '没有说明原因'}")
        if state is State.DONE or (state is State.NOT_ADOPTED and stands != "adopted") or stands not in STEPS:
            return Outcome(None, again_in=self._rest(job))
        if stands == "refused":
            return Outcome(Step.DECLINE, told=reason or "没有说明原因", again_in=DAILY)
        title = cut(str(answer.get("title", "")), 255)
        changed = title if title != cut(job.disclosure.title, 255) else ""
        return Outcome(Step.FINISH, link=_link(answer), title=changed, again_in=DAILY)

    def remove(self, job: Job) -> Outcome:
        """Ask the superior to take it down; what came by e-mail, a person asks for."""
        if job.channel.mode != Mode.API or not job.has("submitted"):
            return Outcome(Step.HAND_BACK, told="请联系上级网站撤下，再登记")
        answer = self._ask(job, "/submissions/withdraw", {"key": job.delivery.key, "reason": job.delivery.reason})
        if answer.get("state") in {"withdrawn", "removed", "refused"}:
            return Outcome(Step.REMOVE)
        return Outcome(None, told="上级网站还没有撤下", again_in=SOON)

    def _ask(self, job: Job, path: str, data: dict[str, Any]) -> dict[str, Any]:
        key = job.channel.secrets()[Secret.SIGNING_KEY]
        answer = ask(
            Call(ChannelKind.SUPERIOR, path, data=data, base=job.channel.account, signed_with=key, hidden=(key,))
        )
        if answer.get("ok") is not True:
            code = str(answer.get("code", ""))
            raise Refused(f"上级网站没有接受：{cut(str(answer.get('message', '')), 200)}", code, again=code == BUSY)
        return answer

    @staticmethod
    def _rest(job: Job) -> timedelta | None:
        row = job.delivery
        since = row.done_at or row.submitted_at
        if since is not None and job.now - since > WATCHED_FOR:
            return None
        return SOON if row.state == State.SUBMITTED else DAILY


def _submission(job: Job) -> dict[str, Any]:
    page = job.disclosure
    at = page.published_at
    return {
        "key": job.delivery.key,
        "body": page.public_body.name,
        "title": page.title,
        "document_number": page.document_number,
        "published_at": at.isoformat() if at else "",
        "source": address_of(page),
        "text": page.plain_text,
        "html": page.html,
        "pictures": pictures_of_package(page),
    }


def _link(answer: Mapping[str, Any]) -> str:
    link = str(answer.get("link", ""))
    return link if link.startswith(("https://", "http://")) and len(link) <= 1000 else ""
