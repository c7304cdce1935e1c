"""Ed25519: what a signature is worth, and private keys in memory; the one place that knows `cryptography`.

It is an extra, imported when a signature is made or checked, as it takes longer than most commands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.errors import SigningNotInstalled
from legation.note import Signature, VerifierKey

if TYPE_CHECKING:
    from types import ModuleType

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class PrivateKey:
    """A private key that was read from a file or made anew."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public: bytes = key.public_key().public_bytes_raw()

    def sign(self, text: bytes) -> bytes:
        """Return the 64 bytes of its signature (RFC 8032)."""
        return self._key.sign(text)

    def pem(self) -> bytes:
        """Write it as PKCS#8 in PEM, not encrypted."""
        from cryptography.hazmat.primitives import serialization as form

        return self._key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())

    @classmethod
    def new(cls) -> PrivateKey:
        """Make a key that nobody has."""
        return cls(_ed25519().Ed25519PrivateKey.generate())

    @classmethod
    def read(cls, pem: bytes) -> PrivateKey:
        """Read what `pem` wrote; ValueError, in words, for anything else."""
        from importlib import import_module

        ed25519 = _ed25519()
        read = import_module("cryptography.hazmat.primitives.serialization").load_pem_private_key
        try:
            key = read(pem, None)
        except TypeError:
            raise ValueError("it is encrypted") from None
        except Exception as error:  # the library names no common class for what it cannot read
            raise ValueError("it is no private key in PEM") from error
        if not isinstance(key, ed25519.Ed25519PrivateKey):
            raise ValueError("it is a key of another kind than Ed25519")
        return cls(key)


def holds(key: VerifierKey, signature: Signature, text: bytes) -> bool:
    """Tell whether a signature is that of a key under a text."""
    return key.made(signature) and verified(key.public, signature.value, text)


def verified(public: bytes, value: bytes, text: bytes) -> bool:
    """Tell whether 64 bytes are the signature of a public key under a text (RFC 8032)."""
    from importlib import import_module

    ed25519 = _ed25519()
    invalid = import_module("cryptography.exceptions").InvalidSignature
    try:
        ed25519.Ed25519PublicKey.from_public_bytes(public).verify(value, text)
    except (invalid, ValueError):
        return False
    return True


def _ed25519() -> ModuleType:
    try:
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError:
        raise SigningNotInstalled from None
    return ed25519
