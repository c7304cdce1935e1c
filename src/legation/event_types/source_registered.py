"""A document becomes citable."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from legation.conditions import Is, Not, iff, only
from legation.event_type import Editorial
from legation.fields import (
    Count,
    DocumentRef,
    Edtf,
    Hex64,
    Lang,
    Maybe,
    MediaType,
    Name,
    NewDocument,
    OrgRef,
    PartyRef,
    PlaceRef,
    Slug,
    Some,
    Text,
    Url,
)


class SourceRegistered(Editorial):
    """A document becomes citable; needs neither evidence nor reason.

    Source: domain.md 3.1 and 5.1.
    """

    type = "source.registered"
    subject = "document"

    document: NewDocument
    title: Name
    kind: Literal["article", "report", "transcript", "statement", "dataset", "other"]
    language: Lang
    origin: Slug = Field(description="whose account it is")
    published_basis: Literal["stated", "inferred", "unknown"]
    published: Maybe[Edtf] = None
    held: bool = Field(True, description="false for a document known only by mention, which cannot be cited")
    sha256: Maybe[Hex64] = None
    bytes: Maybe[Count] = None
    lines: Maybe[Count] = None
    media_type: Maybe[MediaType] = Field(None, description="text/plain if nothing is said")
    dateline: Maybe[PlaceRef] = None
    publisher: Maybe[OrgRef] = None
    authors: Maybe[Some[PartyRef]] = None
    url: Maybe[Url] = None
    retrieved: Maybe[Edtf] = None
    rights: Maybe[Text] = None
    replaces: Maybe[DocumentRef] = Field(None, description="the edition that this one corrects")

    conditions = (
        iff("published", when=Is("published_basis", "stated", "inferred")),
        iff("sha256", "bytes", "lines", when=Not(Is("held", False))),
        only("media_type", when=Not(Is("held", False))),
    )
    examples = (
        {
            "document": "doc:bilateral-report-2022-h1",
            "title": "Report, January - June 2022",
            "kind": "report",
            "language": "en",
            "origin": "mx-us-bilateral-report",
            "published_basis": "inferred",
            "published": "[2022-06-10..]",
            "sha256": "21bfccd0acdf93075d0a486981ac8a7c4af7df113f2966297742a8a64c734071",
            "bytes": 13632,
            "lines": 49,
        },
        {
            "document": "doc:convocation-2020-report",
            "title": "Convocation: A Vision for a Stronger U.S. Mexico Partnership",
            "kind": "report",
            "language": "en",
            "origin": "convocation",
            "published_basis": "unknown",
            "held": False,
            "evidence": [
                {
                    "document": "doc:convocation-2021",
                    "lines": [7, 13],
                    "span_sha256": "3f6dc2d1a5e3f393c767811c3fc69f15224dcea73df893ea4ea05bff681f764d",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
    )
