"""Who vouches for a ledger: keys that follow each other, and what a key does not sign."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from legation.errors import KeyUnsafe, LedgerMoved, NotProved, NotSealed, NotSigned
from legation.keyring import Holder
from legation.lastseen import Seen, remember, seen
from legation.note import VerifierKey
from legation.signing import PrivateKey
from legation.stores.memory import Memory
from legation.succession import Succession, statement
from legation.tree import Checkpoint, origin
from legation.vouching import grown, included, root_of, seal, verify, vouched_for
from test_tree import mth
from trial import Event, Trial, entity, event


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path


class Hand:
    """A private key held in memory."""

    def __init__(self) -> None:
        self._key = PrivateKey.new()
        self.public, self.place = self._key.public, "memory"
        self.key = VerifierKey("example.org,2026:memory", self.public)

    def sign(self, text: bytes) -> bytes:
        return self._key.sign(text)


def adopted(new: Hand, before: Hand | None = None, **more: Any) -> Event:
    """Return the event that takes up a key, vouched for by the one before."""
    data = {"key": f"key:{new.key.id.hex()}", "verifier": new.key.text(), "reason": "It is time.", **more}
    if before:
        data["voucher"] = b64encode(before.sign(statement(before.key, new.key))).decode()
    return event("key.adopted", **data)


def signed(ledger: Trial, hand: Hand) -> Checkpoint:
    holder: Holder = hand
    return seal(ledger.store, ledger.store.head().size, hand.key, holder)


def codes(ledger: Trial, **more: Any) -> list[str]:
    return [fault.code for fault in verify(ledger.store, **more).report.faults]


def test_a_signed_ledger_verifies_and_names_its_key() -> None:
    ledger, hand = Trial(), Hand()
    assert verify(ledger.store).key is None
    ledger.append(adopted(hand))
    checkpoint = signed(ledger, hand)
    found = verify(ledger.store)
    assert (found.report.faults, found.key, found.report.checkpoint) == ((), hand.key, checkpoint)
    assert seen(origin(ledger.store.source)) == Seen(checkpoint, hand.key)


def test_each_key_vouches_for_the_next_one_and_signs_up_to_it() -> None:
    ledger, hands = Trial(), [Hand(), Hand(), Hand()]
    ledger.append(adopted(hands[0]))
    first = signed(ledger, hands[0])
    ledger.append(adopted(hands[1], hands[0]), entity("org:sylvania"))
    ledger.append(adopted(hands[2], hands[1]))
    assert codes(ledger) == [], "what is not sealed yet is still vouched for by the first key"
    last = signed(ledger, hands[2])
    assert (verify(ledger.store).key, codes(ledger)) == (hands[2].key, [])
    told = Succession.told(ledger.known.of_type("key.adopted"))
    assert [told.at(size) for size in (first.size - 1, first.size, last.size - 1, last.size)] == [
        None, hands[0].key, hands[1].key, hands[2].key,
    ]  # fmt: skip


def test_a_seal_by_a_key_that_was_given_up_is_a_fault() -> None:
    ledger, one, other = Trial(), Hand(), Hand()
    ledger.append(adopted(one))
    ledger.append(adopted(other, one))
    signed(ledger, one)
    assert codes(ledger) == ["E098"]
    signed(ledger, other)
    assert codes(ledger) == []


def test_a_ledger_with_a_key_and_no_signature_is_a_fault() -> None:
    ledger = Trial()
    ledger.append(adopted(Hand()))
    assert codes(ledger) == ["E098"]


def test_a_signature_without_a_key_in_the_ledger_is_a_fault() -> None:
    ledger = Trial()
    signed(ledger, Hand())
    assert codes(ledger) == ["E098"]


def test_a_key_that_nobody_vouched_for_is_believed_only_by_who_knows_it() -> None:
    ledger, one, thief = Trial(), Hand(), Hand()
    ledger.append(adopted(one))
    ledger.append(adopted(thief))
    signed(ledger, thief)
    assert codes(ledger) == ["E1103"]
    assert codes(ledger, believed=[one.key]) == ["E1103"]
    assert codes(ledger, believed=[thief.key]) == []
    assert codes(ledger, demanded=[thief.key]) == []
    assert codes(ledger, demanded=[Hand().key]) == ["E1103", "E098"]


def test_who_believes_a_key_believes_what_it_was_built_on(state: Path) -> None:
    ledger, one, found, last = Trial(), Hand(), Hand(), Hand()
    ledger.append(adopted(one))
    ledger.append(adopted(found))
    ledger.append(adopted(last, found))
    signed(ledger, last)
    assert codes(ledger) == codes(ledger, believed=[one.key]) == ["E1103"]
    assert codes(ledger, believed=[found.key]) == codes(ledger, believed=[last.key]) == []
    ledger.append(adopted(Hand()))
    assert codes(ledger, believed=[last.key]) == ["E1103"]


@pytest.mark.parametrize("by", ["a stranger", "itself", "nobody's words"])
def test_a_voucher_that_is_not_the_word_of_the_key_before_is_refused_on_append_and_noticed_after(by: str) -> None:
    ledger, one, new = Trial(), Hand(), Hand()
    ledger.append(adopted(one))
    wrong = {"a stranger": adopted(new, Hand()), "itself": adopted(new, new), "nobody's words": adopted(
        new, voucher=b64encode(one.sign(b"another text")).decode())}[by]  # fmt: skip
    assert ledger.codes(wrong) == ["1 E1102"]
    keys = Succession()
    keys.take(1, adopted(one)["data"])
    assert keys.faults == []
    keys.take(2, wrong["data"])
    assert [(fault.code, fault.positions) for fault in keys.faults] == [("E1102", (2,))]


def test_a_voucher_for_one_key_does_not_do_for_another() -> None:
    ledger, one, new = Trial(), Hand(), Hand()
    ledger.append(adopted(one))
    other = adopted(new, one)
    other["data"] |= {"verifier": Hand().key.text()}
    assert ledger.codes(other) == ["1 E1102"]


def test_the_first_key_has_nobody_to_vouch_for_it() -> None:
    hand = Hand()
    assert Trial().codes(adopted(hand, hand)) == ["1 E1102"]


def test_a_verifier_key_whose_id_is_not_its_own_is_refused() -> None:
    text = Hand().key.text()
    name, _, rest = text.split("+", 2)
    assert Trial().codes(adopted(Hand(), verifier=f"{name}+00000000+{rest}")) == ["1 E1101"]
    keys = Succession()
    keys.take(1, {"verifier": "x"})
    assert ([fault.code for fault in keys.faults], keys.keys) == (["E1101"], [])


def test_a_key_is_given_up_by_its_successor_alone() -> None:
    ledger = Trial()
    (fact,) = ledger.append(adopted(Hand())).facts
    assert ledger.codes(event("record.retracted", target=fact.id, ground="entry_error")) == ["1 E1104"]


def test_nothing_is_signed_that_contradicts_what_was_signed_here() -> None:
    hand, ledger, fork = Hand(), Trial(), Trial()
    ledger.append(adopted(hand))
    ledger.append(entity("org:sylvania"))
    fork.append(adopted(hand))
    first = signed(ledger, hand)
    with pytest.raises(NotProved, match=r"there were 5 events, and now there are 4"):
        signed(fork, hand)
    fork.append(entity("org:fredonia"), entity("org:klopstokia"))
    with pytest.raises(NotProved, match=r"the first 5 events are not those"):
        signed(fork, hand)
    assert fork.store.checkpoint().signatures == ()
    known = seen(first.origin)
    assert known
    assert known.checkpoint == first


def test_a_ledger_put_back_or_forked_is_noticed() -> None:
    ledger = Trial(None, entity("org:sylvania"))
    checkpoint = Checkpoint(origin(ledger.store.source), *ledger.store.head())
    assert codes(ledger, against={"then": checkpoint}) == []
    assert codes(Trial(), against={"then": checkpoint}) == ["E099"]
    assert codes(Trial(None, entity("org:x"), entity("org:y")), against={"then": checkpoint}) == ["E099"]
    ledger.append(entity("org:x"))
    assert codes(ledger, against={"then": checkpoint}) == []


def test_who_has_no_key_leaves_a_signed_ledger_unsealed() -> None:
    ledger, hand = Trial(), Hand()
    ledger.append(adopted(hand))
    checkpoint = signed(ledger, hand)
    ledger.append(entity("org:x"), entity("org:y"))
    assert ledger.store.checkpoint() == checkpoint
    with pytest.raises(NotSealed, match="2 events are not sealed"):
        ledger.store.seal()
    assert codes(ledger) == []


def test_whoever_signs_has_to_know_where_the_ledger_stands() -> None:
    ledger, hand = Trial(), Hand()
    ledger.append(adopted(hand))
    with pytest.raises(LedgerMoved):
        seal(ledger.store, 3, hand.key, hand)


def test_a_holder_that_signs_with_another_key_or_not_at_all_is_refused() -> None:
    ledger, hand = Trial(), Hand()

    class Silent(Hand):
        def sign(self, text: bytes) -> bytes:
            raise OSError(0, "the ssh-agent refused to sign")

    size = ledger.store.head().size
    for holder, why in ((Hand(), "not valid"), (Silent(), "refused to sign")):
        with pytest.raises(KeyUnsafe, match=why):
            seal(ledger.store, size, hand.key, holder)
    assert ledger.store.checkpoint().signatures == ()


def test_only_a_signed_ledger_can_be_proved_to_others() -> None:
    ledger, hand = Trial(), Hand()
    keys = lambda: Succession.told(ledger.known.of_type("key.adopted"))  # noqa: E731
    with pytest.raises(NotSigned, match="legation key new"):
        vouched_for(ledger.store, keys())
    ledger.append(adopted(hand))
    with pytest.raises(NotProved, match="legation seal"):
        vouched_for(ledger.store, keys())
    checkpoint = signed(ledger, hand)
    assert vouched_for(ledger.store, keys()) == checkpoint


def test_proofs_of_the_lines_of_a_store_hold() -> None:
    ledger = Trial(None, entity("org:x"), entity("org:y"))
    checkpoint = Checkpoint("a", *ledger.store.head())
    lines = [line.entry for line in ledger.store.read()]
    for size in range(checkpoint.size + 1):
        assert root_of(ledger.store, size) == mth(lines[:size])
        assert grown(ledger.store, size, checkpoint).shows(mth(lines[:size]))
    for position, entry in enumerate(lines, 1):
        proof = included(ledger.store, position, checkpoint)
        assert (proof.extra, proof.shows(entry)) == (entry, True)


def test_no_proof_is_made_of_lines_that_are_not_those_that_were_sealed() -> None:
    ledger = Trial(None, entity("org:x"))
    checkpoint = Checkpoint("a", 4, bytes(32))
    for prove in (included, grown):
        with pytest.raises(NotProved, match="legation verify"):
            prove(ledger.store, 3, checkpoint)


def test_what_was_remembered_of_another_ledger_says_nothing() -> None:
    hand = Hand()
    remember(Checkpoint("example.org,2026:other", 99, bytes(32)), hand.key)
    ledger = Trial()
    ledger.append(adopted(hand))
    signed(ledger, hand)
    assert isinstance(ledger.store, Memory)
