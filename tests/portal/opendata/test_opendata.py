"""/data/: what is public in bulk, whole at every moment, and nothing of what is not public."""

import csv
import gzip
import hashlib
import io
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import brotli
import jsonschema
import pytest
from arro3.io import read_parquet

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.ledgers.kinds import LedgerKind
from gongkai.apps.publishing import services as publishing
from gongkai.apps.reports import services as annual
from gongkai.portal.bake.services import bake_all, files
from gongkai.portal.bake.shown import everything
from gongkai.portal.opendata import services
from gongkai.portal.opendata.writing import Twinned
from tests.apps.bodies import factories
from tests.apps.bodies.factories import NOON
from tests.apps.catalogue.factories import matter
from tests.apps.oversight.factories import indicator
from tests.apps.publishing.factories import document, draft, published
from tests.apps.reports import factories as reports
from tests.apps.reports.factories import entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    settings.MEDIA_ROOT, settings.BAKED_DIR, settings.DATA_HOUR = tmp_path / "media", tmp_path / "baked", 3
    settings.SITE_ADDRESS = "http://testserver"


@pytest.fixture
def body():
    return factories.body(factories.body(slug="jia", name="甲区人民政府"), slug="yi", name="乙街道办事处")


def beijing(hour, day=3):
    return datetime(2026, 3, day, hour, tzinfo=UTC) - timedelta(hours=8)


def read(name):
    return (services.folder() / name).read_bytes()


def lines(name):
    return [json.loads(line) for line in read(name).decode().splitlines()]


def table(name):
    return list(csv.DictReader(io.StringIO(read(name).decode("utf-8-sig"))))


def test_no_cell_of_a_sheet_is_a_formula_and_the_schema_says_how_that_is_done(body):
    published(body, title="虚构的通知", source="=1+1", summary="=HYPERLINK(1)", keywords="@虚构")
    services.write_all(now=NOON)

    (line,), (row,) = lines("disclosures.jsonl"), table("disclosures.csv")
    assert (line["source"], line["summary"]) == ("=1+1", "=HYPERLINK(1)")
    assert (row["source"], row["summary"]) == ("'=1+1", "'=HYPERLINK(1)")
    assert all(not cell.startswith(("=", "+", "@")) for cell in row.values())
    assert "前面加一个 '" in json.loads(read("disclosures.schema.json"))["$comment"]


def test_what_is_public_is_in_each_form_and_nothing_else(body):
    hidden = draft(body)
    one = published(
        body,
        title="关于“引号”、逗号,和\n换行的通知",
        keywords="虚构 通知",
        attachments=[(document(body), "虚构的附件")],
    )
    services.write_all(now=NOON)

    (line,), (row,) = lines("disclosures.jsonl"), table("disclosures.csv")
    assert line["id"] == row["id"] == one.public_id
    assert line["title"] == row["title"] == one.title
    assert line["text"].strip() == "虚构的正文。"
    assert line["attachments"][0]["title"] == "虚构的附件"
    assert line["keywords"] == ["虚构", "通知"]
    assert row["keywords"] == "虚构 通知"
    assert row["published_at"] == "2026-03-02T12:00:00+08:00" == line["published_at"]
    assert hidden.title not in read("disclosures.jsonl").decode()
    assert {row["id"] for row in table("bodies.csv")} >= {"yi"}
    assert "yi/catalogue/notices" in {row["id"] for row in lines("columns.jsonl")}


def test_each_line_is_as_its_schema_says(body):
    published(body, attachments=[(document(body), "虚构的附件")])
    services.write_all(now=NOON)
    for name in ("bodies", "columns", "disclosures"):
        schema = json.loads(read(f"{name}.schema.json"))
        jsonschema.Draft202012Validator.check_schema(schema)
        for line in lines(f"{name}.jsonl"):
            jsonschema.validate(line, schema)
        assert table(f"{name}.csv")
        assert set(table(f"{name}.csv")[0]) <= set(schema["properties"])


def test_checksums_and_twins_are_those_of_the_files(body):
    published(body)
    services.write_all(now=NOON)
    sums = dict(reversed(line.split("  ")) for line in read("sha256sums.txt").decode().splitlines())
    assert "disclosures.csv" in sums
    for name, digest in sums.items():
        content = read(name)
        assert hashlib.sha256(content).hexdigest() == digest
        if name.endswith(".parquet"):
            continue  # packed in itself
        assert gzip.decompress(read(f"{name}.gz")) == content
        assert brotli.decompress(read(f"{name}.br")) == content
    told = {one["path"]: one for one in json.loads(read("datapackage.json"))["resources"]}
    assert told["disclosures.csv"]["rows"] == 1
    assert told["disclosures.csv"]["bytes"] == len(read("disclosures.csv"))


def test_it_is_written_once_a_day_from_the_hour_on(body):
    published(body)
    assert services.data_due(now=beijing(2)) == 0
    assert services.data_due(now=beijing(3)) == 1
    assert services.data_due(now=beijing(4)) == 0
    assert services.data_due(now=beijing(2, day=4)) == 0
    assert services.data_due(now=beijing(9, day=4)) == 1  # the worker was not there in the night


def test_what_is_withdrawn_is_out_of_the_files_at_once(body):
    one = published(body)
    services.data_due(now=beijing(3))
    publishing.withdraw(by=SERVER, disclosure=one, reason="重复发布", now=NOON)

    assert services.data_due(now=beijing(4)) == 1
    assert one.title not in read("disclosures.jsonl").decode()
    assert services.data_due(now=beijing(5)) == 0


def test_the_index_names_each_file_in_plain_words(client, body):
    published(body)
    assert "还没有写好" in client.get("/data/").content.decode()
    services.write_all(now=NOON)

    page = files().path("/data/").read_text(encoding="utf-8")

    assert "2026年3月2日" in page
    for one in json.loads(read("datapackage.json"))["resources"]:
        assert f'href="/data/{one["path"]}"' in page
    assert "请注明来源" in page
    assert "/data/licence.txt" in page


def test_baking_all_anew_leaves_the_files(body):
    published(body)
    services.write_all(now=NOON)
    before = {path.name for path in services.folder().iterdir()}
    assert [wrong for _, wrong in bake_all(everything()) if wrong] == []
    assert {path.name for path in services.folder().iterdir()} == before


def test_a_failure_in_between_leaves_the_old_file_and_no_part(tmp_path):
    (tmp_path / "a.csv").write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError), Twinned(tmp_path, "a.csv") as file:
        file.write("new, and half a character: \ud800")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "old"


def test_memory_does_not_grow_with_the_rows(body):
    """A large file reaches the reader piece by piece."""
    from gongkai.portal.bake.front import PIECE, BakedFirst

    services.folder().mkdir(parents=True)
    (services.folder() / "large.csv").write_bytes(b"x" * (PIECE * 2 + 1))
    front = BakedFirst(lambda *_: [b""], files().folder, {})
    told = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/data/large.csv"}
    pieces = front(environ, lambda status, headers: told.append((status, dict(headers))))
    assert [len(piece) for piece in pieces] == [PIECE, PIECE, 1]
    pieces.close()
    assert told[0][1]["Content-Length"] == str(PIECE * 2 + 1)


def columnar(name):
    return read_parquet(services.folder() / f"{name}.parquet").read_all()


def test_reports_ledgers_matters_and_indicators_are_there_and_nought_is_not_blank(body):
    entry(body, LedgerKind.PENALTY, date(2025, 5, 5))
    entry(body, LedgerKind.CHARGE, date(2025, 5, 6), amount=Decimal("0.00"))
    entry(body, LedgerKind.PERMIT, date(2025, 5, 7), is_public=False, withheld_reason="《条例》第十五条")
    matter(body)
    indicator(body)
    unpublished = reports.draft(body, 2024)
    made = annual.publish(
        by=SERVER, draft=reports.sealed(reports.draft(body), reason="虚构"), override="虚构", now=NOON
    )
    services.write_all(now=NOON)

    assert unpublished.state != made.state
    assert [(row["id"], row["year"]) for row in lines("reports.jsonl")] == [("yi/2025", 2025)]
    cells = {row["cell"]: row for row in lines("report_cells.jsonl")}
    assert cells["t2.penalties.decisions"]["value"] == "1"
    assert cells["t3.new.total"]["value"] == "0"
    assert [(row["kind"], row["amount_yuan"]) for row in lines("ledgers.jsonl")] == [
        ("penalty", None),
        ("charge", "0.00"),
    ]
    found = columnar("ledgers")
    assert found["amount_yuan"].to_pylist() == [None, "0.00"]
    assert columnar("reports")["year"].to_pylist() == [2025]
    assert len(lines("matters.jsonl")) == len(lines("indicators.jsonl")) == 1
    for table_ in ("reports", "report_cells", "ledgers", "matters", "indicators"):
        schema = json.loads(read(f"{table_}.schema.json"))
        for line in lines(f"{table_}.jsonl"):
            jsonschema.validate(line, schema)
        assert columnar(table_).num_rows == len(lines(f"{table_}.jsonl")) == len(table(f"{table_}.csv"))
    listed = {one["path"]: one["hash"] for one in services.package()["resources"]}
    assert listed["ledgers.parquet"] == f"sha256:{hashlib.sha256(read('ledgers.parquet')).hexdigest()}"


def test_a_report_that_is_withdrawn_is_no_longer_in_the_data(body):
    made = annual.publish(
        by=SERVER, draft=reports.sealed(reports.draft(body), reason="虚构"), override="虚构", now=NOON
    )
    publishing.withdraw(by=SERVER, disclosure=made.disclosure, reason="虚构", now=NOON)
    services.write_all(now=NOON)
    assert lines("reports.jsonl") == lines("report_cells.jsonl") == []
    assert columnar("reports").num_rows == 0
