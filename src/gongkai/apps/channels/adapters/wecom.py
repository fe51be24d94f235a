"""The robot of a WeCom group (企业微信群机器人): one message a record, its files where the account says so.

The robot can neither be asked what it has sent nor take it back. Where it is not known whether a call was carried out,
a person looks into the group; nothing is sent twice.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from django.conf import settings

from gongkai.apps.channels.adapters.contract import Job, Outcome, Refused
from gongkai.apps.channels.attachments import Attachment, attachments_of
from gongkai.apps.channels.cutting import cut, cut_bytes
from gongkai.apps.channels.kinds import ChannelKind, Secret
from gongkai.apps.channels.outbound import Call, NotReached, ask
from gongkai.apps.channels.states import Step
from gongkai.apps.publishing.models import Disclosure

MOST: Final = 4096  # bytes of a markdown message
A_MINUTE: Final = 20
WINDOW: Final = timedelta(seconds=60)
SMALLEST, LARGEST = 5, 20 * 1024 * 1024  # bytes of a file
TOO_OFTEN, NO_KEY = 45009, 93000


class WeCom:
    """Serves a group robot."""

    def send(self, job: Job) -> Outcome:
        """Send the message; where an earlier attempt was cut off, leave it to a person."""
        if job.has("sending"):
            return Outcome(Step.DOUBT, told="发送时连接中断，请到群里看是否已经发出")
        robot = Robot(job, job.channel.secrets()[Secret.ROBOT_KEY])
        if not job.has("sent"):
            if not robot.may_speak():
                return Outcome(None, again_in=WINDOW)
            said = robot.say({"msgtype": "markdown", "markdown": {"content": message(job.disclosure)}})
            job.keep(sending=None, sent=said, last=said, said=[said])
        return self._files(job, robot) if job.channel.with_files else Outcome(Step.FINISH)

    @staticmethod
    def _files(job: Job, robot: "Robot") -> Outcome:
        """Send the attachments after the message, each once; one that the platform does not take is told."""
        too_large: list[str] = []
        for file in attachments_of(job.disclosure):
            if file.number in (job.has("files") or []):
                continue
            if not SMALLEST <= file.size <= LARGEST:
                too_large.append(file.name)
                continue
            if not robot.may_speak():
                return Outcome(None, again_in=WINDOW)
            said = robot.say({"msgtype": "file", "file": {"media_id": robot.upload(file)}})
            job.keep(
                sending=None, last=said, said=[*job.has("said"), said], files=[*(job.has("files") or []), file.number]
            )
        return Outcome(Step.FINISH, told=f"附件太大或太小，没有发到群里：{'、'.join(too_large)}" if too_large else "")

    def look(self, job: Job) -> Outcome:
        """Nothing can be looked at."""
        return Outcome(None)

    def remove(self, job: Job) -> Outcome:
        """A person takes a message back, or says in the group that it no longer holds."""
        return Outcome(Step.HAND_BACK, told="机器人不能撤回消息，请在群里撤回或说明，再登记")


@dataclass(frozen=True)
class Robot:
    """One robot at one delivery."""

    job: Job
    key: str = field(repr=False)

    def may_speak(self) -> bool:
        """Tell whether the group has heard fewer than its twenty messages in the last minute."""
        since = (self.job.now - WINDOW).isoformat()
        recent = self.job.channel.deliveries.filter(progress__last__gt=since).order_by()[:A_MINUTE]
        said = sum(sum(at > since for at in held["said"]) for held in recent.values_list("progress", flat=True))
        return said < A_MINUTE

    def say(self, data: dict[str, Any]) -> str:
        """Say something once; return when. Where the answer is lost, the mark stays and a person looks."""
        self.job.keep(sending=True)
        try:
            self._ask("/cgi-bin/webhook/send", {}, data=data)
        except (NotReached, Refused):
            self.job.keep(sending=None)
            raise
        return self.job.now.isoformat()

    def upload(self, file: Attachment) -> str:
        """Return the number of a file for the platform; it may be uploaded again, as only saying it is seen."""
        given = {"media": (file.name, file.read(), "application/octet-stream")}
        answer = self._ask("/cgi-bin/webhook/upload_media", {"type": "file"}, files=given)
        return str(answer["media_id"])

    def _ask(self, path: str, query: dict[str, str], data: Any = None, files: Any = None) -> dict[str, Any]:
        asked = {"key": self.key, **query}
        answer = ask(Call(ChannelKind.WECOM, path, query=asked, data=data, files=files, hidden=(self.key,)))
        number = int(answer.get("errcode") or 0)
        if number:
            raise _refusal(number, str(answer.get("errmsg", "")))
        return answer


def message(disclosure: Disclosure) -> str:
    """Return the message of a record, whole characters within the platform's bytes; the link always stands."""
    link = f"[查看全文]({settings.SITE_ADDRESS}{disclosure.address})"
    title = f"**{cut(disclosure.title, 200)}**"
    room = MOST - len(f"{title}\n>\n{link}".encode())
    words = cut_bytes(cut(disclosure.summary or disclosure.plain_text, 300), room)
    return f"{title}\n>{words}\n{link}"


def _refusal(number: int, message: str) -> Refused:
    if number == TOO_OFTEN:
        return Refused(f"发送太频繁（{number}）。", str(number), again=True)
    why = "机器人的 key 无效，可能已被移出群或重置" if number == NO_KEY else message[:120]
    return Refused(f"{why}（{number}）。", str(number), again=False)
