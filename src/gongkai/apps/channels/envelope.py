"""Messages of WeChat in safe mode (消息加解密): sealed with the account's EncodingAESKey and signed.

Facts: developers.weixin.qq.com, 消息加解密说明: AES-256-CBC, its vector is the first half of the key; before the text
stand 16 random bytes and its length, behind it the AppID.
"""

import base64
import binascii
import hmac
import re
from hashlib import sha1
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

HEAD: Final = 16  # random bytes before the length
BLOCK: Final = 32  # what the text was filled up to
_ENCRYPTED: Final = re.compile(rb"<Encrypt>\s*(?:<!\[CDATA\[)?([A-Za-z0-9+/=]+)(?:\]\]>)?\s*</Encrypt>")


class NotGenuine(Exception):
    """A message that the platform did not write for this account."""


def signature(*parts: str) -> str:
    """Return the signature over the token, the time, a word, and the sealed text where there is one."""
    return sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def opened(body: bytes, key: str, app_id: str, signed: tuple[str, str, str, str]) -> bytes:
    """Return the message in a body. `signed` is token, time, word and signature. Raises NotGenuine."""
    found = _ENCRYPTED.search(body)
    if found is None:
        raise NotGenuine
    token, at, word, given = signed
    text = found[1].decode()
    if not hmac.compare_digest(signature(token, at, word, text).encode(), given.encode()):
        raise NotGenuine
    try:
        secret, sealed = base64.b64decode(f"{key}=", validate=True), base64.b64decode(text, validate=True)
        unsealed = Cipher(algorithms.AES256(secret), modes.CBC(secret[:16])).decryptor()
        plain = unsealed.update(sealed) + unsealed.finalize()
    except (binascii.Error, ValueError):
        raise NotGenuine from None
    return _message(plain, app_id)


def _message(plain: bytes, app_id: str) -> bytes:
    fill = plain[-1] if plain else 0
    if not 1 <= fill <= BLOCK or len(plain) < HEAD + 4 + fill:
        raise NotGenuine
    whole = plain[:-fill]
    end = HEAD + 4 + int.from_bytes(whole[HEAD : HEAD + 4], "big")
    if end > len(whole) or whole[end:] != app_id.encode():
        raise NotGenuine
    return whole[HEAD + 4 : end]
