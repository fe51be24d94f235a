"""What the robot of a group says besides disclosures: reminders for the people of a body.

Apps beside this one reach it by the setting GROUP_ROBOT.
"""

from typing import Final, NamedTuple

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.channels.kinds import ChannelKind, Secret
from gongkai.apps.channels.models import Channel
from gongkai.apps.channels.outbound import AnswerLost, Call, Forbidden, NotReached, ask
from gongkai.apps.channels.secrets import SecretsLost

TOO_OFTEN: Final = 45009


class Said(NamedTuple):
    """What came of it: said, or why not, and whether a later try may fare better."""

    done: bool
    why: str = ""
    again: bool = False


def say(body: PublicBody, group: str, text: str) -> Said:
    """Say something in a group of a body, by the name its robot has in the registry of channels."""
    robot = Channel.objects.filter(public_body=body, kind=ChannelKind.WECOM, name=group, closed_on=None).first()
    if robot is None:
        return Said(done=False, why=f"渠道中没有名为“{group}”的企业微信群")
    if robot.paused_at is not None:
        return Said(done=False, why=f"企业微信群“{group}”已经暂停")
    try:
        key = robot.secrets().get(Secret.ROBOT_KEY, "")
        if not key:
            return Said(done=False, why=f"企业微信群“{group}”没有登记机器人的 key")
        data = {"msgtype": "markdown", "markdown": {"content": text}}
        answer = ask(Call(ChannelKind.WECOM, "/cgi-bin/webhook/send", query={"key": key}, data=data, hidden=(key,)))
    except NotReached as error:
        return Said(done=False, why=str(error), again=True)
    except (AnswerLost, Forbidden, SecretsLost) as error:  # perhaps said: not said twice
        return Said(done=False, why=str(error))
    number = int(answer.get("errcode") or 0)
    if number:
        return Said(done=False, why=f"{answer.get('errmsg', '')!s:.100}（{number}）", again=number == TOO_OFTEN)
    return Said(done=True)
