"""R11: a key takes the place of another in due form (storage.md 3).

E1101  a verifier key that is none
E1102  a voucher that is not the signature of the key before
E1104  a retraction of a key
"""

from __future__ import annotations

from collections.abc import Iterator

from legation.after import After
from legation.errors import Fault
from legation.fact import Fact, NotCanonical
from legation.note import VerifierKey
from legation.payload import shown
from legation.succession import ADOPTED, unvouched


def keys_succeed(fact: Fact, after: After) -> Iterator[Fault]:
    """Ask that a key is one, that a voucher given for it is good, and that none is taken back but by its successor."""
    match fact.type, fact.data:
        case "key.adopted", {"verifier": text}:
            try:
                key = VerifierKey.parse(text)
            except NotCanonical as error:
                yield Fault("E1101", str(error), "a verifier key", "`legation key use` writes it", "data.verifier")
                return
            before = [other for other in after.of_type(ADOPTED) if after.first(other, fact)]
            last = VerifierKey.parse(before[-1].data["verifier"]) if before else None
            yield from unvouched(last, key, fact.data.get("voucher"))
        case "record.retracted", {"target": target}:
            event = after.event(target)
            if event and event.type == ADOPTED:
                what = f"{shown(event.subject)} vouches for lines that were sealed with it"
                yield Fault("E1104", what, "an event that can be taken back", "take up another: legation key use",
                            "data.target")  # fmt: skip
