"""The page that shows what the stand-ins hold, and on which somebody plays the superior's editor."""

from collections.abc import Iterable
from html import escape
from typing import Any

from standins.superior import Submission

ACTS = (("adopt", "采用"), ("refuse", "不采用"), ("remove", "撤下"))
STATES = {
    "submitted": "待处理", "adopted": "已采用", "refused": "没有采用", "removed": "已撤下", "withdrawn": "报送单位撤回",
}  # fmt: skip


def shown(world: Any) -> str:
    """Return the page of a world."""
    works = [one.text.splitlines()[0] for one in world.douyin.works.values()]
    parts = [
        _list("公众号草稿箱", [one.article["title"] for one in world.wechat.drafts.values()]),
        _list("公众号已发布", [job.article["title"] for job in world.wechat.published.values()]),
        _list("企业微信群消息", world.wecom.messages[-50:]),
        _list("抖音作品", works),
        _list("上级网站的来信", [one["subject"] for one in world.superior.letters.values()]),
        "<h2>上级网站的报送</h2>",
        *(_submission(one) for one in list(world.superior.submissions.values())[-50:]),
    ]
    return (
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>训练用的仿真平台</title>'
        "<style>body{font-family:sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem}"
        "pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:0}li,form{margin-bottom:.5rem}</style>"
        "<h1>训练用的仿真平台</h1><p>这不是真的微信、企业微信、抖音和上级网站。停止后内容即消失。</p>" + "".join(parts)
    )


def _list(title: str, lines: Iterable[str]) -> str:
    return f"<h2>{title}</h2><ul>{''.join(f'<li><pre>{escape(one)}</pre></li>' for one in lines)}</ul>"


def _submission(one: Submission) -> str:
    buttons = "".join(f'<button name="act" value="{act}">{label}</button> ' for act, label in ACTS)
    return (
        f'<form method="post" action="/play"><p>{escape(one.title)}（{escape(one.body)}）：{STATES[one.state]}</p>'
        f'<input type="hidden" name="key" value="{escape(one.key)}">'
        f'<label>采用的标题，或者原因 <input name="words"></label> {buttons}</form>'
    )
