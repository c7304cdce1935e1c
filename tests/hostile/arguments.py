"""Words of the command line: hostile names, moments, filters, queries and places, each for every command that takes one."""

from __future__ import annotations

from pathlib import Path

from hostile.case import HOSTILE, Case

_TEXTS = {name: text for name, text in HOSTILE.items() if "\0" not in text}
_NAMING = {
    "show a view": (("show",), "not-understood"), "show one thing": (("show", "people"), "not-understood"), "who": (("who",), "not-understood"),
    "event": (("event",), "not-understood"), "explain": (("explain",), "not-understood"), "why": (("why", "people"), "not-understood"),
    "add": (("add",), ""), "retract": (("retract", "--ground", "entry_error", "--reason", "x"), "not-understood"), "as of": (("log", "--known-by"), "not-understood"),
    "a day": (("show", "people", "--as-of"), "not-understood"), "a command": ((), "wrong-use"),
}  # fmt: skip
_DAYS = (
    "",
    "0000",
    "9999-99",
    "2024-02-30",
    "-1",
    "+99999999999999y",
    "99999-01-01",
    "#",
    "#-1",
    "@",
    "@@",
    "\u0662\u0660",
    "1e9",
    "nan",
    "2024-05-09T25:00",
    "before #0",
    "9" * 4_000,
)
_KNOWN = (
    "",
    "-1",
    "#",
    "6",
    "9" * 15,
    "9" * 4_000,
    "2024-02-30",
    "2024-05-09T25:00:00Z",
    "0001-01-01T00:00:00+23:59",
    "\u0661",
    "1.5",
    "NaN",
)
_QUERIES = (
    "", ";", "drop table ids", "delete from ids", "update ids set id = 1", "insert into ids values (1)", "attach '/etc/passwd' as x", "attach ':memory:' as x",
    "pragma writable_schema = 1", "select load_extension('x')", "vacuum into 'stolen'",
    "create table t (a)", "create temp table t (a)", "begin", "select 1; drop table ids", "select", "\x1b[2J", "reindex",
    "select fts3_tokenizer('x', 'y')", "with recursive r(n) as (select 1 union all select n + 1 from r) select count(*) from r", "with x as (select 1) delete from ids", "select * from pragma_table_info('ids')", "analyze", "detach main",
    "select 1 union select", "select '" + "x" * 70_000, "select " + "(" * 2_000 + "1" + ")" * 2_000, "replace into ids values (1)", "savepoint x", "select ? ",
)  # fmt: skip
_UNKNOWN = (
    "select readfile('/etc/passwd')",
    "select writefile('x', 'y')",
    "select edit('x')",
    "select * from sqlite_master_nowhere",
    "select zipfile('x')",
)
_STOPPED = ("select zeroblob(900000000)", "select randomblob(1 << 30)",
            "select hex(zeroblob(400000000))", "select replace(hex(zeroblob(30000000)), '00', '0000000000')")  # fmt: skip


def _kept(folder: Path) -> None:
    (folder / "kept").write_text("mine")


CASES: list[Case] = [
    *(Case(f"{what}: {name}", (*words, text), code, 2) for what, (words, code) in _NAMING.items() for name, text in _TEXTS.items()
      if not (what in {"a command", "explain", "who"} and text.startswith("-"))),
    *(Case(f"a day: {text[:30]!r}", ("show", "people", "--as-of", text), "not-understood", 2) for text in _DAYS),
    *(Case(f"a state of the record: {text[:30]!r}", ("log", "--known-by", text), "not-understood", 2) for text in _KNOWN),
    *(Case(f"a query: {text[:40]!r}", ("query", text), "query-refused", 2) for text in _QUERIES),
    *(Case(f"a query: {text[:40]!r}", ("query", text), "not-understood", 2) for text in _UNKNOWN),
    *(Case(f"a query that takes too much: {text[:40]!r}", ("query", text), "query-stopped", 1) for text in _STOPPED),
    *(Case(f"{' '.join(words)}", words, "", 2) for words in (
        ("log", "--as-of"), ("--ledger",), ("append", "--expect", "-1"), ("append", "--expect", "9" * 5_000), ("append", "."), ("append", "/nowhere"),
        ("export", "csv", "people", "--to", "nowhere/x.csv"), ("export", "csv", "people", "--to", "kept"), ("export", "exe", "people"), ("export", "csv", "../../etc"),
        ("export", "csv", "people", "--to", "events"), ("export", "csv", "people", "--to", "texts"), ("prove", "0"), ("prove", "-1"), ("prove", "9" * 400),
        ("event", "0"), ("event", "-1"), ("event", "9" * 4_000), ("event", "#"), ("publish", "events"), ("merge", "/etc"), ("merge", "nowhere"),
        ("init", "events"), ("init", "fresh", "--source", "../x"), ("init", "fresh", "--source", "\x1b[2J"), ("init", "fresh", "--source", "x" * 5_000),
        ("source", "add", "/dev/null"), ("source", "add", "texts"), ("source", "add", "nowhere"), ("watch", "\x1b[2J"), ("watch", "../../x"),
        ("doctor", "--repair", "everything"), ("key", "use", "../../etc/passwd"), ("key", "new", "a b"), ("key", "new", "\x1b[2J"), ("key", "new", "../../x+y"),
        ("bisect", "people", "rufus", "nothing"), ("diff", "nothing"), ("replay", "--from", "\u202e"), ("show", "people", "--filter", "kind:"),
    )),
]  # fmt: skip
CASES = [Case(case.name, case.words, case.tells, case.status, before=_kept) for case in CASES]
