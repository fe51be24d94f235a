"""Attachments are judged like main files: what cannot be opened or carries the test virus is not kept."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.publishing.uploads import judged
from gongkai.apps.publishing.viruses import EICAR

WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}


def packed(members):
    held = BytesIO()
    with ZipFile(held, "w") as made:
        for name, data in members.items():
            made.writestr(name, data)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("附件.docx", packed({"[Content_Types].xml": b"<Types/>", "e.txt": b"x"}), id="no-word-file"),
        pytest.param("附件.xlsx", packed(WORD), id="another-kind"),
        pytest.param("附件.zip", packed(WORD)[:60], id="cut-off"),
    ],
)
def test_a_packed_file_that_is_not_what_it_is_named_is_refused(name, data):
    with pytest.raises(RuleError, match="损坏，打不开。请用原来的程序打开"):
        judged(SimpleUploadedFile(name, data))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("附件.txt", EICAR, id="plain"),
        pytest.param("附件.docx", packed({**WORD, "e.txt": EICAR}), id="packed"),
    ],
)
def test_the_test_virus_is_told_without_a_scanner(name, data):
    with pytest.raises(RuleError, match="含有病毒（EICAR-Test-File）"):
        judged(SimpleUploadedFile(name, data))


def test_a_file_that_is_what_it_is_named_is_kept():
    assert judged(SimpleUploadedFile("附件.docx", packed(WORD))).ending == "docx"
    assert judged(SimpleUploadedFile("附件.zip", packed({"a.txt": b"x"}))).ending == "zip"
