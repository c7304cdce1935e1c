"""What can go wrong where somebody vouches for a ledger: with keys, signatures, proofs, and what was published."""

from __future__ import annotations

from collections.abc import Sequence

from legation.errors.fault import LegationError


class NotSealed(LegationError):
    """A signed ledger is sealed by the holder of its key alone."""

    def __init__(self, behind: int) -> None:
        events = "1 event is" if behind == 1 else f"{behind:,} events are"
        super().__init__(
            f"{events} not sealed: the ledger is signed, and its key is not at hand. "
            "They are kept; the holder of the key seals them with `legation seal`"
        )


class KeyUnsafe(LegationError):
    """A private key lies, or would lie, where it is not safe."""

    def __init__(self, place: str, why: str, remedy: str) -> None:
        super().__init__(f"{place} cannot be used as a private key: {why}; {remedy}")


class KeyNotAtHand(LegationError):
    """No file and no agent holds the private key that is needed."""

    def __init__(self, key: str, looked: Sequence[str]) -> None:
        super().__init__(
            f"the private key of {key} is not at hand (looked at {', '.join(looked)}): "
            "name its file in LEGATION_KEY, or add it to your ssh-agent"
        )


class SigningNotInstalled(LegationError):
    """The package that makes and checks signatures is missing."""

    def __init__(self) -> None:
        super().__init__("signatures need one package more: pip install 'legation[sign]'")


class NotSigned(LegationError):
    """A proof is only worth the signature below it, and the ledger has none."""

    def __init__(self, origin: str) -> None:
        super().__init__(
            f"the checkpoint of {origin} is not signed, so a proof would prove nothing to others: "
            "`legation key new` makes a key, `legation key use` signs the ledger with it"
        )


class NotProved(LegationError):
    """A proof, or a checkpoint, does not show what it should."""

    status = 1

    def __init__(self, place: str, what: str, remedy: str) -> None:
        super().__init__(f"{place}: not proved: {what}; {remedy}")


class PublishedDiffers(LegationError):
    """What lies where a ledger is published is not the beginning of it."""

    status = 1

    def __init__(self, place: str, what: str, remedy: str) -> None:
        super().__init__(f"{place}: {what}. Nothing was changed there: {remedy}")
