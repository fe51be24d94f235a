"""Mirrors and careless extractors: traditional script, spam words, lost characters, invisible ones (l, m)."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import opencc

from tests.yard.rendered import Rendered
from tests.yard.shapes.crawler import SHAPES as CRAWLER
from tests.yard.shapes.html import SHAPES as HTML
from tests.yard.shapes.lines import SHAPES as LINES
from tests.yard.shapes.markdown import SHAPES as MARKDOWN
from tests.yard.shapes.separated import SHAPES as SEPARATED
from tests.yard.truth import Truth

_BASES = (
    CRAWLER["crawler-cell-line"], CRAWLER["crawler-row"], CRAWLER["crawler-bar-own-line"], LINES["lines"],
    HTML["html-clean"], MARKDOWN["markdown"], SEPARATED["tab-browser"],
)  # fmt: skip
_SPAM = ("bat平台官网", "云海体育", "真人娱乐登录", "wb777注册")


@cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _changed(truth: Truth, rng: random.Random, change: Callable[[str], str]) -> Rendered:
    made = rng.choice(_BASES)(truth, rng)
    return replace(made, data=change(_decoded(made.data)).encode())


def _traditional(truth: Truth, rng: random.Random) -> Rendered:
    to = _converter(rng.choice(("s2t", "s2tw", "s2hk")))
    mirror = rng.random() < 0.5  # a mirror that changes words as well as script

    def change(text: str) -> str:
        converted = str(to.convert(text))
        return converted.replace("文件", "檔案").replace("門戶網站", "入口網站") if mirror else converted

    accepted = {cell: (change(text),) for cell, text in truth.printed.items() if isinstance(truth.values[cell], str)}
    return replace(_changed(truth, rng, change), accepted=accepted)


def _spam(truth: Truth, rng: random.Random) -> Rendered:
    word = rng.choice(_SPAM)

    def change(text: str) -> str:
        text = text.replace("门户网站", word).replace("政务公开专栏", f"{word}专栏")
        label = rng.choice(
            ("其他对外管理服务事项", "行政事业性收费", "信息内容", "结转下年度继续办理", "保护第三方合法权益")
        )
        return text.replace(label, label + word, 1)

    return _changed(truth, rng, change)


def _eaten(truth: Truth, rng: random.Random) -> Rendered:
    """A character lost beside digits: 自20231月1日至202312月31日, 本年增/, 1属于国家秘密."""
    dots = rng.random() < 0.4

    def change(text: str) -> str:
        text = re.sub(r"(20\d\d)年", r"\1", text).replace("增/减", "增/")
        text = re.sub(r"(?<=\d)[条次个](?=[，。、])", "", text)
        return re.sub(r"(?<![\d.])([1-8])[.．、] ?(?=[\u4e00-\u9fff])", r"\1", text) if dots else text

    return _changed(truth, rng, change)


def _invisible(truth: Truth, rng: random.Random) -> Rendered:
    """No-break blanks, zero-width characters, carriage returns, soft hyphens."""
    ghost = rng.choice(("\u200b", "\ufeff", "\u00ad", "\u200c"))

    def change(text: str) -> str:
        text = text.replace("属于", f"属于{ghost}").replace("信息公开", f"信息{ghost}公开")
        if rng.random() < 0.5:
            text = re.sub(r"(?<=[^\n]) (?=[^\n])", "\u00a0", text) if "<" not in text else text
        return text.replace("\n", rng.choice(("\r\n", "\n", "\r")))

    return _changed(truth, rng, change)


SHAPES = {
    "damaged-traditional": _traditional,
    "damaged-spam": _spam,
    "damaged-eaten": _eaten,
    "damaged-invisible": _invisible,
}
