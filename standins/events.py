"""What the platform posts to the address of an account: that a publishing has ended, open or sealed."""

import base64
import os
from dataclasses import dataclass
from hashlib import sha1
from urllib.parse import urlencode

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


@dataclass(frozen=True)
class Sender:
    """The sender of events for an account; with a key they are sealed (安全模式)."""

    app_id: str
    token: str
    key: str = ""

    def event(self, publish_id: str, status: int = 0) -> tuple[str, bytes]:
        """Return the query and the body of an event."""
        text = (
            "<xml><ToUserName>gh_standin</ToUserName><MsgType>event</MsgType><Event>PUBLISHJOBFINISH</Event>"
            f"<PublishEventInfo><publish_id>{publish_id}</publish_id><publish_status>{status}</publish_status>"
            "</PublishEventInfo></xml>"
        ).encode()
        at, word = "1700000000", os.urandom(5).hex()
        query = {"timestamp": at, "nonce": word, "signature": self._signed(at, word)}
        if not self.key:
            return urlencode(query), text
        sealed = base64.b64encode(self._sealed(text)).decode()
        query |= {"encrypt_type": "aes", "msg_signature": self._signed(at, word, sealed)}
        body = f"<xml><ToUserName>gh_standin</ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
        return urlencode(query), body.encode()

    def _signed(self, *parts: str) -> str:
        return sha1("".join(sorted([self.token, *parts])).encode(), usedforsecurity=False).hexdigest()

    def _sealed(self, text: bytes) -> bytes:
        key = base64.b64decode(f"{self.key}=")
        whole = os.urandom(16) + len(text).to_bytes(4, "big") + text + self.app_id.encode()
        fill = 32 - len(whole) % 32
        made = Cipher(algorithms.AES256(key), modes.CBC(key[:16])).encryptor()
        return made.update(whole + bytes([fill]) * fill) + made.finalize()
