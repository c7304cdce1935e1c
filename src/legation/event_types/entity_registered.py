"""A thing gets its id."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from legation.event_type import Editorial
from legation.fields import (
    AgreementRef,
    Duration,
    Edtf,
    Lang,
    Maybe,
    Model,
    Name,
    NewEntity,
    OrgRef,
    PlaceRef,
    Positive,
    TopicRef,
)
from legation.shapes import ByKind


class PersonAttributes(Model):
    """What is told of a person at once."""

    birth: Maybe[Edtf] = None
    death: Maybe[Edtf] = None


class OrgAttributes(Model):
    """What is told of an organisation or a body; its class makes an actor or a mechanism of it."""

    class_: Literal[
        "state", "government", "legislature", "cabinet", "ministry", "department", "agency", "mission", "subnational",
        "service", "university", "institute", "foundation", "company", "chamber", "union", "board", "bank",
        "international_org", "media", "delegation", "other",
        "dialogue", "commission", "committee", "working_group", "forum", "summit", "alliance", "partnership",
    ] = Field(alias="class")  # fmt: skip
    parent: Maybe[OrgRef] = None
    seat: Maybe[PlaceRef] = None
    territory: Maybe[PlaceRef] = None


class OfficeAttributes(Model):
    """What is told of an office."""

    org: OrgRef
    seats: Maybe[Positive] = Field(None, description="how many hold it at a time; left out if unknown or many")
    accredited_to: Maybe[OrgRef] = None
    jurisdiction: Maybe[PlaceRef] = None


class PlaceAttributes(Model):
    """What is told of a place."""

    class_: Literal["country", "region", "city", "venue", "crossing", "basin", "border", "area"] = Field(alias="class")
    within: Maybe[PlaceRef] = None


class AgreementAttributes(Model):
    """What is told of a text that binds or guides."""

    class_: Literal[
        "treaty", "agreement", "framework", "plan", "memorandum", "statute", "bill", "rule", "policy",
        "action_programme", "chapter", "side_text",
    ] = Field(alias="class")  # fmt: skip
    parent: Maybe[AgreementRef] = None


class ProgrammeAttributes(Model):
    """What is told of a sustained effort."""

    class_: Literal[
        "training", "scholarship", "visa", "development", "infrastructure", "cooperation", "insurance", "other"
    ] = Field(alias="class")


class SeriesAttributes(Model):
    """What is told of a run of engagements."""

    cadence: Maybe[Duration] = None
    body: Maybe[OrgRef] = None


class TopicAttributes(Model):
    """What is told of a topic."""

    broader: Maybe[TopicRef] = None


ATTRIBUTES: dict[str, type[Model]] = {
    "person": PersonAttributes,
    "org": OrgAttributes,
    "office": OfficeAttributes,
    "place": PlaceAttributes,
    "agreement": AgreementAttributes,
    "programme": ProgrammeAttributes,
    "series": SeriesAttributes,
    "topic": TopicAttributes,
}


class EntityRegistered(Editorial):
    """A thing gets its id, once; its attributes follow from its kind.

    Source: domain.md 4.2 and 5.1.
    """

    type = "entity.registered"
    subject = "entity"

    entity: NewEntity
    name: Name
    lang: Maybe[Lang] = None
    attrs: Annotated[Model, ByKind("entity", ATTRIBUTES)]

    examples = (
        {
            "entity": "office:mx-foreign-secretary",
            "name": "Secretary of Foreign Affairs",
            "lang": "en",
            "attrs": {"org": "org:mx-foreign-ministry", "seats": 1},
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [15, 15],
                    "item": "5",
                    "span_sha256": "fac82f9094ea9cb1d8744839fdbf725726012fa8de6a015095ed05fae98eb3ba",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
        {
            "entity": "person:alicia-barcena",
            "name": "Alicia Bárcena",
            "attrs": {},
            "evidence": [
                {
                    "document": "doc:blinken-barcena-2024-07",
                    "lines": [10, 10],
                    "span_sha256": "160b91772ee4f5ad6563c4c4845e29618d81106c1335cd495b0cc8a691bac103",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
        {
            "entity": "org:high-level-economic-dialogue",
            "name": "High Level Economic Dialogue",
            "attrs": {"class": "dialogue"},
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [12, 12],
                    "item": "4",
                    "span_sha256": "68f79c28d7e7f0b9cbbc820d7c3cd7864085d093387fcc86cb4f3a985a7b54e3",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
        {
            "entity": "place:otay-ii",
            "name": "Otay II",
            "attrs": {"class": "crossing"},
            "evidence": [
                {
                    "document": "doc:migration-talks",
                    "lines": [21, 21],
                    "span_sha256": "8bf292a9be1aa342b17402c68936bce9648bca14c22b826b4f879f518a010257",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
        {
            "entity": "agreement:usmca-chapter-23",
            "name": "Chapter 23",
            "attrs": {"class": "chapter", "parent": "agreement:usmca"},
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [33, 33],
                    "item": "11",
                    "span_sha256": "aa69524c801eefaaa27009ed84eb50dae4978426556f1fac90897a6d71953965",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
        {
            "entity": "programme:h-2a-visa",
            "name": "H-2A visa",
            "attrs": {"class": "visa"},
            "evidence": [
                {
                    "document": "doc:convocation-2021",
                    "lines": [284, 284],
                    "span_sha256": "4371be12a2dae6d819708ce6f3b801d8fa50cfe07ca22c21effa27c44e834974",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
        {
            "entity": "series:rec",
            "name": "annual meeting of ambassadors and consuls",
            "attrs": {"cadence": "P1Y", "body": "org:mx-foreign-ministry"},
            "evidence": [
                {
                    "document": "doc:rec-2024",
                    "lines": [6, 6],
                    "span_sha256": "f81e9db7b4252d0cfc5fa829a69f8054c854c22a703015fddf71ab6c487dfada",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
        {
            "entity": "topic:humane-migration",
            "name": "humane migration",
            "attrs": {"broader": "topic:migration"},
            "reason": "A narrower topic, so that the humane side can be found by itself.",
        },
    )
