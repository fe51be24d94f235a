"""Public disclosures by the hundred thousand, written as rows: what the site would hold after years of work."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

BODIES: Final = 8
SINCE: Final = datetime(2016, 1, 4, 1, tzinfo=UTC)
BATCH: Final = 5_000


def fill(number: int) -> Any:
    """Make the bodies and their public disclosures; return one disclosure that was published in the usual way."""
    from gongkai.apps.publishing.services import home_of

    top = _body(None, "bench", "量测区人民政府")
    bodies = [top, *(_body(top, f"bench-{n}", f"第{n}量测街道办事处") for n in range(1, BODIES))]
    columns = [column for body in bodies for column in home_of(body).columns.all()]
    first = publish_one(top, "notices", SINCE)
    _write(first, columns, number)
    return first


def publish_one(body: Any, column: str, now: datetime) -> Any:
    """Publish a disclosure as its services do, reviews apart; return it."""
    return release(ready(body, column, now), now)


def ready(body: Any, column: str, now: datetime) -> Any:
    """Return a disclosure that only has to be published."""
    from gongkai.apps.bodies.permissions import SERVER
    from gongkai.apps.publishing import services
    from gongkai.apps.publishing.models import Disclosure
    from gongkai.apps.publishing.services.writing import Writing
    from gongkai.apps.publishing.stages import Stage

    text = "".join(f"<p>{'量测用的虚构正文，说明开放时间、办理地点和所需材料。' * 6}</p>" for _ in range(6))
    writing = Writing({"title": "关于量测的通知", "form": "通知", "theme": "综合政务", "body": [("text", text)]})
    home = services.home_of(body)
    made = services.hand_in(
        by=SERVER, body=body, column=home.columns.get(slug=column), writing=writing, unit=None, now=now
    )
    Disclosure.objects.filter(pk=made.pk).update(stage=Stage.APPROVED)
    return Disclosure.objects.get(pk=made.pk)


def release(page: Any, now: datetime) -> Any:
    """Publish it."""
    from gongkai.apps.bodies.permissions import SERVER
    from gongkai.apps.publishing import services

    return services.publish(by=SERVER, disclosure=page, now=now)


def _body(parent: Any, slug: str, name: str) -> Any:
    from gongkai.apps.bodies.models import Kind
    from gongkai.apps.bodies.permissions import SERVER
    from gongkai.apps.bodies.services import create_body

    kind = Kind.SUBDISTRICT_OFFICE if parent else Kind.DISTRICT
    return create_body(by=SERVER, parent=parent, slug=slug, kind=kind, name=name, short_name=name[:6], now=SINCE)


def _write(first: Any, columns: list[Any], number: int) -> None:
    """Write the rows of the pages and those of the disclosures, copies of one but for names, numbers and times."""
    from django.db import connection, transaction
    from wagtail.models import Page

    from gongkai.apps.publishing.models import Disclosure

    highest = Page.objects.order_by("-pk").values_list("pk", flat=True)[0]
    described = Disclosure._meta  # noqa: SLF001 Django's own documented name
    fields = described.local_concrete_fields
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {connection.ops.quote_name(described.db_table)} ({names}) VALUES ({places})"
    rows = _rows(first, columns, number, highest)
    while some := [one for _, one in zip(range(BATCH), rows, strict=False)]:
        with transaction.atomic(), connection.cursor() as cursor:
            Page.objects.bulk_create(_page(first, one) for one in some)
            cursor.executemany(statement, [_values(first, fields, one, connection) for one in some])
    for column in columns:
        Page.objects.filter(pk=column.pk).update(numchild=number // len(columns) + 1)


def _rows(first: Any, columns: list[Any], number: int, highest: int) -> Iterator[dict[str, Any]]:
    dice, step = random.Random(3), timedelta(days=3600) / number
    for n in range(1, number + 1):
        column = dice.choice(columns)
        public_id = f"{n:08x}".translate(str.maketrans("01", "xy"))
        yield {
            "pk": highest + n,
            "column": column,
            "title": f"关于第{n}件量测事项的通知",
            "public_id": public_id,
            "index_number": f"000000000/2016-{n:06}",
            "published_at": SINCE + n * step,
        }


def _page(first: Any, one: dict[str, Any]) -> Any:
    from wagtail.models import Page

    column = one["column"]
    at = one["published_at"]
    return Page(
        pk=one["pk"],
        path=column.path + Page._int2str(one["pk"]).rjust(Page.steplen, "0"),  # noqa: SLF001 the tree's own way
        depth=column.depth + 1,
        title=one["title"],
        draft_title=one["title"],
        slug=one["public_id"],
        content_type_id=first.content_type_id,
        live=True,
        locale_id=first.locale_id,
        first_published_at=at,
        last_published_at=at,
    )


def _values(first: Any, fields: Any, one: dict[str, Any], connection: Any) -> list[Any]:
    own = {
        "page_ptr_id": one["pk"],
        "column_id": one["column"].pk,
        "public_body_id": one["column"].home.public_body_id,
        "public_id": one["public_id"],
        "index_number": one["index_number"],
        "published_at": one["published_at"],
    }
    return [
        field.get_db_prep_save(own.get(field.attname, getattr(first, field.attname)), connection) for field in fields
    ]
