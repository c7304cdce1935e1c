"""Make the keys that vouch for a ledger, show them, and take one up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from legation.command import Desk, print_json, say, table
from legation.commands._sealing import keys_of
from legation.commands._writing import record, writing_options
from legation.errors import Ambiguous, KeyNotAtHand, KeyUnsafe, NotUnderstood
from legation.fact import NotCanonical
from legation.literal import literal
from legation.note import VerifierKey
from legation.succession import ADOPTED, statement
from legation.tree import origin

section = "audit"


@click.group()
def command() -> None:
    """Sign a ledger, so that others can tell that it is yours and only ever grows.

    `new` makes a key, `use` takes it up: from then on, who appends and has it at hand signs. Others append as before,
    and leave what is new to the holder of the key.

    Example: legation key show
    """


@command.command()
@click.argument("name", required=False)
@click.option("--file", "path", metavar="FILE", type=click.Path(path_type=Path), help="Where to keep the private key.")
@click.pass_obj
def new(desk: Desk, name: str | None, path: Path | None) -> None:
    """Make a private key whose signatures bear NAME (default: the name of the ledger), and print its verifier key.

    It is kept in a file that you alone can read, never within a git work tree (default: legation/keys in
    $XDG_CONFIG_HOME; one elsewhere is found if LEGATION_KEY names it). Whoever is to check your signatures needs the
    verifier key, by a way he trusts. A key in an ssh-agent needs no file: `legation key show` lists those of kind
    Ed25519.
    """
    from legation.keyring import make

    name = name or origin(desk.store.source)
    try:
        key, place = make(name, path)
    except NotCanonical:
        raise NotUnderstood(name[:80], "name for a key: no blanks, no +") from None
    click.echo(literal(key.text()))
    say(f"the private key is in {place}: keep a copy where it is safe")
    say(f"next: legation key use '{key.text()}'")


class _AtHand(NamedTuple):
    """A private key that is at hand: what its signatures bear for this ledger, and where it is."""

    key: VerifierKey
    place: str


def _at_hand(name: str) -> Iterator[_AtHand]:
    """Yield the keys at hand, under a name; what is unsafe is said and passed over."""
    from legation.agent import agent_keys
    from legation.keyring import FileKey, files

    for path in files():
        try:
            found = FileKey(path)
        except KeyUnsafe as error:
            say(str(error))
        else:
            yield _AtHand(VerifierKey(name, found.public), found.place)
    for held in agent_keys():
        yield _AtHand(VerifierKey(name, held.public), held.place)


@command.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object.")
@click.pass_obj
def show(desk: Desk, as_json: bool) -> None:
    """Show the keys that vouch for the ledger, from which event on, and the private keys at hand."""
    adopted, hand = keys_of(desk).keys, list(_at_hand(origin(desk.store.source)))
    last = adopted[-1].key if adopted else None
    rows = []
    for position, key in adopted:
        place = next((one.place for one in hand if one.key.public == key.public), "not at hand")
        rows.append((key.text(), "signs" if key == last else "signed", f"since #{position}", place))
    of_ledger = {key.public for _, key in adopted}
    rows += [(one.key.text(), "not used", "", one.place) for one in hand if one.key.public not in of_ledger]
    if as_json:
        names = ("key", "state", "since", "place")
        print_json({"keys": [dict(zip(names, row, strict=True)) for row in rows]})
        return
    table([[literal(cell) for cell in row] for row in rows])
    if not adopted:
        say("the ledger is not signed: `legation key use` signs it with a key at hand, `legation key new` makes one")


@command.command()
@click.argument("key", required=False)
@click.option("--reason", metavar="TEXT", help="Why, in words of your own.")
@click.option("--unvouched", is_flag=True, help="The key before is lost and cannot vouch: readers have to accept it.")
@writing_options
@click.pass_obj
def use(
    desk: Desk, *, key: str | None, reason: str | None, unvouched: bool, actor: str | None, dry_run: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Have KEY sign the ledger from here on: a verifier key, or a part of one that is at hand (default: the only one).

    It is recorded as an event, so the change can be audited. If another key signed so far, it vouches for the new one,
    and has to be at hand as well.
    """
    from legation.jsonlines import Given
    from legation.keyring import holder

    before = keys_of(desk).at(desk.model.size)
    chosen = _chosen(desk, key, before)
    holder(chosen)
    data = {"key": f"key:{chosen.id.hex()}", "verifier": chosen.text()}
    if before and not unvouched:
        try:
            data["voucher"] = _base64(holder(before).sign(statement(before, chosen)))
        except KeyNotAtHand as error:
            say("if it is lost for good: --unvouched; all who verify the ledger will have to accept the new key")
            raise error from None
    data["reason"] = reason or ("It takes the place of the key before." if before else "It signs from here on.")
    record(desk, [Given({"type": ADOPTED, "data": data})], actor=actor, dry_run=dry_run, as_json=as_json)
    if not (dry_run or as_json):
        say(f"who is to check signatures needs the key: {chosen.text()}")


def _chosen(desk: Desk, text: str | None, before: VerifierKey | None) -> VerifierKey:
    """Return the key that is meant; raise NotUnderstood or Ambiguous."""
    if text and "+" in text:
        from legation.commands._proving import key

        return key(text)
    hand = {one.key: one.place for one in _at_hand(origin(desk.store.source))}
    found = [one for one in hand if one != before and (text or "") in one.text()]
    if not found:
        raise NotUnderstood(text or "", "private key at hand: `legation key new` makes one, `legation key show` lists")
    if len(found) > 1:
        raise Ambiguous(text or "", "private key", len(found), [f"{one.id.hex()} {hand[one]}" for one in found[:5]])
    return found[0]


def _base64(raw: bytes) -> str:
    from base64 import b64encode

    return b64encode(raw).decode()
