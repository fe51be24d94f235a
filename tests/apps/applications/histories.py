"""Random lawful histories of cases: what the law refuses is thrown away, what it takes is kept."""

import random
from datetime import date, timedelta

from gongkai.apps.applications.models.event import entry
from gongkai.core.law.casework import Act, State
from gongkai.core.law.clock import CaseClock
from gongkai.core.law.errors import RuleError
from gongkai.core.law.events import FEE_LETTER, REASONS_LETTER, SUPPLEMENT_LETTER, Event
from gongkai.core.law.fold import Law, fold, take
from gongkai.core.law.outcomes import outcomes
from gongkai.core.law.receipt import Channel

ACTS = [act for act in Act if act not in {Act.SUBMIT, Act.CORRECT}]
# Towards an end rather than round in circles.
WEIGHTS = [4 if act in {Act.CONFIRM_RECEIPT, Act.ACCEPT, Act.DRAFT, Act.APPROVE, Act.SEND} else 1 for act in ACTS]


def particulars(rng: random.Random, act: Act, clock: CaseClock, on: date) -> dict:
    asked = [key for key, each in clock.consultations.items() if each.closed_on is None]
    letters = {SUPPLEMENT_LETTER: clock.supplement, REASONS_LETTER: clock.reasons, FEE_LETTER: clock.fee}
    undelivered = [key for key, each in {**clock.consultations, **letters}.items() if each and not each.delivered_on]
    match act:
        case Act.CONSULT:
            return {"key": f"c{len(clock.consultations) + 1}", "organ": rng.random() < 0.3}
        case Act.RECEIVE_OPINION:
            return {"key": rng.choice(asked) if asked else ""}
        case Act.RECORD_DELIVERY:
            return {"key": rng.choice(undelivered) if undelivered else ""}
        case Act.EXTEND:
            return {"days": rng.randint(1, 20)}
        case Act.ASK_SUPPLEMENT:
            return {"days": rng.randint(5, 30)}
        case Act.DEFER | Act.REOPEN:
            return {"until": on + timedelta(days=rng.randint(10, 90))}
        case Act.SEND | Act.SUPPLEMENT_REPLY:
            return {"outcome": rng.choice(list(outcomes()))}
    return {}


def history(rng: random.Random, first: date, last: date, law: Law, tries: int = 60) -> tuple[Event, ...]:
    """Return the entries of one case that came on `first`, none after `last`."""
    found = [entry(number=1, act=Act.SUBMIT, on=first, channel=rng.choice(list(Channel)))]
    clock, day = fold(found, law), first
    for _ in range(tries):
        act = rng.choices(ACTS, WEIGHTS)[0]
        on = day + timedelta(days=rng.choice([0, 0, 0, 1, 2, 5, 12, 40]))
        if on > last or clock.state is State.ARCHIVED:
            break
        event = entry(number=len(found) + 1, act=act, on=on, **particulars(rng, act, clock, on))
        try:
            clock = take(clock, event, law)
        except RuleError:
            continue
        found.append(event)
        day = on
    return tuple(found)
