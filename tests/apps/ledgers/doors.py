"""The addresses of the ledgers."""

from datetime import UTC, date, datetime

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.ledgers import services
from gongkai.apps.ledgers.kinds import LedgerKind
from tests.apps.doors import door

GENERAL, OFFICER, ADMIN = Role.GENERAL_OFFICE, Role.DISCLOSURE_OFFICER, Role.PLATFORM_ADMINISTRATOR
NOW = datetime(2026, 6, 1, 4, tzinfo=UTC)
SHEET = "文号,案由,决定日期\n虚罚9号,虚构,2026-03-02\n".encode()

DOORS = [
    door("ledgers/{slug}/", GENERAL, OFFICER),
    door("ledgers/{slug}/cells/t2.penalties.decisions/", GENERAL, OFFICER),
    door("ledgers/{slug}/ledger/penalty/", GENERAL, OFFICER),
    door("ledgers/{slug}/ledger/penalty/new/", GENERAL, OFFICER),
    door("ledgers/{slug}/ledger/penalty/import/", GENERAL, OFFICER),
    door("ledgers/{slug}/ledger/penalty/empty.xlsx", GENERAL, OFFICER),
    door("ledgers/{slug}/months/2026/4/close/", GENERAL, OFFICER, method="post"),
    door("ledgers/{slug}/months/2026/5/open/", GENERAL),
    door("ledgers/{slug}/systems/", GENERAL, OFFICER, ADMIN),
    door("ledgers/entries/{ledger_entry}/change/", GENERAL, OFFICER),
    door("ledgers/entries/{ledger_entry}/void/", GENERAL, OFFICER),
    door("ledgers/imports/{ledger_import}/", GENERAL, OFFICER),
    door("ledgers/imports/{ledger_import}/enter/", GENERAL, OFFICER, method="post"),
    door("ledgers/imports/{ledger_import}/undo/", GENERAL, OFFICER),
    door("ledgers/systems/{ledger_system}/end/", GENERAL, OFFICER, ADMIN, method="post"),
]
OWN = {"ledgers/"}


def furnish(body: PublicBody) -> dict[str, int]:
    entry = services.Entry("虚构的事项", date(2026, 3, 2))
    row = services.enter(by=SERVER, body=body, kind=LedgerKind.PENALTY, entry=entry, now=NOW)
    made = services.preview(by=SERVER, body=body, kind=LedgerKind.PENALTY, name="a.csv", data=SHEET, now=NOW)
    system, _ = services.add_system(by=SERVER, body=body, name="虚构系统", now=NOW)
    return {"ledger_entry": row.pk, "ledger_import": made.pk, "ledger_system": system.pk}
