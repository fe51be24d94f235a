"""Matters and sheets, plainly invented."""

import io
from datetime import UTC, date, datetime

import openpyxl

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.catalogue import services
from gongkai.apps.catalogue.services import Said

NOW = datetime(2026, 6, 15, 4, tzinfo=UTC)
TODAY = date(2026, 6, 15)
START = date(2024, 1, 1)


def matter(body, title="虚构事项", limit="信息形成之日起20个工作日内", from_on=START, **given):
    code = given.pop("code", "")
    said = Said(**{"field": "社会救助", "first_level": title, "limit": limit, **given})
    return services.add_matter(by=SERVER, body=body, said=said, from_on=from_on, code=code, now=NOW)


def workbook(*rows, name="Sheet1", merged=(), hidden=(), more=None):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    for title, given in (more or {}).items():
        other = book.create_sheet(title)
        for row in given:
            other.append(list(row))
    for title in hidden:
        book.create_sheet(title).append(["别的"])
        book[title].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
