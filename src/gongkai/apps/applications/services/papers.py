"""Files put into a case."""

from collections.abc import Iterable
from datetime import datetime

from gongkai.apps.applications.files import Upload, checked
from gongkai.apps.applications.models import Application, Paper, PaperContent
from gongkai.apps.applications.sealing import seal, seal_text
from gongkai.apps.applications.services.acting import Doer
from gongkai.apps.applications.words import PaperKind


def put_papers(
    application: Application,
    kind: PaperKind,
    uploads: Iterable[Upload],
    *,
    by: Doer,
    now: datetime,
    for_applicant: bool = False,
) -> list[Paper]:
    """Seal files into a case, in the transaction of the act they belong to. Raises WrongFile."""
    return [put(application, kind, upload, by=by, now=now, for_applicant=for_applicant) for upload in checked(uploads)]


def put(
    application: Application, kind: PaperKind, upload: Upload, *, by: Doer, now: datetime, for_applicant: bool = False
) -> Paper:
    """Seal one file, already checked or made by the system, into a case."""
    paper = Paper(
        application=application,
        kind=kind,
        media_type=upload.media_type,
        size=len(upload.data),
        for_applicant=for_applicant,
        added_at=now,
        added_by=by.as_actor().name,
    )
    paper.sealed_name = seal_text(upload.name, f"paper-name:{paper.uid}")
    paper.save()
    PaperContent.objects.create(paper=paper, sealed=seal(upload.data, f"paper:{paper.uid}"))
    return paper
