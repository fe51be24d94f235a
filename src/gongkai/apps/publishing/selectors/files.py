"""Which file stands at an address, and who may have it: a file is private until a published page shows it."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q
from wagtail.documents.models import Document
from wagtail.images.models import Image, Rendition

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.models import Disclosure, MediaFolder, PublicFile

MARK: Final = "/"


@dataclass(frozen=True, slots=True)
class Found:
    """A file in the store: whose folder holds it, the name it is saved under, whether the public may have it."""

    file: Any
    body: PublicBody | None
    name: str
    public: bool
    image_id: int | None = None


def at(path: str) -> Found | None:
    """Return the file stored under a path; None for a path that no row names, whatever lies on the disk."""
    if "\0" in path:  # PostgreSQL takes no such text
        return None
    document = Document.objects.filter(file=path).select_related("collection").first()
    if document is not None:
        public = PublicFile.objects.filter(document=document).exists()
        return Found(document.file, _body(document.collection_id), document.filename, public)
    rendition = Rendition.objects.filter(file=path).select_related("image").first()
    if rendition is not None:
        public = PublicFile.objects.filter(image=rendition.image).exists()
        name = path.rpartition(MARK)[2]
        return Found(rendition.file, _body(rendition.image.collection_id), name, public, rendition.image_id)
    image = Image.objects.filter(file=path).first()
    # an image as it was handed in, with its EXIF data, is never public
    if image is None:
        return None
    return Found(image.file, _body(image.collection_id), image.filename, public=False, image_id=image.pk)


def of(disclosure: Disclosure) -> list[str]:
    """Return the paths in the store of all files that a published disclosure shows: what a baked copy needs."""
    rows = disclosure.public_files.select_related("document", "image")
    shown = Rendition.objects.filter(Q(image__in=[row.image_id for row in rows if row.image_id]))
    return [*(row.document.file.name for row in rows if row.document), *(one.file.name for one in shown)]


def _body(collection: int) -> PublicBody | None:
    folder = MediaFolder.objects.select_related("public_body").filter(collection=collection).first()
    return folder.public_body if folder else None
