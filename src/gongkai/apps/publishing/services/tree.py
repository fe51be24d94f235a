"""The pages above the disclosures and the folders of their files, made when a body first needs them."""

from django.db import transaction
from wagtail.models import Collection, Page, Site

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.columns import unified_columns
from gongkai.apps.publishing.models import BodyHome, Column, MediaFolder, Platform


@transaction.atomic
def platform() -> Platform:
    """Return the platform; make it the first time, in the place of the page that Wagtail begins with."""
    found: Platform | None = Platform.objects.first()
    if found is not None:
        return found
    root = Page.objects.select_for_update().get(depth=1)
    found = Platform.objects.first()  # somebody else may have held the lock
    if found is None:
        found = Platform(title="政府信息公开", slug="platform")
        root.add_child(instance=found)
        Site.objects.update_or_create(is_default_site=True, defaults={"root_page": found, "hostname": "localhost"})
        for page in root.get_children().exclude(pk=found.pk):
            page.delete()
    return found


@transaction.atomic
def home_of(body: PublicBody) -> BodyHome:
    """Return a body's home; make it with the columns of the unified layout the first time."""
    found: BodyHome | None = BodyHome.objects.filter(public_body=body).first()
    if found is not None:
        return found
    above = platform()
    PublicBody.objects.select_for_update().get(pk=body.pk)
    list(Page.objects.select_for_update().filter(pk=above.pk))  # one child at a time is put into the tree
    found = BodyHome.objects.filter(public_body=body).first()
    if found is None:
        above.refresh_from_db()
        found = BodyHome(title=body.name, slug=body.slug, public_body=body)
        above.add_child(instance=found)
        for position, plan in enumerate(unified_columns(), start=1):
            made = Column(title=plan.name, slug=plan.slug, section=plan.section, position=position)
            made.update_days = plan.days
            add_column(found, made)
    return found


def add_column(home: BodyHome, column: Column) -> Column:
    """Put a column into a body's home."""
    column.home = home
    return home.add_child(instance=column)  # type: ignore[no-any-return]


@transaction.atomic
def media_folder_of(body: PublicBody) -> MediaFolder:
    """Return the folder of a body's documents and images; make it the first time."""
    found = MediaFolder.objects.select_related("collection").filter(public_body=body).first()
    if found is not None:
        return found
    root = Collection.objects.select_for_update().get(depth=1)
    found = MediaFolder.objects.filter(public_body=body).first()
    if found is None:
        collection = root.add_child(instance=Collection(name=body.name))
        found = MediaFolder.objects.create(public_body=body, collection=collection)
    return found
