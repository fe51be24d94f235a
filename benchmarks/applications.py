"""Applications: submissions a second, the list of the desk at 100,000 cases, table 3 over many cases.

Each runs on a SQLite file of its own, as the site has it (WAL, synchronous FULL).
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.measure import Result

KEY = "for-benchmarks-only-0123456789-abcdefghijklmnop"


def results(cases: int = 100_000, submissions: int = 300) -> Iterator[Result]:
    """Yield the measures."""
    with tempfile.TemporaryDirectory() as folder:
        _site(Path(folder))
        body = _body()
        yield from _submitting(body, submissions)
        _fill(body, cases)
        yield from _listing(body, cases)
        yield from _counting(body, cases)


def _site(folder: Path) -> None:
    os.environ |= {
        "GONGKAI_SECRET_KEY": "b" + "3nch-" * 20 + "0123456789",
        "GONGKAI_VAR_DIR": str(folder),
        "GONGKAI_DATABASE_URL": "sqlite:///bench.sqlite3",
        "GONGKAI_APPLICANT_KEYS": KEY,
        "GONGKAI_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "gongkai.site.settings",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _body() -> Any:
    from django.utils import timezone

    from gongkai.apps.bodies.models import Kind
    from gongkai.apps.bodies.permissions import SERVER
    from gongkai.apps.bodies.services import create_body

    return create_body(
        by=SERVER, parent=None, slug="bench", kind=Kind.DISTRICT, name="量测区", short_name="量测", now=timezone.now()
    )


def _submitting(body: Any, number: int) -> Iterator[Result]:
    from django.utils import timezone

    from gongkai.apps.applications.personal import Particulars
    from gongkai.apps.applications.services import Submission, submit
    from gongkai.apps.applications.words import ApplicantKind

    begun, worked = time.perf_counter(), time.process_time()
    for place in range(number):
        who = Particulars(name=f"某{place}", identity_number=f"99{place:016d}", phone="0", email="a@demo.invalid")
        submission = Submission(kind=ApplicantKind.NATURAL, particulars=who, wanted=f"量测 {place}")
        submit(body=body, submission=submission, key=f"bench-{place}", now=timezone.now())
    took, work = time.perf_counter() - begun, (time.process_time() - worked) * 1000 / number
    yield Result("applications submitted, committed and receipted, one process", number / took, "1/s", goal=">= 100")
    yield Result("processor time of one submission", work, "ms", goal="< 10")


def _fill(body: Any, number: int) -> None:
    """Put in rows as three years leave them: one in thirty is open."""
    from gongkai.apps.applications.models import Applicant, Application
    from gongkai.apps.applications.models.application import NEVER
    from gongkai.apps.applications.sealing import seal_data
    from gongkai.core.law.outcomes import outcomes

    rng, codes = random.Random(1), list(outcomes())
    first, today = date(2024, 1, 2), date(2026, 11, 20)
    kinds = ["natural"] * 20 + ["enterprise", "research", "welfare", "legal", "other_org"]
    for start in range(0, number, 5000):
        rows = []
        for place in range(start, min(start + 5000, number)):
            came = first + timedelta(days=rng.randrange((today - first).days))
            ended = came + timedelta(days=rng.randrange(40))
            is_open = ended > today or rng.random() < 0.02
            outcome = "" if is_open else rng.choice(codes)
            due = came + timedelta(days=28)
            rows.append(
                Application(
                    body=body, year=came.year, serial=1000 + place, kind=rng.choice(kinds), channel="internet",
                    submitted_at=datetime(came.year, came.month, came.day, 4, place % 60, tzinfo=UTC),
                    wanted=f"第{place}件申请的内容", carrier="electronic", manner="online", events=3,
                    state="in_review" if is_open else "archived", is_open=is_open, received_on=came,
                    due_on=due if is_open else None, due_sort=due if is_open else NEVER, outcome=outcome,
                    counted_from=came, counted_on=None if is_open else ended, counted_outcome=outcome,
                    projected_on=today,
                )
            )  # fmt: skip
        made = Application.objects.bulk_create(rows)
        Applicant.objects.bulk_create(
            Applicant(application=row, sealed=seal_data({"name": "某甲"}, Applicant.about(row))) for row in made
        )


def _listing(body: Any, cases: int) -> Iterator[Result]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, override_settings
    from django.utils import timezone

    from gongkai.apps.bodies.models import User
    from gongkai.apps.bodies.permissions import SERVER
    from gongkai.apps.bodies.roles import Role
    from gongkai.apps.bodies.services import grant_role

    user = User.objects.create(username="bench", name="量测", email="bench@demo.invalid")
    grant_role(by=SERVER, user=user, body=body, role=Role.DISCLOSURE_OFFICER, now=timezone.now())
    browser = Client()
    browser.force_login(user, backend="gongkai.apps.bodies.accounts.StaffBackend")
    pages = {
        "first page of the desk": "/desk/applications/bench/",
        "list of cases": "/desk/applications/bench/cases/",
        "list of cases, a late page": "/desk/applications/bench/cases/?sort=new&after=2024-06-01T04:00:00+00:00_50",
        "list of cases, overdue": "/desk/applications/bench/cases/?bucket=overdue",
    }
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        for name, address in pages.items():
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address).status_code == 200
                queries = len(asked)
            times, work = [], []
            for _ in range(30):
                begun, worked = time.perf_counter(), time.process_time()
                browser.get(address)
                times.append((time.perf_counter() - begun) * 1000)
                work.append((time.process_time() - worked) * 1000)
            p95 = statistics.quantiles(times, n=20)[-1]
            told = f"{name} at {cases} cases ({queries} queries)"
            yield Result(f"{told}, p95 of 30", p95, "ms", goal="< 100, <= 15 queries")
            yield Result(f"{told}, median processor time", statistics.median(work), "ms")


def _counting(body: Any, cases: int) -> Iterator[Result]:
    from django.db import connection

    from gongkai.apps.applications.selectors.counts import Period, table3, within

    period = Period.of_year(2025)
    bare = (
        "SELECT kind, counted_outcome, SUM(counted_from >= %s AND counted_from <= %s), "
        "SUM(counted_on >= %s AND counted_on <= %s) FROM applications_application "
        "WHERE body_id = %s AND counted_from <= %s GROUP BY kind, counted_outcome"
    )
    given = [period.first, period.last, period.first, period.last, body.pk, period.last]
    ours, floor = [], []
    for _ in range(5):
        begun = time.perf_counter()
        table3(within(body), period)
        ours.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(bare, given)
            cursor.fetchall()
        floor.append(time.perf_counter() - begun)
    took, least = statistics.median(ours), statistics.median(floor)
    name = f"table 3 over {cases} cases, beside bare SQL"
    yield Result(name, took, "s", least, took / least, "< 1 s over 1,000,000; ratio <= 1.2")
