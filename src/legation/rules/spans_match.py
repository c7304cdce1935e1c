"""R4: evidence points to lines that exist, in the words that were read there.

E401  a document that nobody registered
E402  a document that is known by mention only
E403  lines that the document does not have
E404  a hash that is not that of the lines
E405  `speaker` missing or out of place (told by the shape of the payload)
E406  `rule` or `basis` missing or out of place (told by the shape of the payload)
E407  lines that end before they begin (told by the shape of the payload)
E408  a registration with other bytes than those that earlier lines cite
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from legation.after import After
from legation.documents import span_sha256
from legation.errors import Fault
from legation.fact import Fact
from legation.payload import shown


def spans_match(fact: Fact, after: After) -> Iterator[Fault]:
    """Ask that each piece of evidence has its place; its hash is recomputed if the text is at hand."""
    for i, evidence in enumerate(fact.data.get("evidence", ())):
        yield from _piece(evidence, f"data.evidence.{i}", after)
    if fact.type == "source.registered" and after.new(fact) and _replaces(fact, after):
        for citing in after.naming(fact.subject):
            pieces = [piece for piece in citing.data.get("evidence", ()) if piece["document"] == fact.subject]
            if not after.new(citing) and any(True for piece in pieces for _ in _piece(piece, "", after)):
                what = f"the evidence of {shown(citing.id)} at {citing.position} does not fit these bytes"
                remedy = "register a corrected edition under an id of its own, with `replaces`"
                yield Fault("E408", what, "the bytes that were cited", remedy, "data.document")


def _replaces(fact: Fact, after: After) -> bool:
    """Tell whether the append retracts an earlier registration of the document: nothing else has cited other bytes."""
    ended = (ended for toggled in after.ended.values() for ended in toggled)
    return any(other.type == fact.type and other.subject == fact.subject for other in ended)


def _piece(evidence: dict[str, Any], field: str, after: After) -> Iterator[Fault]:
    document = evidence["document"]
    registered = next(iter(after.creators(document)), None)
    if not registered:
        if document not in after.unclear:
            near = after.near(document)
            remedy = f"did you mean {' or '.join(near)}?" if near else "register it first: `legation source add`"
            yield Fault("E401", f"{shown(document)} is not registered", "a document", remedy, f"{field}.document")
        return
    if not registered.data.get("held", True):
        what = f"{shown(document)} is known by mention only"
        yield Fault("E402", what, "a document whose bytes are held", "cite what mentions it", f"{field}.document")
        return
    (a, b), count = evidence["lines"], registered.data["lines"]
    if b > count:
        yield Fault("E403", f"lines {a} to {b}", f"lines of 1 to {count}", "count again", f"{field}.lines")
        return
    lines = after.documents.lines(registered.data["sha256"], registered.data["bytes"])
    if lines is None or b > len(lines):
        return
    found = span_sha256(lines, a, b)
    if found != evidence["span_sha256"]:
        what = f"{shown(evidence['span_sha256'])} is not the hash of lines {a} to {b} of {shown(document)}"
        remedy = "check the line numbers; lines are joined with one LF, without one at the end"
        yield Fault("E404", what, found, remedy, f"{field}.span_sha256")
