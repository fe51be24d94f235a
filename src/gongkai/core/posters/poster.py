"""What stands on a sheet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Poster:
    """One notice on a sheet: title, who issued it and when, the body as clean HTML, how long it hangs, whom to call.

    `code` is a QR code as SVG that leads to `address`, the copy on the web; both empty where there is none.
    """

    title: str
    issuer: str
    day: str
    html: str
    period: str  # 公示期, such as 2026年6月1日至6月8日; empty where none is set
    phone: str  # 监督电话
    code: str = ""
    address: str = ""
