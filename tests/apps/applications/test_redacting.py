"""A file to be handed over is redacted in the case: what is covered is gone, the original stays inside."""

import io
from datetime import date

import docx
import pytest

from gongkai.apps.applications import services
from gongkai.apps.applications.errors import RuleError
from gongkai.apps.applications.files import Upload
from gongkai.apps.applications.services import ItemAnswer
from gongkai.apps.applications.services.replies import content_of
from gongkai.apps.applications.words import PaperKind
from gongkai.apps.bodies.permissions import SERVER
from gongkai.core.redaction.errors import PhraseNotFound
from tests.apps.applications import factories
from tests.apps.applications.factories import ON_LINE, at

pytestmark = pytest.mark.django_db
ON, NOW = date(2026, 3, 3), at("2026-03-03")


def word_file(text):
    document, held = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(held)
    return held.getvalue()


@pytest.fixture
def application():
    return factories.in_hand(factories.ready_body(), "2026-03-02")


def test_the_copy_goes_with_the_answer_and_the_original_does_not(application):
    common = {"by": SERVER, "application_id": application.pk, "now": NOW}
    files = (Upload("名册.docx", word_file("慕容某某领取补贴")),)
    (original,) = services.add_papers(**common, kind=PaperKind.REPLY_FILE, files=files)
    done = services.redact_paper(**common, paper_id=original.pk, phrases=["慕容某某"], areas=[])
    assert [(each.what, each.times) for each in done.covered] == [("慕容某某", 1)]
    text = "".join(each.text for each in docx.Document(io.BytesIO(done.paper.data())).paragraphs)
    assert "慕容" not in text
    assert "领取补贴" in text
    given = {1: ItemAnswer(outcome="granted_provided", details={"way": "在网上提供"})}
    letter = services.draft_reply(**common, on=ON, answers=given, main="", dated_on=ON)
    assert [annex.title for annex in content_of(letter).annexes] == ["名册（遮盖后）"]
    services.approve_reply(**common, on=ON, note="")
    services.send_reply(**common, on=ON, service=ON_LINE)
    handed = application.papers.filter(for_applicant=True)
    assert done.paper in handed
    assert original not in handed
    with pytest.raises(RuleError):
        services.redact_paper(**common, paper_id=done.paper.pk, phrases=["领取"], areas=[])


def test_a_phrase_that_is_not_there_is_told_and_nothing_is_kept(application):
    common = {"by": SERVER, "application_id": application.pk, "now": NOW}
    files = (Upload("名册.docx", word_file("领取补贴")),)
    (original,) = services.add_papers(**common, kind=PaperKind.REPLY_FILE, files=files)
    with pytest.raises(PhraseNotFound):
        services.redact_paper(**common, paper_id=original.pk, phrases=["慕容某某"], areas=[])
    assert application.papers.count() == 1
