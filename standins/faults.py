"""What the stand-ins can be told to do wrong, and how often."""

import threading
from dataclasses import dataclass, field

# The kinds: an errcode (a number as text), or a fault of the network.
NO_ANSWER = "no_answer"  # acts, then cuts the connection
BAD_GATEWAY = "bad_gateway"  # HTTP 502 without acting
SLOW = "slow"  # acts, then answers after the caller's patience
REDIRECT = "redirect"  # sends the caller elsewhere
GARBAGE = "garbage"  # acts, then answers with a page instead of JSON


@dataclass
class Faults:
    """Faults by path, each used up once; `always` stays."""

    once: dict[str, list[str]] = field(default_factory=dict)
    always: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self, path: str) -> str:
        """Return the fault for a call of a path; empty for none."""
        with self.lock:
            waiting = self.once.get(path)
            if waiting:
                return waiting.pop(0)
        return next((fault for start, fault in self.always.items() if path.startswith(start)), "")

    def clear(self) -> None:
        """Do nothing wrong any more."""
        self.once.clear()
        self.always.clear()
