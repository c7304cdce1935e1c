"""What fields are made of: references, texts, dates, quantities, evidence, and the groups that several types share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, ValidationError
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from legation.conditions import Broken, Condition, Is, iff
from legation.ids import ENTITY_KINDS
from legation.shapes import SLUG, VISIBLE, Absent, AtLeast, Date, EventRef, Many, New, OwnWords, Ref, Shape, Span

T = TypeVar("T")

Maybe = Annotated[T | None, Absent()]
Some = Annotated[list[T], Many()]
AnyNumber = Annotated[list[T], Many(0)]

OrgRef = Annotated[str, Ref("org")]
OfficeRef = Annotated[str, Ref("office")]
PersonRef = Annotated[str, Ref("person")]
PlaceRef = Annotated[str, Ref("place")]
AgreementRef = Annotated[str, Ref("agreement")]
SeriesRef = Annotated[str, Ref("series")]
TopicRef = Annotated[str, Ref("topic")]
DocumentRef = Annotated[str, Ref("doc")]
EngagementRef = Annotated[str, Ref("eng")]
PartyRef = Annotated[str, Ref("person", "org")]
VenueRef = Annotated[str, Ref("place", "org")]
BodyRef = Annotated[str, Ref("org", "office", "programme")]
PromiseRef = Annotated[str, Ref("com", "rec")]
AddresseeRef = Annotated[str, Ref("org", "person", "office")]
FundedRef = Annotated[str, Ref("programme", "org", "agreement", "topic")]
AnyRef = Annotated[str, Ref(*ENTITY_KINDS, "eng", name="ref-any")]
MatchableRef = Annotated[str, Ref(*ENTITY_KINDS, "eng", "com", "rec", name="ref-matchable")]
EarlierEvent = Annotated[str, EventRef()]

NewEntity = Annotated[str, New(*ENTITY_KINDS, name="new-entity")]
NewDocument = Annotated[str, New("doc")]
NewEngagement = Annotated[str, New("eng")]
NewCommitment = Annotated[str, New("com")]
NewRecommendation = Annotated[str, New("rec")]
NewKey = Annotated[str, New("key")]

Text = Annotated[str, OwnWords("text", "1 to 280 characters of own words on one line", VISIBLE, 280)]
Name = Annotated[str, Shape("name", "1 to 200 characters on one line, as printed", VISIBLE, 200)]
Value = Annotated[str, Shape("value", "1 to 80 characters on one line", VISIBLE, 80)]
Identifier = Annotated[str, Shape("identifier", "1 to 200 characters on one line", VISIBLE, 200)]
Item = Annotated[str, Shape("item", "1 to 20 characters, as printed", VISIBLE, 20)]
Slug = Annotated[str, Shape("slug", "small letters and digits, joined by hyphens", SLUG, 80)]
Edtf = Annotated[str, Date()]
Decimal = Annotated[str, Shape("decimal", "a decimal number in a string, such as 12.5", r"-?[0-9]+(\.[0-9]+)?", 40)]
# C2SP signed-note: the keys of ledgers are Ed25519, and have names in ASCII.
Verifier = Annotated[
    str,
    Shape("verifier", "a verifier key: NAME+ID+BASE64", r"[!-*,-~]{1,200}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}", 254),
]
Voucher = Annotated[str, Shape("voucher", "64 bytes of a signature, in base64", r"[A-Za-z0-9+/]{86}==", 88)]
Hex64 = Annotated[str, Shape("hex64", "64 small hexadecimal digits", r"[0-9a-f]{64}")]

URL_PATTERN = r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f-\x9f\u2028\u2029<>\"]+"
DURATION_PATTERN = r"P([0-9]+Y([0-9]+M)?([0-9]+D)?|[0-9]+M([0-9]+D)?|[0-9]+[DW])"
Url = Annotated[str, Shape("url", "an absolute URI", URL_PATTERN, 2000)]
Duration = Annotated[
    str, Shape("duration", "an ISO 8601 duration in days or longer, such as P1Y", DURATION_PATTERN, 20)
]
MediaType = Annotated[str, Shape("media-type", "a media type such as text/plain", r"[a-z]+/[a-z0-9][a-z0-9.+-]*", 80)]
# RFC 5646: language, extended language, script, region, variants, extensions, private use.
Lang = Annotated[
    str,
    Shape(
        "lang",
        "a BCP 47 language tag such as en or es-MX",
        r"[A-Za-z]{2,8}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
        r"(-[A-WY-Za-wy-z0-9](-[A-Za-z0-9]{2,8})+)*(-[Xx](-[A-Za-z0-9]{1,8})+)?",
        60,
    ),
]
Currency = Annotated[str, Shape("currency", "an ISO 4217 code such as USD", r"[A-Z]{3}")]
_COUNTED = "person|percent|visa|job|post|crossing|case|month|other"
Unit = Annotated[
    str, Shape("unit", f"an ISO 4217 code or one of {_COUNTED.replace('|', ', ')}", rf"[A-Z]{{3}}|{_COUNTED}")
]

Count = Annotated[int, AtLeast(0)]
Positive = Annotated[int, AtLeast(1)]
Lines = Annotated[list[int], Span()]

Comparator = Literal["eq", "gt", "ge", "lt", "le", "approx", "unknown"]
Level = Literal["leaders", "ministers", "senior", "working"]
MeetingKind = Literal[
    "meeting", "talks", "summit", "conference", "forum", "retreat", "reception", "ceremony", "call", "session",
    "annual_meeting", "other",
]  # fmt: skip
VisitKind = Literal[
    "visit", "working_visit", "official_visit", "state_visit", "tour", "trip", "delegation_visit", "other"
]


class Model(BaseModel):
    """An object of known fields: no others, no coercion, no nulls, and its conditions hold."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    conditions: ClassVar[tuple[Condition, ...]] = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[BaseModel], handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        # Only a model with conditions pays for a call into Python.
        return core_schema.no_info_wrap_validator_function(cls._hold, schema) if cls.conditions else schema

    @classmethod
    def _hold(cls, data: Any, handler: core_schema.ValidatorFunctionWrapHandler) -> Any:
        model = handler(data)
        if type(data) is dict or isinstance(data, Mapping):
            broken = [broken for condition in cls.conditions for broken in condition.broken(data)]
            if broken:
                raise ValidationError.from_exception_data(cls.__name__, [_details(one, data) for one in broken])
        return model


def _details(broken: Broken, data: Mapping[str, Any]) -> InitErrorDetails:
    error = PydanticCustomError("condition", "{what}", {"what": broken.what})
    return InitErrorDetails(type=error, loc=(broken.field,) if broken.field else (), input=data)


class Group(Model):
    """People nobody names."""

    label: Text
    count: Maybe[Count] = None
    comparator: Comparator = "eq"


class Evidence(Model):
    """The lines of a document that say so, and who speaks in them (domain.md 3.2)."""

    document: DocumentRef
    lines: Lines
    span_sha256: Hex64 = Field(description="SHA-256 of the lines, joined with one LF, without an LF at the end")
    item: Maybe[Item] = Field(None, description="the number printed in the document")
    voice: Literal["body", "heading", "caption", "author", "speaker", "third_party"]
    speaker: Maybe[PartyRef] = Field(None, description="an unnamed delegation is its state")
    stance: Literal["asserted", "inferred"]
    rule: Maybe[Slug] = Field(None, description="the name of the inference")
    basis: Maybe[AnyNumber[EarlierEvent]] = Field(None, description="what the inference rests on beside the lines")
    certainty: Literal["certain", "probable", "possible"] = "certain"
    polarity: Literal["affirmed", "denied"] = "affirmed"

    conditions = (
        iff("speaker", when=Is("voice", "speaker"), code="E405"),
        iff("rule", "basis", when=Is("stance", "inferred"), code="E406"),
    )


class Holding(Model):
    """Somebody in an office: what all role events share (domain.md 5.3)."""

    person: PersonRef
    office: OfficeRef
    capacity: Literal["titular", "acting", "ad_interim"] = "titular"
    tenure: Maybe[Slug] = Field(None, description="the key by which a source tells one term from another")
    rank: Maybe[Name] = Field(None, description="title within the post")
    accredited_to: Maybe[Some[OrgRef]] = None
    resident_at: Maybe[PlaceRef] = None
    title_used: Maybe[Name] = None


class Occasion(Model):
    """An engagement ahead or past: what plans, meetings and visits share (domain.md 5.4)."""

    engagement: NewEngagement
    title: Maybe[Name] = None
    when: Maybe[Edtf] = None
    venue: Maybe[VenueRef] = Field(None, description="an organisation stands for its seat")
    hosts: Maybe[Some[PartyRef]] = None
    series: Maybe[SeriesRef] = None
    parent: Maybe[EngagementRef] = Field(None, description="the engagement that this one is a part of")
    purpose: Maybe[Text] = None


class Encounter(Occasion):
    """An engagement that took place: what meetings and visits share."""

    duration_days: Maybe[Positive] = None
    level: Maybe[Level] = None
    follows: Maybe[EngagementRef] = None
