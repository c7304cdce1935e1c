"""The read model in SQL: a view for each projection, and views of claims, evidence and events, each column described.

They say what was claimed, as it stands at the head; what that means on a day is for a reader to judge. Any tool that
opens the file can use them, also one that trusts no code in it: some SQLites then refuse `json_extract` and its like
within a view, but none refuses `json_each`, so it takes apart all that there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from legation.projection import PROJECTIONS, Column, Projection
from legation.tables import SEPARATOR

_SEPARATOR = f"char({ord(SEPARATOR)})"
_BODY = "cast(r.body as text)"  # a blob is no JSON to every SQLite


class SqlView(NamedTuple):
    """What can be selected from: a view by its SQL, or, without SQL, a table of the read model that serves as it is."""

    name: str
    about: str
    columns: Mapping[str, Column]
    select: str = ""


def sql_views() -> dict[str, SqlView]:
    """Return all of them by name, those of the projections first."""
    shelf = [PROJECTIONS[name] for name in PROJECTIONS]
    views = (*map(_rows, shelf), _claims(shelf), _evidence(shelf), _EVENTS, *_TABLES)
    return {view.name: view for view in views}


def statements() -> Iterator[str]:
    """Yield the SQL that makes the views, in a database that holds the tables."""
    return (f'create view "{view.name}" as {view.select}' for view in sql_views().values() if view.select)


def _rows(projection: Projection[Any]) -> SqlView:
    """Return the view of a projection: key, names, evidence, and a column for each field."""
    told: dict[str, tuple[Column, str]] = {"key": (Column("text", _key_about(projection)), "r.key")}
    for (part, column), value in zip(projection.key.items(), _parts("r.key", len(projection.key)), strict=True):
        told[part] = column, f"cast({value} as integer)" if column.type == "integer" else value
        if column.type == "id":
            called = Column("text", "its name or title; empty if nobody gave one")
            told[f"{part}_name"] = called, f"(select name from names where id = {value})"
    told["first"] = Column("integer", "the first event that it rests on"), "r.first"
    told["last"] = Column("integer", "the last event that it rests on"), "r.last"
    counted = "(select count(*) from evidence where projection = r.projection and key = r.key)"
    told["evidence"] = Column("integer", "how many events it rests on"), counted
    told["differing"] = Column("text", "the columns left empty because their claims differ"), _differing(projection)
    fields = projection.row.columns()
    for name in (*list(fields)[1:], *list(fields)[:1]):  # what all rows have in common comes last
        field, column = name.rstrip("_"), fields[name]
        told[field] = column, _all(field) if column.type == "json" else _agreed(field)
    columns = ",\n".join(f'{value} as "{name}"' for name, (_, value) in told.items())
    about = (projection.row.__doc__ or "").split("\n")[0]
    select = f"select\n{columns}\nfrom rows r where r.projection = '{projection.name}'"
    return SqlView(projection.name, about, {name: column for name, (column, _) in told.items()}, select)


def _key_about(projection: Projection[Any]) -> str:
    parts = f" || {_SEPARATOR} || ".join(projection.key)
    return f"the key of the row, by which it is found at once: {parts}"


def _said(field: str) -> str:
    return f"from claims where projection = r.projection and key = r.key and field = '{field}'"


def _all(field: str) -> str:
    """Return SQL for all claims of a field as JSON; null if there are none."""
    claim = """'{"at":' || at || ',"value":' || json || ',"weight":"' || weight || '"}'"""
    return f"(select '[' || group_concat({claim}) || ']' {_said(field)})"


# What is claimed of a field, each value once; a reader holds the same to be agreed (claim.single).
_VALUES = (
    "weight in ('certain', 'probable', 'denied') and value <> '' group by field, value having max(weight <> 'denied')"
)


def _agreed(field: str) -> str:
    """Return SQL for the one value of a field that all claims agree on; null if there is none or they differ."""
    values = f"select value, max(weight = 'denied') as denied {_said(field)} and {_VALUES}"
    return f"(select case when count(*) = 1 and not max(denied) then max(value) end from ({values}))"


def _differing(projection: Projection[Any]) -> str:
    fields = [name.rstrip("_") for name, column in projection.row.columns().items() if column.type != "json"]
    if not fields:
        return "null"
    listed = ", ".join(f"'{field}'" for field in fields)
    claims = f"from claims where projection = r.projection and key = r.key and field in ({listed})"
    values = f"select field, max(weight = 'denied') as denied {claims} and {_VALUES}"
    differing = f"select field from ({values}) group by field having count(*) > 1 or max(denied)"
    return f"(select group_concat(field, ', ') from ({differing}))"


def _claims(shelf: list[Projection[Any]]) -> SqlView:
    columns = {
        "projection": Column("text", "the view that has the row"),
        "key": Column("text", "the key of the row"),
        "field": Column("text", "the column it is for"),
        "at": Column("integer", "the event that claims it"),
        "value": Column("text", "what is claimed: text, a number, or JSON with ids as written"),
        "json": Column("json", "the same, always in JSON"),
        "weight": Column("text", "certain, probable, possible, denied or outweighed"),
    }
    # A claim is stored as [at, value] or [at, value, weight]: its value, in JSON, is what stands between.
    end = "case when w.value is null then 1 else length(w.value) + 4 end"
    json = f"substr(c.value, length(a.value) + 3, length(c.value) - length(a.value) - 2 - {end})"
    written = ", ".join(f"'{one.name}.{field}'" for one in shelf for field in sorted(one.row.as_written))
    free = f"v.type = 'text' and r.projection || '.' || f.key not in ({written})"
    survivor = "(select survivor from same where id = v.value)"
    lost = f"""coalesce(w.value, 'certain') in ('certain', 'probable') and exists (
        select 1 from assessments s join json_each({_BODY}, '$.assessed') j
        join json_each(j.value) p on p.key = 0 and p.value = s.position
        join json_each(j.value, '$[1]') o on o.key = 'verdict' and o.value = 'outweighs' where s.other = a.value)"""
    select = f"""select r.projection as projection, r.key as key, rtrim(f.key, '_') as field, a.value as at,
    case when {free} then coalesce({survivor}, v.value) else v.value end as value,
    case when {free} then coalesce('"' || {survivor} || '"', {json}) else {json} end as json,
    case when {lost} then 'outweighed' else coalesce(w.value, 'certain') end as weight
    from rows r join json_each({_BODY}) f join json_each(f.value) c
    join json_each(c.value) a on a.key = 0 join json_each(c.value) v on v.key = 1
    left join json_each(c.value) w on w.key = 2"""
    return SqlView("claims", "One claim: what one event says in one field of one row.", columns, select)


def _evidence(shelf: list[Projection[Any]]) -> SqlView:
    """Return the view of which row rests on which event.

    A key may be written in ids that were given up since. Its conditions say so in both directions, from the row to the
    written keys and back, so that SQLite can begin at either end. An event that touched a row under several written
    keys is told once.
    """
    columns = {
        "projection": Column("text", "the view that has the row"),
        "key": Column("text", "the key of the row"),
        "position": Column("integer", "an event that it rests on, and that counts"),
    }
    count = max(len(projection.key) for projection in shelf)
    # `same` tells of a survivor too that it is itself, so an id that has lines there is among them.
    parts = _parts("r.key", count)
    named = " ".join(f"left join same p{i} on p{i}.survivor = {part}" for i, part in enumerate(parts))
    written = _joined([f"coalesce(p{i}.id, {part})" for i, part in enumerate(parts)])
    select = f"""select r.projection as projection, r.key as key, t.position as position
    from rows r join touches t on t.projection = r.projection
    and t.key in (select {written} from (select 1) {named})
    and r.key = {_resolved("t.key", count)}
    where not exists (select 1 from dead d where d.position = t.position and d.until is null)
    and (t.key = r.key or not exists (select 1 from touches u
        where u.position = t.position and u.projection = t.projection
        and (u.key = r.key or u.key < t.key) and r.key = {_resolved("u.key", count)}))"""
    return SqlView("evidence", "One event that a row rests on: joins a row with its events.", columns, select)


def _parts(key: str, count: int) -> list[str]:
    """Return SQL for each part of a key that has up to `count`; what it has not is null."""
    parts = []
    for last in range(1, count + 1):
        end = f"instr({key} || {_SEPARATOR}, {_SEPARATOR})"
        part = key if last == count else f"substr({key}, 1, {end} - 1)"
        parts.append(f"nullif({part}, '')" if last > 1 else part)
        key = f"substr({key}, {end} + 1)"
    return parts


def _resolved(key: str, count: int) -> str:
    return _joined([_survivor(part) for part in _parts(key, count)])


def _joined(parts: list[str]) -> str:
    first, *rest = parts
    return "".join([first, *(f" || coalesce({_SEPARATOR} || {part}, '')" for part in rest)])


def _survivor(id_: str) -> str:
    return f"coalesce((select survivor from same where id = {id_}), {id_})"


_EVENTS = SqlView(
    "events",
    "One event of the ledger, retracted ones too.",
    {
        "position": Column("integer", "its place in the ledger, from 1"),
        "id": Column("text", "its own id"),
        "type": Column("text", "what kind of event it is; with its version, as `a.b:2`, where that is not known here"),
        "subject": Column("id", "what it is mainly about, as written; empty if its type is not known here"),
        "subject_name": Column("text", "the name or title of that; empty if nobody gave one"),
        "recordedtime": Column("text", "when it was recorded, UTC"),
        "batch": Column("text", "what it was appended with: an id, its number, how many"),
        "counts": Column("integer", "1 if it counts, 0 if it is retracted"),
    },
    f"""select i.position as position, i.id as id, i.type as type, i.subject as subject,
    (select name from names where id = {_survivor("i.subject")}) as subject_name,
    i.recordedtime as recordedtime, i.batch as batch,
    not exists (select 1 from dead d where d.position = i.position and d.until is null) as counts
    from ids i""",
)
_TABLES = (
    SqlView(
        "names",
        "What an id is called.",
        {
            "id": Column("id", "the id that goes on"),
            "projection": Column("text", "the view whose row gives the name"),
            "name": Column("text", "its name, title or summary"),
            "folded": Column("text", "the same in lower case without accents, to compare by"),
        },
    ),
    SqlView(
        "same",
        "An id that was judged to be the same as others, and the one that goes on for all of them.",
        {"id": Column("id", "an id, as written"), "survivor": Column("id", "the id that goes on")},
    ),
    SqlView(
        "mentions",
        "An event that names an id anywhere.",
        {"id": Column("id", "the id, as written"), "position": Column("integer", "the event")},
    ),
)
