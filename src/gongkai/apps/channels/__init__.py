"""Channels (渠道): where an approved record goes besides its own page, and the proof that it got there.

`outbox` makes a delivery for each channel in the transaction that publishes; `work.deliver_due` carries them out
through `adapters`, at least once, and each adapter makes it once; `services` are the acts of people.
"""
