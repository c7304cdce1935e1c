"""Appends whose lines are each well made, and make no sense together."""

from __future__ import annotations

import json

from console import attested, lines
from hostile.case import Case, appended, line
from trial import cited, entity, event, meeting, promise, retract, same, source, visit

_A, _B, _C = (entity(f"org:{x}", x) for x in "abc")
_SOUND = meeting("eng:sound")

CASES: list[Case] = [
    appended("one sound and one not", (lines(_SOUND) + "{\n").encode(), "E003"),
    *(
        appended(name, lines(*events).encode(), code)
        for name, code, events in (
            ("an id of another", "E101", (_SOUND, attested(person="person:nobody"))),
            ("an event of another", "E102", (retract("nothing"),)),
            ("itself as its basis", "E103", (meeting("eng:a", "m", evidence=[cited(stance="inferred", rule="opening-day", basis=["m"])]),)),
            ("each the basis of the other", "E103", (
                meeting("eng:a", "m", evidence=[cited(stance="inferred", rule="opening-day", basis=["n"])]),
                meeting("eng:b", "n", evidence=[cited(stance="inferred", rule="opening-day", basis=["m"])]))),
            ("what comes later", "E103", (entity("org:m", parent="org:n"), entity("org:n"))),
            ("registered twice", "E104", (_A, {**_A, "id": "again"})),
            ("registered already", "E104", (entity("org:freedonia"),)),
            ("created and taken back", "E101", (_A, meeting("eng:a", parties=["org:a"]), retract("a"))),
            ("a meeting that is a visit", "E204", (visit("eng:a"), meeting("eng:a"))),
            ("a meeting matched with a visit", "E201", (visit("eng:a"), meeting("eng:b"), same("eng:a", "eng:b"))),
            ("a match with itself", "E202", (same("org:freedonia", "org:freedonia"),)),
            ("a match that was made", "E202", (_A, _B, same("org:a", "org:b"), same("org:b", "org:a", keep="org:a"))),
            ("retracted twice", "E301", (meeting("eng:a", "m"), retract("m"), retract("m"))),
            ("a document of nobody", "E401", (meeting("eng:a", evidence=[cited(document="doc:none")]),)),
            ("a document replaced", "E403", (meeting("eng:a", evidence=[cited(4)]), source(text=b"x"), retract("report"))),
            ("an orphan", "E501", (retract("freedonia"),)),
            ("everything struck", "E501", tuple(retract(x) for x in ("report", "freedonia", "here"))),
            ("a circle of three", "E601", (_A, _B, _C, *(event("entity.related", entity=f"org:{x}", relation="part_of", other=f"org:{y}")
                                                      for x, y in ("ab", "bc", "ca")))),
            ("a part of itself", "E601", (_A, event("entity.related", entity="org:a", relation="part_of", other="org:a"))),
            ("its own parent", "E601", (meeting("eng:a", parent="eng:a"),)),
            ("due before it was promised", "E703", (promise("com:x", on="2024-05", due_basis="stated", due="2023"),)),
            ("one identifier for two", "E802", (_A, _B, *(event("entity.identified", entity=f"org:{x}", scheme="wikidata", value="Q1") for x in "ab"))),
            ("two identifiers for one", "E803", (_A, *(event("entity.identified", entity="org:a", scheme="wikidata", value=q) for q in ("Q1", "Q2")))),
            ("bytes registered twice", "E907", (source("doc:copy"),)),
            ("an id with two meanings", "E025", (meeting("eng:a", "m"), meeting("eng:b", "m"))),
            ("an id that is taken", "E025", (meeting("eng:a", "report"),)),
            ("a promise kept by nothing", "E910", (promise("com:x", action="meet"), event("followup.updated", target="com:x", state="fulfilled", on="2024"))),
            ("after the end", "E909", (promise("com:x"), *(event("followup.updated", target="com:x", state=s, on=on)
                                                          for s, on in (("lapsed", "2024"), ("accepted", "2025"))))),
        )
    ),
    *(
        appended(f"an address: {url[:20]!r}", lines(event("entity.identified", entity="org:freedonia", scheme="url", value=url)).encode(), "E801")
        for url in ("", "no address", "http://a b", "//x", "1http:x", "http:\x1b[2J", "http:<script>", "http:\u2028")
    ),
    appended("a line of 66,000 bytes", line(parties=[f"org:{i:060}" for i in range(1_000)]), "E027"),
    appended("1,001 of one kind", b"".join(json.dumps(retract(f"n{i}")).encode() + b"\n" for i in range(50)), "E102"),
]  # fmt: skip
