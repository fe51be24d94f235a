"""The robot of a WeCom group (企业微信群机器人): one message a record, at most 20 a minute.

The robot can neither be asked what it has sent nor take it back. Where it is not known whether a call was carried out,
a person looks into the group; nothing is sent twice.
"""

from datetime import timedelta
from typing import Final

from django.conf import settings

from gongkai.apps.channels.adapters.contract import Job, Outcome, Refused
from gongkai.apps.channels.cutting import cut, cut_bytes
from gongkai.apps.channels.kinds import ChannelKind, Secret
from gongkai.apps.channels.outbound import Call, NotReached, ask
from gongkai.apps.channels.states import Step
from gongkai.apps.publishing.models import Disclosure

MOST: Final = 4096  # bytes of a markdown message
A_MINUTE: Final = 20
WINDOW: Final = timedelta(seconds=60)
TOO_OFTEN, NO_KEY = 45009, 93000


class WeCom:
    """Serves a group robot."""

    def send(self, job: Job) -> Outcome:
        """Send the message; where an earlier attempt was cut off, leave it to a person."""
        if job.has("sent"):  # cut off after the answer
            return Outcome(Step.FINISH)
        if job.has("sending"):
            return Outcome(Step.DOUBT, told="发送时连接中断，请到群里看是否已经发出")
        sent = job.channel.deliveries.filter(progress__sent__gt=(job.now - WINDOW).isoformat()).count()
        if sent >= A_MINUTE:
            return Outcome(None, again_in=WINDOW)
        key = job.channel.secrets()[Secret.ROBOT_KEY]
        data = {"msgtype": "markdown", "markdown": {"content": message(job.disclosure)}}
        job.keep(sending=True)
        try:
            answer = ask(Call(ChannelKind.WECOM, "/cgi-bin/webhook/send", query={"key": key}, data=data, hidden=(key,)))
        except NotReached:
            job.keep(sending=None)
            raise
        number = int(answer.get("errcode") or 0)
        if number:
            job.keep(sending=None)
            raise _refusal(number, str(answer.get("errmsg", "")))
        job.keep(sending=None, sent=job.now.isoformat())
        return Outcome(Step.FINISH)

    def look(self, job: Job) -> Outcome:
        """Nothing can be looked at."""
        return Outcome(None)

    def remove(self, job: Job) -> Outcome:
        """A person takes a message back, or says in the group that it no longer holds."""
        return Outcome(Step.HAND_BACK, told="机器人不能撤回消息，请在群里撤回或说明，再登记")


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
