"""The plain replay of the first events says what the definitions say, for all ends and every row at once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings

import oracle
from ledgers import Ledger, ledgers, sample
from legation.fact import Fact
from legation.prefixes import Prefixes
from legation.projection import PROJECTIONS, Key


def everything(name: str, key: Key) -> bool:
    return True


def holds(facts: Sequence[Fact]) -> None:
    """Compare the prefixes of all lengths with the definitions."""
    prefixes = Prefixes(range(len(facts) + 1), lambda: facts)
    kept = prefixes.kept(everything)
    for end, rows, ready in zip(prefixes.ends, kept.rows, prefixes.ready(kept), strict=True):
        first = facts[: end.position]
        assert end.same == oracle.same(first)
        assert [fact for fact in facts if end.counts(fact)] == oracle.live(first)
        for name, projection in PROJECTIONS.items():
            evidence = oracle.evidence(projection, first)
            found = {key: list(positions) for (at, key), (_, positions) in rows.items() if at == name}
            assert found == {key: [fact.position for fact in facts] for key, facts in evidence.items()}
            for key, row in oracle.rows(projection, first).items():
                assert (end.position, key, rows[name, key][0]) == (end.position, key, row)
                assert (end.position, key, ready[name, key]) == (end.position, key, oracle.ready(row, first))


@settings(max_examples=25)
@given(ledgers(most=25))
def test_every_row_at_every_end_is_what_the_definitions_say(ledger: Ledger) -> None:
    holds(ledger.facts)


@pytest.mark.parametrize("number", range(4))
def test_so_is_every_row_of_longer_ledgers(number: int) -> None:
    holds(sample(number, most=60).facts)


def test_only_what_is_wanted_is_kept_under_whichever_id_it_was_written() -> None:
    facts = sample(3, most=60).facts
    prefixes = Prefixes([len(facts)], lambda: facts)
    whole = prefixes.kept(everything)
    for row, found in whole.rows[0].items():
        alone = prefixes.kept(lambda name, key, row=row: (name, key) == row)  # type: ignore[misc]
        assert alone.rows == [{row: found}]
        assert prefixes.ready(alone)[0][row] == prefixes.ready(whole)[0][row]


def test_ends_that_differ_in_nothing_share_their_rows() -> None:
    facts = sample(3, most=60).facts
    kept = Prefixes([len(facts) - 1, len(facts)], lambda: facts).kept(everything)
    one, other = kept.rows
    same = [at for at in one if at in other and one[at] == other[at]]
    assert len(same) > len(one) / 2
    assert all(one[at][0] is other[at][0] for at in same)
