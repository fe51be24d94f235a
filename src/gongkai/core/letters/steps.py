"""The course of a case for its letters (办理经过), out of the entries of core.law."""

from collections.abc import Iterable

from gongkai.core.law.casework import Act
from gongkai.core.law.events import Event, in_order
from gongkai.core.letters.facts import Consulted, Steps


def steps_of(events: Iterable[Event]) -> Steps:
    """Return what the letters tell of the course: the last act of each kind counts. Raises WrongEntry."""
    ordered = in_order(events)
    last = {event.act: event.on for event in ordered}
    extended = [event for event in ordered if event.act is Act.EXTEND]
    return Steps(
        supplement_asked_on=last.get(Act.ASK_SUPPLEMENT),
        supplemented_on=last.get(Act.SUPPLEMENT),
        reasons_asked_on=last.get(Act.ASK_REASONS),
        reasons_given_on=last.get(Act.RECEIVE_REASONS),
        extended_on=extended[-1].on if extended else None,
        extended_by=extended[-1].days if extended else 0,
        consultations=_consultations(ordered),
        fee_demanded_on=last.get(Act.DEMAND_FEE),
        paid_on=last.get(Act.PAY),
        withdrawn_on=last.get(Act.WITHDRAW),
    )


def _consultations(ordered: tuple[Event, ...]) -> tuple[Consulted, ...]:
    """Return who was asked; a third party is not named to the applicant."""
    answered = {event.key: event.on for event in ordered if event.act is Act.RECEIVE_OPINION}
    return tuple(
        Consulted(
            who="共同制作机关" if event.organ else "第三方", sent_on=event.on, answered_on=answered.get(event.key)
        )
        for event in ordered
        if event.act is Act.CONSULT
    )
