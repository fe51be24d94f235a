"""Disclosures of the demonstration district (演示稿件), invented, at every stage of the work. Never on a real site."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.documents.models import Document

from gongkai.apps.bodies.models import Community, Office, PublicBody, User
from gongkai.apps.bodies.permissions import SERVER, By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.publishing import services
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.services.standing import Force
from gongkai.apps.publishing.services.tree import media_folder_of
from gongkai.apps.publishing.services.writing import Writing
from gongkai.apps.publishing.stages import Stage
from gongkai.apps.publishing.words import Secrecy, Validity

ATTACHED: Final = "序号,检查项目,结果\n1,炉具和烟筒,\n2,报警器,\n3,通风,\n"
# Who signs a step in the body whose people have cards.
SIGNERS: Final = {Act.FIRST_REVIEW: "fuze", Act.REVIEW_SECRECY: "baomi", Act.APPROVE: "lingdao"}
Item = Mapping[str, Any]


@transaction.atomic
def make_demonstration(now: datetime) -> bool:
    """Fill the demonstration district; False where any disclosure is there already or the district is not."""
    if Disclosure.objects.exists() or not PublicBody.objects.filter(slug="xiguan").exists():
        return False
    for body in PublicBody.objects.order_by("pk"):
        services.home_of(body)
    items = _items()
    made: dict[str, Disclosure] = {}
    for item in sorted(items, key=lambda one: -one.get("ago", 0)):
        page = _published(item, now, made) if "ago" in item else _at_work(item, now)
        made[item["title"]] = page
    for item in items:
        if "successor" in item or item.get("validity"):
            _ended(made[item["title"]], item, made, now)
    return True


def _items() -> list[Item]:
    text = (Path(__file__).parent / "data" / "demonstration.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["item"])


def _published(item: Item, now: datetime, made: Mapping[str, Disclosure]) -> Disclosure:
    at = now - timedelta(days=item["ago"])
    page = _handed_in(item, SERVER, at - timedelta(days=2), [made[item["explains"]]] if "explains" in item else [])
    page = _passed(page, at - timedelta(days=1))
    page = services.publish(by=SERVER, disclosure=page, now=at)
    if "expires" in item:
        last = (now + timedelta(days=item["expires"])).date()
        force = Force(Validity.IN_FORCE, effective_on=at.date(), expires_on=last)
        page = services.change_validity(by=SERVER, disclosure=page, force=force, now=at)
    if "correction" in item:
        writing = Writing({"body": _body(item["corrected_text"], item)})
        later = at + timedelta(days=3)
        page = services.correct(by=SERVER, disclosure=page, writing=writing, note=item["correction"], now=later)
        page = services.publish(by=SERVER, disclosure=_passed(page, later), now=later + timedelta(hours=5))
    if "withdrawn" in item:
        later = at + timedelta(days=2)
        page = services.withdraw(by=SERVER, disclosure=page, reason=item["withdrawn"], now=later)
    return page


def _passed(page: Disclosure, at: datetime) -> Disclosure:
    """Take a disclosure through all its reviews, some hours each."""
    page = services.submit(by=SERVER, disclosure=page, now=at)
    while page.stage == Stage.IN_REVIEW:
        at += timedelta(hours=3)
        page = services.review(by=SERVER, disclosure=page, secrecy=Secrecy.OPEN, now=at)
    return page


def _at_work(item: Item, now: datetime) -> Disclosure:
    """Bring a disclosure as far as its state says, each act by the person whose card is on the login page."""
    author: By = User.objects.get(username=item["by"])
    page = _handed_in(item, author, now, [])  # today: the people of the demonstration hold their roles since today
    if item["state"] == Stage.DRAFT:
        return page
    page = services.submit(by=author, disclosure=page, now=now)
    while page.stage == Stage.IN_REVIEW and page.step != item["state"]:
        signer = _signer(page)
        if item["state"] == Stage.RETURNED:
            return services.send_back(by=signer, disclosure=page, reason=item["reason"], now=now)
        secrecy = Secrecy.OPEN if page.step == Act.REVIEW_SECRECY else None
        page = services.review(by=signer, disclosure=page, note="同意", secrecy=secrecy, now=now)
    if item["state"] == Stage.SCHEDULED:
        officer = User.objects.get(username="xinxi")
        tomorrow = now + timedelta(days=2)
        page = services.schedule(by=officer, disclosure=page, at=tomorrow, now=now)
    return page


def _signer(page: Disclosure) -> User:
    """Return who signs the step: the general office for what comes from no office with a head of its own."""
    name = SIGNERS[Act(page.step)]
    if page.step == Act.FIRST_REVIEW and (page.office is None or page.office.name != "社会事务办公室"):
        name = "dangzheng"
    return User.objects.get(username=name)


def _ended(page: Disclosure, item: Item, made: Mapping[str, Disclosure], now: datetime) -> None:
    successor = made.get(item.get("successor", ""))
    ended = (successor.published_at if successor and successor.published_at else now - timedelta(days=20)).date()
    force = Force(Validity(item["validity"]), ended_on=ended, successor=successor)
    services.change_validity(by=SERVER, disclosure=page, force=force, now=now)


def _handed_in(item: Item, by: By, at: datetime, explains: list[Disclosure]) -> Disclosure:
    body = PublicBody.objects.get(slug=item["body"])
    made_on = (at - timedelta(days=item.get("made", 5))).date()
    fields = {
        "title": item["title"],
        "form": item.get("form", ""),
        "theme": item.get("theme", ""),
        "document_number": item.get("number", ""),
        "made_on": made_on,
        "summary": item["text"][0].removeprefix("## ") if len(item["text"][0]) > 12 else item["text"][1],
        "keywords": item["title"][:4],
        "source": body.short_name,
        "matter": item.get("matter", ""),
        "body": _body(item["text"], item),
    }
    attachments = [(_attachment(body, item["attachment"]), item["attachment"])] if "attachment" in item else []
    return services.hand_in(
        by=by,
        body=body,
        column=services.home_of(body).columns.get(slug=item["column"]),
        writing=Writing(fields, attachments=attachments, explains=explains),
        unit=_unit(body, item.get("unit", "")),
        now=at,
    )


def _unit(body: PublicBody, name: str) -> Office | Community | None:
    return body.offices.filter(name=name).first() or body.communities.filter(name=name).first()


def _attachment(body: PublicBody, name: str) -> Document:
    made: Document = Document.objects.create(
        title=name, file=ContentFile(ATTACHED.encode("utf-8-sig"), name), collection=media_folder_of(body).collection
    )
    return made


def _body(lines: list[str], item: Item) -> list[tuple[str, Any]]:
    """Return lines as blocks: ## before a heading, - before an item of a list; then the table."""
    blocks: list[tuple[str, Any]] = [("text", "".join(_html(lines)))]
    if "table" in item:
        table = {
            "data": item["table"],
            "mergeCells": [
                {"row": row, "col": col, "rowspan": rowspan, "colspan": colspan}
                for row, col, rowspan, colspan in item.get("merges", ())
            ],
            "cell": [],
            "table_header_choice": "row",
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_caption": "",
        }
        blocks.append(("table", table))
    return blocks


def _html(lines: list[str]) -> Iterator[str]:
    for kind, group in groupby(
        lines, lambda line: {"## ": "h2", "- ": "ul"}.get(line[: 3 if line[0] == "#" else 2], "p")
    ):
        words = [escape(line.removeprefix("## ").removeprefix("- "), quote=False) for line in group]
        if kind == "ul":
            yield f"<ul>{''.join(f'<li>{one}</li>' for one in words)}</ul>"
        else:
            yield from (f"<{kind}>{one}</{kind}>" for one in words)
