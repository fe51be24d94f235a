"""Index numbers (索引号), given once in the transaction of the publication and never again."""

from datetime import date

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.publishing.identifiers import index_stem
from gongkai.apps.publishing.models import Disclosure, IndexCounter


def next_index_number(body: PublicBody, on: date) -> str:
    """Return the next number of a body for a day, under the lock of its counter.

    Numbers already in use, such as those of a site moved here, are stepped over.
    """
    stem = index_stem(body, on)
    IndexCounter.objects.get_or_create(stem=stem)
    counter = IndexCounter.objects.select_for_update().get(stem=stem)
    while True:
        counter.last += 1
        number = f"{stem}{counter.last:05}"
        if not Disclosure.objects.filter(index_number=number).exists():
            counter.save(update_fields=["last"])
            return number
