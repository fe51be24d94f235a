"""Mass sending (群发) of an account: once a day, a word of the administrator, a repetition told apart by its number.

Nothing of the product sends to the masses; a test shows that it never calls here.
"""

import time
from dataclasses import dataclass, field
from typing import Any

from standins.refusal import Refusal

WAITS = 30 * 60  # seconds for the word of the administrator
A_DAY = 86_400


@dataclass
class Sent:
    """One mass sending."""

    number: int
    media_id: str
    at: float
    says: str = ""  # of the administrator: yes, no, nothing yet


@dataclass
class Mass:
    """The mass sendings of one account."""

    protected: bool = False  # an administrator must agree
    now: Any = time.time
    sent: dict[str, Sent] = field(default_factory=dict)  # by clientmsgid

    def sendall(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Take a mass sending. Raises Refusal."""
        name = asked.get("clientmsgid") or f"none-{len(self.sent)}"
        if name in self.sent:
            raise Refusal(45065, f"clientmsgid exist, msg_id: {self.sent[name].number}")
        now = self.now()
        if any(one.at > now - A_DAY and self.status(one) != "SEND_FAIL" for one in self.sent.values()):
            raise Refusal(45028, "has no masssend quota")
        media = asked.get("mpnews", {}).get("media_id", "")
        if not media:
            raise Refusal(40007, "invalid media_id")
        self.sent[name] = Sent(1000 + len(self.sent), media, now, "" if self.protected else "yes")
        return {"errcode": 0, "errmsg": "send job submission success", "msg_id": self.sent[name].number}

    def get(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Say what became of one."""
        found = next((one for one in self.sent.values() if one.number == int(asked.get("msg_id", 0))), None)
        if found is None:
            raise Refusal(40008, "invalid message type")
        return {"msg_id": found.number, "msg_status": self.status(found)}

    def status(self, one: Sent) -> str:
        """Return how one stands: without a word of the administrator it fails after half an hour."""
        if one.says == "yes":
            return "SEND_SUCCESS"
        return "SEND_FAIL" if one.says == "no" or self.now() > one.at + WAITS else "SENDING"
