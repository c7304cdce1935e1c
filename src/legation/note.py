"""A signed note: a text, and below it who vouches for it (C2SP signed-note).

Only the form stands here, written the one way it can be; what a signature is worth, `signing` tells.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import NamedTuple

from legation.fact import NotCanonical

LONGEST_NOTE = 65_536
MOST_SIGNATURES = 16
_ED25519 = b"\1"
_NUMBER = re.compile(r"0|[1-9][0-9]{0,15}", re.ASCII)


def number(text: str) -> int:
    """Read a decimal number that prints as it was written; raise NotCanonical for any other."""
    if not _NUMBER.fullmatch(text):
        raise NotCanonical(f"{text[:40]!r} is no number without sign and leading zeros")
    return int(text)


def base64(text: str) -> bytes:
    """Read base64 (RFC 4648, 4) that is encoded as it was written; raise NotCanonical for any other."""
    try:
        found = b64decode(text, validate=True)
    except ValueError:
        found = b""
    if not found or b64encode(found).decode() != text:
        raise NotCanonical(f"{text[:80]!r} is not base64 as it is written")
    return found


class Signature(NamedTuple):
    """One signature of a note: the name of the key, the four bytes it is known by, and what it made of the text."""

    name: str
    id: bytes
    value: bytes

    def line(self) -> str:
        """Write it as it stands below a note."""
        return f"— {self.name} {b64encode(self.id + self.value).decode()}\n"

    @classmethod
    def parse(cls, line: str) -> Signature:
        """Read what `line` wrote, without the newline."""
        dash, _, rest = line.partition(" ")
        name, _, signed = rest.partition(" ")
        if dash != "—" or not _is_name(name):
            raise NotCanonical(f"{line[:80]!r} is no signature: — NAME BASE64")
        raw = base64(signed)
        if len(raw) < 5:
            raise NotCanonical(f"{line[:80]!r} is too short for a signature")
        return cls(name, raw[:4], raw[4:])


class Note(NamedTuple):
    """A text that ends with a newline, and its signatures, of which there is one at least."""

    text: bytes
    signatures: tuple[Signature, ...]

    def raw(self) -> bytes:
        """Write the note."""
        return self.text + b"\n" + "".join(signature.line() for signature in self.signatures).encode()

    @classmethod
    def parse(cls, raw: bytes) -> Note:
        """Read what `raw` wrote; raise NotCanonical for anything else."""
        if len(raw) > LONGEST_NOTE:
            raise NotCanonical(f"a note of more than {LONGEST_NOTE:,} bytes")
        try:
            told = raw.decode()
        except UnicodeDecodeError:
            raise NotCanonical("a note is UTF-8") from None
        if re.search(r"[\x00-\x09\x0b-\x1f]", told):
            raise NotCanonical("a note has no control characters but newlines")
        text, gap, signed = told.rpartition("\n\n")
        lines = signed.split("\n")
        if not gap or lines.pop() or not lines:
            raise NotCanonical("a signed note is a text, an empty line, and signatures, each ended by a newline")
        if len(lines) > MOST_SIGNATURES:
            raise NotCanonical(f"more than {MOST_SIGNATURES} signatures")
        signatures = tuple(map(Signature.parse, lines))
        if len({signature[:2] for signature in signatures}) < len(signatures):
            raise NotCanonical("one key signed twice")
        return cls(f"{text}\n".encode(), signatures)


class VerifierKey(NamedTuple):
    """A public Ed25519 key (32 bytes) under the name that its signatures bear."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that it is known by beside its name."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    def text(self) -> str:
        """Write it as one word."""
        return f"{self.name}+{self.id.hex()}+{b64encode(_ED25519 + self.public).decode()}"

    def made(self, signature: Signature) -> bool:
        """Tell whether a signature says that it is of this key."""
        return (signature.name, signature.id) == (self.name, self.id)

    @classmethod
    def parse(cls, text: str) -> VerifierKey:
        """Read what `text` wrote; raise NotCanonical for anything else, keys of other kinds included."""
        name, _, rest = text.partition("+")
        _, _, encoded = rest.partition("+")
        raw = base64(encoded)
        key = cls(name, raw[1:])
        if not _is_name(name) or raw[:1] != _ED25519 or len(key.public) != 32 or key.text() != text:
            raise NotCanonical(f"{text[:80]!r} is no Ed25519 key: NAME+ID+BASE64, the ID made of the rest")
        return key


def _is_name(text: str) -> bool:
    # The specification asks less: a name that hides or turns text is not worth the harm it could do on a screen.
    return bool(text) and "+" not in text and text.isprintable() and not any(c.isspace() for c in text)
