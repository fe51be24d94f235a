"""Write the generated pages of docs/reference from the code: commands, settings, rules, law, and click's sentences.

`make docs` runs it; a test fails when a page is stale.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import click

sys.path.insert(0, str(Path(__file__).parent))
import law_page
import messages

REFERENCE: Final = Path(__file__).parent.parent / "docs" / "reference"
SHOWN: Final = {"terminal_width": 100, "max_content_width": 100}
NOTE: Final = "<!-- Written by scripts/docs.py (`make docs`); edit the code instead. -->"


def walk(
    command: click.Command, path: tuple[str, ...] = ("gongkai",)
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command and group below one, with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                yield from walk(found, (*path, name))


def commands_page() -> str:
    """Return docs/reference/commands.md: each command with its help as the user sees it."""
    from gongkai.cli.main import gongkai, speak_chinese

    speak_chinese()
    parts = ["# 命令", NOTE, "退出状态：0 正常，没有发现错误；1 检查出错误；2 用法不对，或有文件读不出。"]
    for path, command in walk(gongkai):
        context = command.make_context(
            " ".join(path), [], resilient_parsing=True, **{**SHOWN, **gongkai.context_settings}
        )
        parts += [f"## `{' '.join(path)}`", f"```text\n{command.get_help(context).strip()}\n```"]
    return "\n\n".join(parts) + "\n"


def settings_page() -> str:
    """Return docs/reference/settings.md: each environment variable of the site."""
    from gongkai.site.environment import SETTINGS

    intro = (
        "网站的设置都是环境变量。名称不认识或值不对时，网站不会启动，并逐条说明怎样改正。"
        "标有“可用文件”的，可以改用名称加 `_FILE` 的变量，写出存放其值的文件的路径，"
        "例如 `GONGKAI_SECRET_KEY_FILE=/run/secrets/key`。"
    )
    rows = ["| 变量 | 应为 | 默认 | 说明 |", "|---|---|---|---|"]
    for setting in SETTINGS:
        default = "必须给出" if setting.default is None else f"`{setting.default}`"
        by_file = "可用文件。" if setting.secret else ""
        rows.append(f"| `{setting.name}` | {setting.kind.takes} | {default} | {setting.meaning}{by_file} |")
    return "\n\n".join(["# 设置", NOTE, intro, "\n".join(rows)]) + "\n"


def rules_page() -> str:
    """Return docs/reference/report-rules.md: each rule of the check with its severity, source and editions."""
    from gongkai.core.report.checks import RULES

    intro = (
        "`gongkai report check` 和网页 `/check/` 用的全部规则。“版本”是表二的格式版本。"
        "“依据”写的是现行格式的文件；检查更早年度的报告时，写那一年的文件（2019、2020年度是国办公开办函〔2019〕60号）。"
    )
    rows = ["| 规则 | 级别 | 说明 | 依据 | 版本 |", "|---|---|---|---|---|"]
    for rule in sorted(RULES.values(), key=lambda rule: rule.id):
        editions = "、".join(sorted(rule.editions))
        rows.append(f"| `{rule.id}` | {rule.severity.label} | {rule.title} | {rule.source} | {editions} |")
    return "\n\n".join(["# 检查规则", NOTE, intro, "\n".join(rows)]) + "\n"


def letters_page() -> str:
    """Return docs/reference/letters.md: each letter with its parts and what it asks for, and the places all know."""
    from gongkai.core.letters.kinds import Stage, kinds
    from gongkai.core.letters.places import BLOCKS, PLACES

    intro = (
        "`gongkai letter` 和网站办理申请用的全部文书。用法见[怎样生成依申请公开文书](../how-to/write-letters.md)；"
        "措辞在 `src/gongkai/core/letters/data/kinds`，机关可以改写。"
    )
    parts = ["# 文书", NOTE, intro]
    for stage in Stage:
        rows = ["| 文书 | 名称 | 必备的部分 | 要填的项目 |", "|---|---|---|---|"]
        for kind in kinds().values():
            if kind.stage is stage:
                needed = "、".join(part.mark for part in kind.parts)
                asked = "<br>".join(
                    f"`{each.key}` {each.place}{'' if each.mandatory else '（可以不填）'}：{each.hint}"
                    for each in kind.details
                )
                rows.append(f"| `{kind.id}` | {kind.name} | {needed} | {asked} |")
        parts += [f"## {stage.label}", "\n".join(rows)]
    places = [
        "| 待填项 | 取自 |",
        "|---|---|",
        *(f"| `{{{name}}}` | {place.source} |" for name, place in PLACES.items()),
    ]
    blocks = "、".join(f"`{{{name}}}`" for name in BLOCKS)
    own = f"另有成段的{blocks}，各占一行；`{{依据条款}}`按办理结果或文书写出。"
    return "\n\n".join([*parts, "## 各种文书都认识的待填项", "\n".join(places), own]) + "\n"


def law_rules_page() -> str:
    """Return docs/reference/law.md: terms, states, outcomes, fees and settings of the law."""
    return law_page.page(NOTE.replace("the code", "the code, or scripts/pages/law.md,"))


def guard_page() -> str:
    """Return docs/reference/guard.md: each kind of finding of the guard with its group, severity, reason and remedy."""
    from gongkai.core.guard import Group, kinds

    intro = (
        "`gongkai guard scan` 和发布前检查用的全部种类。“不得发布”的，改好或者写明理由才能发布；"
        "密级标志和内部材料标志不能凭理由放行。"
        "个人信息的遮盖方式是约定，没有全国统一的规定。"
    )
    parts = ["# 发布前检查的种类", NOTE, intro]
    for group in Group:
        rows = ["| 代号 | 种类 | 级别 | 怎样改 | 依据 |", "|---|---|---|---|---|"]
        rows += [
            f"| `{one.id}` | {one.label} | {one.severity.label} | {one.remedy} | {one.source} |"
            for one in kinds().values()
            if one.group is group
        ]
        parts += [f"## {group.label}", "\n".join(rows)]
    return "\n\n".join(parts) + "\n"


PAGES: Final[dict[str, Callable[[], str]]] = {
    "letters.md": letters_page,
    "commands.md": commands_page,
    "settings.md": settings_page,
    "report-rules.md": rules_page,
    "guard.md": guard_page,
    "law.md": law_rules_page,
}


def main() -> None:
    """Write every page, then click's catalogue, which the page of commands speaks."""
    messages.main()
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
