"""A process of its own that delivers what is due, again and again, its clock running ahead so that leases end.

Usage: deliver_many.py START. Prints a line after each round; START is the number of seconds its clock is ahead.
"""

import itertools
import sys
from datetime import timedelta

import django


def main(ahead: int) -> None:
    """Deliver until somebody kills this process."""
    from django.utils import timezone

    from gongkai.apps.channels.models import Delivery
    from gongkai.apps.channels.states import WORKED
    from gongkai.apps.channels.work import deliver_due

    for number in itertools.count():
        deliver_due(now=timezone.now() + timedelta(seconds=ahead + 60 * number))
        left = Delivery.objects.filter(state__in=WORKED).count()
        sys.stdout.write(f"{ahead + 60 * number} {left}\n")
        sys.stdout.flush()


django.setup()
main(int(sys.argv[1]))
