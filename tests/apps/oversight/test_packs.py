"""The package of evidence: made by the worker, whole, bounded, without applicants."""

import csv
import hashlib
import io
import zipfile

import pytest

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.oversight import packing, services
from gongkai.apps.oversight.errors import OversightRefused
from gongkai.apps.oversight.models import EvidencePack
from tests.apps.bodies.factories import NOON
from tests.apps.oversight import factories
from tests.apps.publishing import factories as publishing
from tests.apps.reports import factories as reports

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_browser(monkeypatch):
    """Chromium has no site to print here; that it is there or not changes nothing else."""
    monkeypatch.setenv("PATH", "")


def opened(order):
    order.refresh_from_db()
    data = order.file.open("rb").read()
    order.file.close()
    assert hashlib.sha256(data).hexdigest() == order.sha256
    return zipfile.ZipFile(io.BytesIO(data))


def test_a_package_holds_report_score_records_log_and_pages(district, body, settings, tmp_path, logged_in):
    settings.BAKED_DIR = tmp_path / "baked"
    page = publishing.published(body, title="=危险的标题")
    baked = settings.BAKED_DIR / page.address.strip("/") / "index.html"
    baked.parent.mkdir(parents=True)
    baked.write_text("<p>页面</p>", encoding="utf-8")
    reports.sealed(reports.draft(body, 2026))
    factories.indicator(district)
    order = services.order_pack(by=SERVER, body=body, year=2026, now=NOON)
    with pytest.raises(OversightRefused, match="正在制作"):
        services.order_pack(by=SERVER, body=body, year=2026, now=NOON)

    assert services.packs_due(now=NOON) == 1
    assert services.packs_due(now=NOON) == 0
    found = opened(order)
    names = found.namelist()

    assert [name.rpartition(".")[2] for name in names if name.startswith("年度报告/")] == [
        "docx",
        "pdf",
        "xlsx",
        "json",
    ]
    assert f"网页{page.address}index.html" in names
    records = list(csv.reader(io.StringIO(found.read("公开的信息.csv").decode("utf-8-sig"))))
    assert [row[1] for row in records[1:]] == ["'=危险的标题"], "office programs must not take it for a formula"
    assert "每月一条" in found.read("得分/依据.csv").decode()
    assert "发布" in found.read("操作日志.csv").decode()
    index = found.read("说明.txt").decode()
    for name in names[:-1]:
        assert f"{hashlib.sha256(found.read(name)).hexdigest()}  {name}" in index
    assert "服务器上没有 Chromium" in index
    answer = logged_in(Role.APPROVING_LEADER, body).get(f"/desk/oversight/packs/{order.pk}/")
    assert len(b"".join(answer.streaming_content)) == order.bytes


def test_what_does_not_fit_is_told(body, monkeypatch):
    monkeypatch.setattr(packing, "MOST_BYTES", 400)
    order = services.order_pack(by=SERVER, body=body, year=2026, now=NOON)
    services.packs_due(now=NOON)
    opened(order)
    assert any("材料总量超过上限" in words for words in order.left_out)


def test_one_that_cannot_be_made_is_given_up_after_three_tries(body, monkeypatch):
    services.order_pack(by=SERVER, body=body, year=2026, now=NOON)

    def broken(*given):
        raise OSError("disk full")

    monkeypatch.setattr("gongkai.apps.oversight.services.packs.pack", broken)
    for _try in range(3):
        with pytest.raises(OSError, match="disk full"):
            services.packs_due(now=NOON)
    assert services.packs_due(now=NOON) == 0
    assert EvidencePack.objects.get().made_at is None


def test_a_package_is_ordered_on_its_page(body, logged_in):
    officer, leader = logged_in(Role.DISCLOSURE_OFFICER, body), logged_in(Role.APPROVING_LEADER, body)
    at = "/desk/oversight/yi/packs/"
    assert "还没有制作过" in leader.get(at).content.decode()
    assert leader.post(at, {"year": "2026"}).status_code == 403
    assert officer.post(at, {"year": "1900"}).status_code == 404
    assert "等待后台制作" in officer.post(at, {"year": "2026"}, follow=True).content.decode()
