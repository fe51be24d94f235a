"""The addresses of oversight."""

from django.core.files.base import ContentFile

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.oversight import services
from gongkai.apps.oversight.models import EvidencePack
from gongkai.apps.publishing.uploads import Upload
from tests.apps.doors import door
from tests.apps.oversight import factories

OFFICER, GENERAL, LEADER, OVERSEER = (
    Role.DISCLOSURE_OFFICER,
    Role.GENERAL_OFFICE,
    Role.APPROVING_LEADER,
    Role.DISTRICT_OVERSEER,
)
READERS = (OFFICER, GENERAL, LEADER, OVERSEER)
AT = "oversight/{slug}"

DOORS = [
    door(f"{AT}/", OVERSEER),
    door(f"{AT}/count/", OVERSEER, method="post"),
    door(f"{AT}/pictures/", *READERS),
    door(f"{AT}/packs/", *READERS),
    door("oversight/packs/{pack}/", *READERS),
    door(f"{AT}/brief/2026/1/", *READERS),
    door(f"{AT}/brief/2026/1/pdf/", *READERS),
    door(f"{AT}/brief/2026/1/send/", OFFICER, GENERAL, OVERSEER, method="post"),
    door(f"{AT}/score/", *READERS),
    door(f"{AT}/score/{{indicator}}/month:1/", *READERS),
    door(f"{AT}/indicators/", OVERSEER),
    door(f"{AT}/indicators/new/", OVERSEER),
    door(f"{AT}/indicators/adopt/", OVERSEER),
    door("oversight/indicators/{indicator}/", OVERSEER),
    door("oversight/indicators/{indicator}/end/", OVERSEER),
    door(f"{AT}/tasks/", *READERS),
    door(f"{AT}/tasks/new/", OVERSEER),
    door("oversight/tasks/{task}/", *READERS),
    door("oversight/tasks/{task}/act/answer/", OFFICER, GENERAL),
    door("oversight/tasks/{task}/act/accept/", OVERSEER),
    door("oversight/tasks/{task}/files/{task_file}/", *READERS),
]
OWN = {"oversight/"}


def furnish(body: PublicBody) -> dict[str, int]:
    made = factories.task(body, body)
    proof = Upload(b"invented", "zheng.txt", "txt")
    services.answer(by=SERVER, task=made, words="已经补发", upload=proof, now=factories.NOON)
    pack = EvidencePack.objects.create(
        public_body=body,
        year=2025,
        ordered_at=factories.NOON,
        ordered_by="某甲",
        file=ContentFile(b"invented", "a.zip"),
    )
    return {
        "pack": pack.pk,
        "indicator": factories.indicator(body).pk,
        "task": made.pk,
        "task_file": made.steps.last().pk,
    }
