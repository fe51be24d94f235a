"""The acts of the desk: which act of the law each is, its form, and the service it calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from gongkai.apps.applications import services
from gongkai.apps.applications.forms import acts as forms
from gongkai.apps.applications.services.acting import Doer
from gongkai.core.law.casework import Act

Run = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Doing:
    """One act: its form and its service. `act` None: inside work that the law does not know."""

    act: Act | None
    form: type[forms.ActForm]
    run: Run
    title: str = ""

    @property
    def label(self) -> str:
        """How it is called."""
        return self.title or (self.act.label if self.act else "")

    def do(self, *, by: Doer, application_id: int, now: datetime, given: Mapping[str, Any]) -> object:
        """Call the service."""
        return self.run(by=by, application_id=application_id, now=now, **given)


DOINGS: Final[Mapping[str, Doing]] = {
    "confirm_receipt": Doing(Act.CONFIRM_RECEIPT, forms.Note, services.confirm_receipt),
    "return": Doing(Act.RETURN, forms.Reason, services.return_application),
    "accept": Doing(Act.ACCEPT, forms.Note, services.accept),
    "ask_supplement": Doing(Act.ASK_SUPPLEMENT, forms.SupplementNotice, services.ask_supplement),
    "supplement": Doing(Act.SUPPLEMENT, forms.Supplement, services.receive_supplement),
    "hand_over": Doing(Act.HAND_OVER, forms.ToOffice, services.assign),
    "note_transfer": Doing(Act.NOTE_TRANSFER, forms.Plain, services.note_transfer),
    "consult": Doing(Act.CONSULT, forms.Consulting, services.consult),
    "end_consultation": Doing(Act.END_CONSULTATION, forms.Plain, services.end_consultation),
    "ask_reasons": Doing(Act.ASK_REASONS, forms.AskReasons, services.ask_reasons),
    "receive_reasons": Doing(Act.RECEIVE_REASONS, forms.Reasons, services.receive_reasons),
    "defer": Doing(Act.DEFER, forms.Deferral, services.defer),
    "extend": Doing(Act.EXTEND, forms.Extension, services.extend),
    "propose_fee": Doing(Act.PROPOSE_FEE, forms.FeeProposal, services.propose_fee),
    "demand_fee": Doing(Act.DEMAND_FEE, forms.FeeDemand, services.demand_fee),
    "pay": Doing(Act.PAY, forms.Payment, services.enter_payment),
    "return_draft": Doing(Act.RETURN_DRAFT, forms.Reason, services.return_draft),
    "approve": Doing(Act.APPROVE, forms.Note, services.approve_reply),
    "send": Doing(Act.SEND, forms.Sending, services.send_reply),
    "supplement_reply": Doing(Act.SUPPLEMENT_REPLY, forms.More, services.supplement_reply),
    "withdraw": Doing(Act.WITHDRAW, forms.Plain, services.enter_withdrawal),
    "abandon": Doing(Act.ABANDON, forms.Closing, services.abandon),
    "close": Doing(Act.CLOSE, forms.Reason, services.close),
    "reopen": Doing(Act.REOPEN, forms.Reopening, services.reopen),
    "archive": Doing(Act.ARCHIVE, forms.Plain, services.archive),
    "ask_office": Doing(None, forms.AskOffice, services.ask_office, "请科室协助"),
    "settle_mails": Doing(None, forms.Settling, services.settle_mails, "登记已用其他方式告知"),
    "split": Doing(None, forms.Splitting, services.split_items, "分项"),
}
BY_ACT: Final[Mapping[Act, str]] = {doing.act: name for name, doing in DOINGS.items() if doing.act is not None}
# Acts that have a place of their own on the page of a case.
ELSEWHERE: Final[Mapping[Act, str]] = {
    Act.RECEIVE_OPINION: "在“征求意见”一栏登记",
    Act.RECORD_DELIVERY: "在“送达”一栏登记",
    Act.SERVE: "在“送达”一栏登记",
    Act.CHANGE_CONTACT: "由申请人在进度页面办理，或在“申请人”一栏办理",
}
