"""A whole page of a government portal: menus, lists, scripts and styles around a report set in an editor."""

import random
from html import escape

from tests.yard.forms import Box, Rows, table_of
from tests.yard.labels import Wording
from tests.yard.outline import written
from tests.yard.rendered import Rendered, finish
from tests.yard.truth import Truth

_MENUS = ("要闻动态", "政务公开", "政策文件", "办事服务", "互动交流", "数据开放", "重点领域", "走进本地")
_ITEMS = (
    "机构职能",
    "规章",
    "行政规范性文件",
    "财政信息",
    "行政许可",
    "行政处罚",
    "行政强制",
    "年度报告",
    "公开指南",
    "依申请公开",
)
_STYLE = ".c{i}{{margin:0 auto;padding:{i}px 12px;line-height:28px;color:#333;background:url(/images/bg{i}.png)}}\n"
_SCRIPT = "function f{i}(a,b){{if(a<b&&b>0){{document.getElementById('m{i}').innerHTML='<td>'+a+'</td>';}}}}\n"


def _chrome(truth: Truth, rng: random.Random) -> tuple[str, str, str]:
    head = "".join(_STYLE.format(i=i) for i in range(60))
    scripts = "".join(_SCRIPT.format(i=i) for i in range(40))
    menus = "".join(
        f'<li class="menu"><a href="/col/{i}/" target="_blank" title="{menu}">{menu}</a><ul class="sub">'
        + "".join(f'<li><a href="/col/{i}/{j}.html" title="{item}">{item}</a></li>' for j, item in enumerate(_ITEMS))
        + "</ul></li>\n"
        for i, menu in enumerate(_MENUS)
    )
    others = "".join(
        f'<li><span class="date">{year}-01-{rng.randint(10, 28)}</span>'
        f'<a href="/art/{year}.html">{truth.organ}{year}年政府信息公开工作年度报告</a></li>\n'
        for year in range(2008, truth.year)
    )
    return f"<style>{head}</style>\n<script>{scripts}</script>\n", f'<ul class="nav">{menus}</ul>', f"<ul>{others}</ul>"


def _cell(box: Box) -> str:
    text = escape(box.text, quote=False).replace("\n", "<br/>") if not box.blank else f"&nbsp;{box.text}"
    font = "font-family: 仿宋_GB2312; font-size: 16px;"
    inside = f'<span style="{font}">{text}</span>'
    return f'<p style="text-align: center; line-height: 28px; margin: 0px;">{inside}</p>'


def _table(rows: Rows) -> str:
    out = [
        '<table border="1" cellspacing="0" cellpadding="0" width="100%" style="border-collapse: collapse;"><tbody>\n'
    ]
    for row in rows:
        out.append('<tr style="height: 32px;">')
        for box in row:
            spans = f' colspan="{box.colspan}"' if box.colspan > 1 else ""
            spans += f' rowspan="{box.rowspan}"' if box.rowspan > 1 else ""
            out.append(f'<td valign="center" style="padding: 0px 7px; border: 1px solid;"{spans}>{_cell(box)}</td>\n')
        out.append("</tr>\n")
    return "".join(out) + "</tbody></table>\n"


def _prose(kind: str, text: str) -> str:
    style = "text-indent: 2em; line-height: 32px;" if kind == "p" else "text-align: center;"
    return f'<p style="{style}"><span style="font-family: 仿宋_GB2312; font-size: 18px;">{text}</span></p>\n'


def _portal(truth: Truth, rng: random.Random) -> Rendered:
    words = Wording(truth, rng, strange=rng.choice((0.2, 0.5)))
    body = written(truth, words, rng, lambda kind: _table(table_of(kind, truth, words)), _prose)
    head, menu, others = _chrome(truth, rng)
    title = truth.prose.title
    page = (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8"/>\n'
        f'<meta name="ArticleTitle" content="{title}"/>\n<meta name="PubDate" content="{truth.year + 1}-01-20"/>\n'
        f'<title>{title}</title>\n{head}</head>\n<body>\n<div class="top">{menu}</div>\n'
        f'<div class="left">{others}</div>\n<div id="zoom" class="article">{body}</div>\n'
        f'<div class="foot">{menu}<p>版权所有 网站标识码：0000000000</p></div>\n</body>\n</html>\n'
    )
    return finish(page, truth)


SHAPES = {"html-portal": _portal}
