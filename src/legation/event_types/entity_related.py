"""A lasting tie between two things."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated

from legation.conditions import Is, Kinds
from legation.event_type import Sourced
from legation.fields import AnyRef, Edtf, Maybe, Text
from legation.ids import ENTITY_KINDS
from legation.shapes import Choice

_SAME = {kind: (kind,) for kind in (*ENTITY_KINDS, "eng")}
_LASTING = dict.fromkeys(("org", "programme", "agreement", "eng"), ("org", "programme", "agreement", "eng"))
RELATIONS: Mapping[str, Mapping[str, Collection[str]]] = {
    "part_of": {**_SAME, "office": ("office", "org"), "programme": ("programme", "org")},
    "section_of": {"org": ("org",)},
    "heads": {"office": ("org",)},
    "member_of": dict.fromkeys(("office", "org"), ("org", "agreement")),
    "party_to": {"org": ("agreement", "org")},
    "under": dict.fromkeys(("agreement", "org", "programme"), ("agreement",)),
    "serves": _LASTING,
    "follows_up": _LASTING,
    "run_by": dict.fromkeys(("series", "programme", "org"), ("org", "person")),
    "replaces": _SAME,
    "based_in": {"org": ("place",)},
}


class EntityRelated(Sourced):
    """A lasting tie between two things, of kinds that the relation allows.

    Source: domain.md 5.1.
    """

    type = "entity.related"
    subject = "entity"

    entity: AnyRef
    relation: Annotated[str, Choice(tuple(RELATIONS))]
    other: AnyRef
    valid: Maybe[Edtf] = None
    detail: Maybe[Text] = None

    conditions = tuple(
        Kinds("entity", "other", kinds, when=Is("relation", relation)) for relation, kinds in RELATIONS.items()
    )
    examples = (
        {
            "entity": "agreement:action-plan-2022-2024",
            "relation": "under",
            "other": "agreement:bicentennial-framework",
            "valid": "2022/2024",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [4, 4],
                    "item": "1",
                    "span_sha256": "0b42c8b931224ec32fe874a2cb84af3c23a7cd9a8203e532666532142511cf6d",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
        {
            "entity": "org:binational-committee",
            "relation": "follows_up",
            "other": "agreement:bicentennial-framework",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [40, 40],
                    "item": "13",
                    "span_sha256": "351c6b3101b6bcb6fbca795109573f684e89e4204319080ae36df21028348d12",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
    )
