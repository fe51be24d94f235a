"""The addresses of disclosures on the desk."""

from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.publishing import services
from tests.apps.bodies.factories import NOON
from tests.apps.doors import door
from tests.apps.publishing import factories

GENERAL, OFFICER, SECRECY = Role.GENERAL_OFFICE, Role.DISCLOSURE_OFFICER, Role.SECRECY_REVIEWER
LEADER, HEAD, CONTRIBUTOR = Role.APPROVING_LEADER, Role.OFFICE_HEAD, Role.CONTRIBUTOR
WRITERS = (CONTRIBUTOR, HEAD, OFFICER, GENERAL)
READERS = (*WRITERS, SECRECY, LEADER)
PUBLISHERS = (OFFICER, GENERAL)

DOORS = [
    door("disclosures/of/{slug}/", *READERS),
    door("disclosures/of/{slug}/new/", *WRITERS),
    door("disclosures/of/{slug}/lists/", *PUBLISHERS),
    door("disclosures/of/{slug}/links/", *PUBLISHERS),
    door("disclosures/of/{slug}/links/again/", *PUBLISHERS, method="post"),
    door("disclosures/of/{slug}/words/", *PUBLISHERS),
    door("disclosures/of/{slug}/words/remove/", *PUBLISHERS, method="post"),
    door("disclosures/of/{slug}/leaders/", *PUBLISHERS),
    door("disclosures/of/{slug}/leaders/{leader}/", *PUBLISHERS),
    door("disclosures/of/{slug}/leaders/{leader}/remove/", *PUBLISHERS, method="post"),
    door("disclosures/of/{slug}/columns/", *PUBLISHERS),
    door("disclosures/of/{slug}/columns/{column}/", *PUBLISHERS),
    door("disclosures/of/{slug}/columns/{column}/close/", *PUBLISHERS, method="post"),
    door("disclosures/{draft}/", *READERS),
    door("disclosures/{draft}/edit/", *WRITERS),
    door("disclosures/{draft}/findings/", *READERS),
    door("disclosures/{draft}/changes/", *READERS),
    door("disclosures/{draft}/findings/mask/", *WRITERS, method="post"),
    door("disclosures/{draft}/submit/", *WRITERS),
    door("disclosures/{draft}/discard/", *WRITERS),
    door("disclosures/{sent}/sign/", HEAD, GENERAL),
    door("disclosures/{sent}/send-back/", HEAD, GENERAL),
    door("disclosures/{sent}/take-back/", *WRITERS),
    door("disclosures/{approved}/publish/", *PUBLISHERS),
    door("disclosures/{approved}/schedule/", *PUBLISHERS),
    door("disclosures/{approved}/send-back/", *PUBLISHERS),
    door("disclosures/{public}/correct/", *PUBLISHERS),
    door("disclosures/{public}/withdraw/", *PUBLISHERS),
    door("disclosures/{public}/validity/", *PUBLISHERS),
    door("disclosures/{public}/move/", *PUBLISHERS),
]
OWN = {"disclosures/"}
ELSEWHERE = {"desk/editor/": "tests/apps/publishing/test_editor.py"}


def furnish(body):
    draft, sent = factories.draft(body), factories.draft(body)
    services.submit(by=SERVER, disclosure=sent, now=NOON)
    return {
        "slug": body.slug,
        "draft": draft.public_id,
        "sent": sent.public_id,
        "approved": factories.approved(body).public_id,
        "column": factories.column(body, "policies").pk,
        "leader": factories.leader(body).pk,
        "public": factories.published(body).public_id,
    }
