"""/api/ledgers/v1/: what business systems send into the ledgers.

A system shows its token (`Authorization: Bearer …`) and gives each decision a key of its own: what is sent twice is
entered once.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import NinjaAPI, Schema, Status
from ninja.security import HttpBearer
from pydantic import Field

from gongkai.apps.bodies.errors import RuleError
from gongkai.apps.ledgers import services
from gongkai.apps.ledgers.kinds import Ending, LedgerKind
from gongkai.apps.ledgers.models import BusinessSystem
from gongkai.apps.ledgers.services.systems import digest_of


class SystemToken(HttpBearer):
    """The token of a business system."""

    def authenticate(self, request: HttpRequest, token: str) -> BusinessSystem | None:
        """Return the system of a token."""
        found = BusinessSystem.objects.filter(token_digest=digest_of(token), ended_at=None)
        return found.select_related("public_body").first()


class EntryShape(Schema):
    """A decision, document or charge."""

    key: Annotated[str, Field(min_length=1, max_length=80, description="业务系统中这一件的编号，每件一个，不重复")]
    kind: Annotated[LedgerKind, Field(description="台账")]
    title: Annotated[str, Field(min_length=1, max_length=200, description="名称或事项")]
    on: Annotated[date, Field(description="制发、决定或收费日期")]
    number: Annotated[str, Field(max_length=80, description="文号、决定书文号或票据号")] = ""
    ended_on: Annotated[date | None, Field(description="废止或失效日期，只用于文件")] = None
    ending: Annotated[Ending | None, Field(description="废止或失效，只用于文件")] = None
    amount: Annotated[Decimal | None, Field(max_digits=15, decimal_places=2, description="金额，元，只用于收费")] = None
    is_public: Annotated[bool, Field(description="是否公开")] = True
    withheld_reason: Annotated[str, Field(max_length=200, description="不公开的依据和理由")] = ""


class KeptShape(Schema):
    """What became of it."""

    id: int = Field(description="台账记录的编号")
    is_new: bool = Field(description="是不是这一次登记的；同一个编号再报一次为 false")


api = NinjaAPI(
    title="台账报送接口",
    version="ledgers-1",
    description="业务系统向台账报送许可、处罚、强制、收费和文件。",
    docs_url=None,
    urls_namespace="ledgers-api",
    auth=SystemToken(),
)


@api.post("/entries", response={200: KeptShape, 201: KeptShape, 409: dict[str, str]}, summary="登记一条")
def enter(request: HttpRequest, sent: EntryShape) -> Any:
    """Enter one; 201 for a new one, 200 for one sent before, 409 with the reason for one that cannot be entered."""
    system: BusinessSystem = request.auth  # type: ignore[attr-defined] # put there by ninja
    entry = services.Entry(
        title=sent.title.strip(),
        on=sent.on,
        number=sent.number.strip(),
        ended_on=sent.ended_on,
        ending=sent.ending or "",
        amount=sent.amount,
        is_public=sent.is_public,
        withheld_reason=sent.withheld_reason,
    )
    try:
        made, is_new = services.enter_from_system(
            system=system, key=sent.key, kind=sent.kind, entry=entry, now=timezone.now()
        )
    except RuleError as error:
        return Status(409, {"detail": str(error)})
    return Status(201 if is_new else 200, {"id": made.pk, "is_new": is_new})
