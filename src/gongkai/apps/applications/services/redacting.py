"""Files put into a case by an officer, and files made fit to be handed over (遮盖)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.db import transaction

from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.models import Paper
from gongkai.apps.applications.services.acting import Doer, locked, log, require_right
from gongkai.apps.applications.services.papers import put, put_papers
from gongkai.apps.applications.words import Deed, PaperKind
from gongkai.apps.bodies.roles import Act as Right
from gongkai.core.redaction.model import Area, Covered
from gongkai.core.redaction.redact import redact


@dataclass(frozen=True, slots=True)
class Redacted:
    """A redacted file kept in the case, with the account of it for the person."""

    paper: Paper
    covered: tuple[Covered, ...]
    warnings: tuple[str, ...]


@transaction.atomic
def add_papers(
    *, by: Doer, application_id: int, kind: PaperKind, files: tuple[Upload, ...], now: datetime
) -> list[Paper]:
    """Put files into a case (存入案卷文件): a record of a search, a file to be handed over."""
    application = locked(application_id)
    require_right(by, Right.HANDLE_APPLICATION, application, now)
    if not files:
        raise RuleError("没有选择文件。", "请选择要存入的文件。")
    made = put_papers(application, kind, files, by=by, now=now)
    after = {"papers": [paper.pk for paper in made]}
    log(Deed.ADD_PAPER, application, by=by, now=now, told=f"{kind.label}{len(made)}个", after=after)
    return made


@transaction.atomic
def redact_paper(
    *,
    by: Doer,
    application_id: int,
    paper_id: int,
    phrases: Sequence[str],
    areas: Sequence[Area],
    now: datetime,
) -> Redacted:
    """Keep a copy of a file without what must not be seen; the copy is what goes with the answer, the original is not.

    Raises RedactionError.
    """
    application = locked(application_id)
    require_right(by, Right.HANDLE_APPLICATION, application, now)
    paper = Paper.objects.select_for_update().get(pk=paper_id, application=application, erased_on=None)
    if paper.for_applicant:
        raise RuleError("这个文件已经提供给申请人。", "不能再遮盖；请另行处理。")
    done = redact(paper.data(), phrases=phrases, areas=areas)
    name = PurePath(paper.name)
    upload = Upload(f"{name.stem}（遮盖后）.{done.kind}", done.data)
    made = put(application, PaperKind.REPLY_FILE, upload, by=by, now=now)
    if paper.kind == PaperKind.REPLY_FILE:
        paper.kind = PaperKind.OTHER
        paper.save(update_fields=["kind"])
    times = sum(each.times for each in done.covered)
    after = {"paper": paper.pk, "redacted": made.pk, "times": times}
    log(Deed.REDACT_PAPER, application, by=by, now=now, told=f"遮盖文件，共{times}处", after=after)
    return Redacted(made, done.covered, done.warnings)
