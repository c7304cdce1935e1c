"""A key vouches for the ledger from here on."""

from __future__ import annotations

from legation.event_type import Editorial
from legation.fields import Maybe, NewKey, Verifier, Voucher


class KeyAdopted(Editorial):
    """A key vouches for the ledger from here on, in the place of the one before, which says so by its voucher.

    Source: domain.md 5.8; storage.md 3.
    """

    type = "key.adopted"
    subject = "key"

    key: NewKey
    verifier: Verifier
    voucher: Maybe[Voucher] = None

    examples = (
        {
            "key": "key:530d903a",
            "verifier": "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "voucher": "iB4QkCmeYh0C2p0c6Xqv8V0k2lqCk9kq4GvY5rR1mO3nUe0Zb1xj7fYHn2Z8kq0m9E2xQm3t7s8Vw6y5u4i3Ag==",
            "reason": "The key before lies on a machine that is given up.",
        },
        {
            "key": "key:530d903a",
            "verifier": "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "reason": "The ledger is signed from here on.",
        },
    )
