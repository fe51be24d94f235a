"""What the faces of a channel hang on a delivery: a screen its playlist, a board its plan."""

from typing import Final

from django.dispatch import Signal

# Deliveries were made, inside the transaction that publishes; sender `Delivery`, keywords `deliveries` and `now`.
made: Final = Signal()
