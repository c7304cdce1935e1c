"""Event types published as JSON Schema 2020-12: one file for each payload and version, one for the whole line.

They are generated, and they are written here rather than by pydantic, whose generator knows neither the conditions
between fields nor that `null` is refused. What schemas cannot say stays with the models: which days exist, which lines
come first. A published version never changes its meaning; an older one is kept as the file it was published as.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from legation.conditions import JsonSchema
from legation.event_type import Event, event_type, names
from legation.fields import Model
from legation.ids import KINDS, LONGEST
from legation.payload import Flag, ListOf, Member, Node, members
from legation.shapes import SLUG, AtLeast, ByKind, Choice, Shape, Span
from legation.upcast import dataschema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FILE = re.compile(r"([a-z]+\.[a-z]+)\.v([1-9][0-9]*)\.json")
_TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z"
_ATTRIBUTE = r"[^\x00-\x1f\x7f-\x9f]{1,200}"


def payload_schema(type_: type[Event]) -> JsonSchema:
    """Return the schema of the `data` of a type, in its newest version."""
    definitions: dict[str, JsonSchema] = {}
    return {
        "$schema": DIALECT,
        "$id": dataschema(type_.type, type_.version),
        "title": type_.type,
        "description": (type_.__doc__ or "").partition("\n")[0],
        **_object(type_, definitions),
        "$defs": dict(sorted(definitions.items())),
    }


def line_schema(payloads: dict[tuple[str, int], JsonSchema]) -> JsonSchema:
    """Return the schema of a whole line, with the schemas of the payloads inside, by type and version."""
    versions: dict[str, list[str]] = {}
    for (name, _), schema in sorted(payloads.items()):
        versions.setdefault(name, []).append(schema["$id"])
    return {
        "$schema": DIALECT,
        "$id": "urn:legation:schema:event",
        "title": "A line of the ledger",
        "description": "One CloudEvents 1.0 event; its data follows its type.",
        "type": "object",
        "properties": {
            "specversion": {"const": "1.0"},
            "id": _string(_ATTRIBUTE),
            "source": _string(r"[^\x00-\x20\x7f-\x9f]+"),
            "type": {"enum": list(versions)},
            "subject": {**_string(rf"({'|'.join(KINDS)}):{SLUG}"), "maxLength": LONGEST},
            "recordedtime": _string(_TIME),
            "actor": _string(_ATTRIBUTE),
            "position": {"type": "integer", "minimum": 1},
            "batch": _string(r"[A-Za-z0-9-]{1,64}/[1-9][0-9]{0,8}/[1-9][0-9]{0,8}"),
            "dataschema": {"type": "string"},
            "data": {"type": "object"},
            "mergedfrom": {
                "description": "Where the line stood in the branch or copy it came from: position, time, leaf hash",
                **_string(rf"[1-9][0-9]{{0,15}}/{_TIME}/[0-9a-f]{{64}}"),
            },
        },
        "required": [
            "specversion", "id", "source", "type", "subject", "recordedtime", "actor", "position", "batch",
            "dataschema", "data",
        ],
        "additionalProperties": False,
        "allOf": [
            *(_if("type", name, "dataschema", {"enum": known}) for name, known in versions.items()),
            *(_if("dataschema", one, "data", {"$ref": one}) for known in versions.values() for one in known),
        ],
        "$defs": {f"{name}.v{version}": schema for (name, version), schema in sorted(payloads.items())},
    }  # fmt: skip


def _if(field: str, value: str, then: str, schema: JsonSchema) -> JsonSchema:
    return {
        "if": {"properties": {field: {"const": value}}, "required": [field]},
        "then": {"properties": {then: schema}},
    }


def _object(model: type[Model], definitions: dict[str, JsonSchema]) -> JsonSchema:
    fields = members(model).values()
    rules = [schema for condition in model.conditions if (schema := condition.schema())]
    for field in fields:
        if isinstance(field.node, ByKind):
            rules += _by_kind(field.name, field.node, definitions)
    return {
        "type": "object",
        "properties": {field.name: _field(field, definitions) for field in fields},
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
        **({"allOf": rules} if rules else {}),
    }


def _by_kind(name: str, node: ByKind[Model], definitions: dict[str, JsonSchema]) -> list[JsonSchema]:
    return [
        {
            "if": {"properties": {node.of: {"type": "string", "pattern": f"^{kind}:"}}, "required": [node.of]},
            "then": {"properties": {name: _value(model, definitions)}},
        }
        for kind, model in node.models.items()
    ]


def _field(field: Member, definitions: dict[str, JsonSchema]) -> JsonSchema:
    schema = _value(field.node, definitions)
    if field.default is not None:
        schema = {**schema, "default": field.default}
    return {**schema, "description": field.help} if field.help else schema


def _value(node: Node, definitions: dict[str, JsonSchema]) -> JsonSchema:
    match node:
        case Shape(name=name):
            definitions.setdefault(name, _shape(node))
            return {"$ref": f"#/$defs/{name}"}
        case AtLeast(least=least):
            return {"type": "integer", "minimum": least, "maximum": 2**53 - 1}
        case Span():
            return {"type": "array", "items": _value(AtLeast(1), definitions), "minItems": 2, "maxItems": 2}
        case Choice(values=values):
            return {"enum": list(values)}
        case Flag():
            return {"type": "boolean"}
        case ListOf(item=item, least=least):
            return {"type": "array", "items": _value(item, definitions), "minItems": least, "uniqueItems": True}
        case ByKind():
            return {"type": "object"}
        case _:
            name = node.__name__
            if name not in definitions:
                definitions[name] = {
                    "description": (node.__doc__ or "").partition("\n")[0],
                    **_object(node, definitions),
                }
            return {"$ref": f"#/$defs/{name}"}


def _shape(shape: Shape) -> JsonSchema:
    longest = {"maxLength": shape.longest} if shape.longest else {}
    return {"description": shape.expected, **_string(shape.pattern), **longest}


def _string(pattern: str) -> JsonSchema:
    # Some engines let `$` stand before a newline at the end, so that one is refused in so many words.
    return {"type": "string", "pattern": f"^(?:{pattern})$", "not": {"pattern": "\\n"}}


def write(directory: Path) -> None:
    """Write all schemas of today into the directory; files of older versions stay as they are."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in _generated(directory).items():
        (directory / name).write_text(text, encoding="utf-8")


def stale(directory: Path) -> list[str]:
    """Return the names of files that are missing, differ from what would be written, or belong to nothing."""
    generated = _generated(directory)
    found = {file.name: file.read_text(encoding="utf-8") for file in directory.glob("*.json")}
    older = {_name(key) for key in _older(directory)}
    return sorted(
        name for name in found.keys() | generated if found.get(name) != generated.get(name) and name not in older
    )


def _generated(directory: Path) -> dict[str, str]:
    today = {(name, event_type(name).version): payload_schema(event_type(name)) for name in names()}
    files = {_name(key): _pretty(schema) + "\n" for key, schema in today.items()}
    return {**files, "event.json": _pretty(line_schema(today | _older(directory))) + "\n"}


def _older(directory: Path) -> dict[tuple[str, int], JsonSchema]:
    """Return the published schemas of versions that are no longer the newest."""
    older = {}
    for file in directory.glob("*.json"):
        match = _FILE.fullmatch(file.name)
        if match and match[1] in names() and (version := int(match[2])) < event_type(match[1]).version:
            older[match[1], version] = json.loads(file.read_text(encoding="utf-8"))
    return older


def _name(key: tuple[str, int]) -> str:
    return f"{key[0]}.v{key[1]}.json"


def _pretty(value: object, margin: int = 0) -> str:
    """Return JSON in which whatever fits on a line stands on one."""
    flat = json.dumps(value, ensure_ascii=False)
    inner = margin + 2
    match value:
        case _ if margin + len(flat) <= 110:
            return flat
        case dict():
            parts = [f"{json.dumps(key)}: {_pretty(member, inner)}" for key, member in value.items()]
            begin, end = "{", "}"
        case list():
            parts, begin, end = [_pretty(member, inner) for member in value], "[", "]"
        case _:
            return flat
    return begin + ",".join(f"\n{' ' * inner}{part}" for part in parts) + f"\n{' ' * margin}{end}"
