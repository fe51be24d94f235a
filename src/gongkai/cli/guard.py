"""`gongkai guard`: what must not go out of files before they are published (发布前检查)."""

import json
import stat
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import click

from gongkai.cli.report.files import FILE, FILES, UNREADABLE, give
from gongkai.core.guard import (
    Finding,
    GuardError,
    Inspection,
    Leader,
    Settings,
    Word,
    clean,
    inspect_file,
    kinds,
    read_leaders,
    read_words,
)
from gongkai.core.guard.files.budget import FILE_LIMIT, MEGABYTE
from gongkai.core.report.errors import NoFile, OversizedFile, ReportError

BLOCKED: Final = 1  # exit status
_LIST: Final = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def guard() -> None:
    """发布前检查：个人信息、密级标志、错别字、文件里看不见的内容。

    \b
    例：gongkai guard scan 公示名单.xlsx 附件.zip
    """


@guard.command()
@FILES
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text：给人看的说明；json：每个文件一行。",
)
@click.option("--words", "word_lists", multiple=True, type=_LIST, metavar="文件", help="本单位的词表（TOML 文件）。")
@click.option("--leaders", "leader_lists", multiple=True, type=_LIST, metavar="文件", help="领导名单（TOML 文件）。")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="日期", help="核对领导职务的日期，如 2026-03-02。")
@click.option("--host", "hosts", multiple=True, metavar="域名", help="可以链接的网站，如 gov.cn；可以写多次。")
@click.option("--phone", "phones", multiple=True, metavar="电话", help="本单位对外公布的电话；可以写多次。")
@click.option("--off", multiple=True, metavar="代号", help="不检查的种类，如 WORD-SENSITIVE；可以写多次。")
def scan(files: tuple[Path, ...], *, form: str, **lists: Any) -> None:
    """检查文件：docx、xlsx、pptx、odt、ods、odp、pdf、ofd、zip、图片、网页和纯文本，按内容识别。

    找到的个人信息在结果里已经遮盖，结果可以转交。

    退出状态：0 没有不得发布的内容（可以有“请核对”），1 有不得发布的内容，2 有文件读不出。

    \b
    例：gongkai guard scan 公示名单.xlsx
        gongkai guard scan --format json --host gov.cn 附件/*.pdf
    """
    settings = _settings(**lists)
    status = 0
    for path in files:
        try:
            inspection = inspect_file(_bytes(path), path.name, settings)
        except (ReportError, OSError) as error:
            click.echo(f"{path}：{_why(error)}", err=True)
            status = UNREADABLE
            continue
        click.echo(_json_line(path, inspection) if form == "json" else _text(path, inspection))
        status = max(status, UNREADABLE if not inspection.readable else BLOCKED if inspection.blocks else 0)
    raise SystemExit(status)


@guard.command("clean")
@click.argument("file", type=FILE, metavar="文件")
@click.option("--out", "-o", type=FILE, required=True, metavar="文件", help="写到这个文件；原来的文件不动。")
def clean_file(file: Path, *, out: Path) -> None:
    """另存一份，去掉文件属性里的作者、单位，以及照片的拍摄位置等附加信息；内容一字不动。

    隐藏的行列、批注、修订和遮挡块下面的文字不会自动删除，请用 scan 检查后由人工处理。有电子签名的文件不改动。

    \b
    例：gongkai guard clean 公示.docx -o 公示-发布.docx
    """
    try:
        cleaned = clean(_bytes(file))
    except (ReportError, OSError) as error:
        click.echo(f"{file}：{_why(error)}", err=True)
        raise SystemExit(UNREADABLE) from None
    give(cleaned.data, out, binary=True)
    click.echo(
        f"{file}：去掉了{'、'.join(cleaned.removed)}。" if cleaned.removed else f"{file}：没有可以去掉的内容。",
        err=True,
    )


def _settings(
    *,
    word_lists: Sequence[Path],
    leader_lists: Sequence[Path],
    on: datetime | None,
    hosts: Sequence[str],
    phones: Sequence[str],
    off: Sequence[str],
) -> Settings:
    if leader_lists and on is None:
        raise click.UsageError("写了领导名单，还应当用 --on 写明按哪一天的职务核对。")
    unknown = [one for one in off if one not in kinds()]
    if unknown:
        raise click.UsageError(f"没有“{unknown[0]}”这个种类，全部种类见参考手册“发布前检查的种类”。")
    return Settings(
        words=_words(word_lists),
        leaders=_leaders(leader_lists),
        on=on.date() if on else None,
        hosts=frozenset(hosts) or None,
        office_phones=frozenset(phones),
        off=frozenset(off),
    )


def _words(lists: Sequence[Path]) -> tuple[Word, ...]:
    return tuple(word for path in lists for word in _read(path, read_words))


def _leaders(lists: Sequence[Path]) -> tuple[Leader, ...]:
    return tuple(leader for path in lists for leader in _read(path, read_leaders))


def _read(path: Path, read: Any) -> Any:
    try:
        return read(path.read_text(encoding="utf-8"))
    except GuardError as error:
        raise click.UsageError(f"{path}：{error}") from None
    except UnicodeDecodeError:
        raise click.UsageError(f"{path}：不是 UTF-8 编码的文本文件，请另存为 UTF-8 后再试。") from None


def _bytes(path: Path) -> bytes:
    status = path.stat()
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        raise NoFile
    if status.st_size > FILE_LIMIT:
        raise OversizedFile(f"{FILE_LIMIT // MEGABYTE} MB")
    return path.read_bytes()


def _why(error: ReportError | OSError) -> str:
    if isinstance(error, ReportError):
        return str(error)
    reasons = {FileNotFoundError: "没有这个文件，请核对文件名。", IsADirectoryError: "这是一个文件夹，请写出文件名。"}
    return reasons.get(type(error), "打不开这个文件，请检查有没有读取权限。")


def _text(path: Path, inspection: Inspection) -> str:
    """Return what was found, the blocking kinds first within each group."""
    blocking = sum(one.blocks for one in inspection.findings)
    if not inspection.findings:
        return f"{path}：没有发现问题。"
    lines = [f"{path}：不得发布 {blocking} 处，请核对 {len(inspection.findings) - blocking} 处。"]
    group = None
    for finding in inspection.findings:
        if (finding.place.inside, finding.kind.group) != group:
            group = finding.place.inside, finding.kind.group
            lines.append(f"  {finding.kind.group.label}")
        lines.append(f"    [{finding.severity.label}] {finding.problem}{finding.remedy}")
        if finding.around and finding.around != finding.shown:
            lines.append(f"        原文：…{finding.around}…")
    return "\n".join(lines)


def _json_line(path: Path, inspection: Inspection) -> str:
    found = {
        "file": str(path),
        "form": inspection.form,
        "readable": inspection.readable,
        "blocks": inspection.blocks,
        "findings": [_as_data(one) for one in inspection.findings],
    }
    return json.dumps(found, ensure_ascii=False)


def _as_data(finding: Finding) -> dict[str, Any]:
    kind = finding.kind
    return {
        "kind": kind.id, "group": kind.group.value, "severity": finding.severity.value, "action": kind.action.value,
        "where": str(finding.place), "place": asdict(finding.place), "start": finding.start, "end": finding.end,
        "shown": finding.shown, "around": finding.around, "mask": finding.mask, "problem": finding.problem,
        "remedy": finding.remedy, "source": finding.source,
    }  # fmt: skip
