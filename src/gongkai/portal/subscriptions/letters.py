"""The words of the letters. They are sent to people who may have asked for nothing: each says how to hear no more."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from gongkai.apps.publishing.selectors.public import Entry
from gongkai.portal.subscriptions.models import Interest, Subscriber

MOST: Final = 50  # records of one letter; the site has the others


def headers(site: str, leaving: str) -> dict[str, str]:
    """Return the headers of a letter that no person wrote; with an address that leaves by one click (RFC 8058)."""
    given = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if not leaving:
        return given
    return {
        **given,
        "Precedence": "bulk",
        "List-Id": f"<gongkai.{urlsplit(site).hostname}>",
        "List-Unsubscribe": f"<{leaving}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def confirmation(interest: Interest, site: str) -> tuple[str, str]:
    """Return subject and text of the letter that asks to confirm."""
    text = (
        f"有人（可能是您）用这个邮箱订阅了{interest.told}。\n\n"
        f"确认订阅，请在 48 小时内打开：\n{site}/subscribe/confirm/{interest.token}/\n\n"
        "不是您订阅的，不用理会这封信：不确认就不会再收到，邮箱会在 48 小时后删除。\n"
    )
    return f"请确认订阅：{interest.public_body.short_name}政府信息公开", text


def already(interest: Interest, site: str) -> tuple[str, str]:
    """Return subject and text of the letter to somebody who subscribes already."""
    text = (
        f"您已经订阅了{interest.told}，不用再次确认。\n\n不再接收，请打开：\n{site}/subscribe/leave/{interest.token}/\n"
    )
    return f"您已经订阅：{interest.public_body.short_name}政府信息公开", text


def digest(
    subscriber: Subscriber, found: Sequence[Entry], interests: Iterable[Interest], site: str, on: date
) -> tuple[str, str]:
    """Return subject and text of the letter of a day."""
    names = list(dict.fromkeys(one.body_name for one in found))
    whose = names[0] if len(names) == 1 else f"{names[0]}等{len(names)}个机关"
    lines = [f"{one.title}\n{one.body_name}　{one.day}\n{site}{one.address}\n" for one in found[:MOST]]
    if len(found) > MOST:
        lines.append(f"还有 {len(found) - MOST} 条，请在网站查看：{site}/\n")
    leaving = [f"不再接收{one.told}：{site}/subscribe/leave/{one.token}/" for one in interests]
    end = "\n".join([*leaving, f"全部退订：{site}/subscribe/leave/{subscriber.token}/"])
    subject = f"{whose}新公开 {len(found)} 条信息（{on.month}月{on.day}日）"
    return subject, "\n".join(lines) + f"\n————\n{end}\n"
