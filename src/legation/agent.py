"""An ssh-agent asked for signatures, over its socket (draft-miller-ssh-agent): the private key never leaves it."""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator
from typing import NamedTuple

_LONGEST = 1 << 20
_PATIENCE = 60.0  # seconds; an agent may ask its owner first
_LIST, _LISTED, _SIGN, _SIGNED = 11, 12, 13, 14
_KIND = b"ssh-ed25519"


class AgentKey(NamedTuple):
    """An Ed25519 key that the agent holds: its public part, and the comment it was added with."""

    public: bytes
    comment: str

    @property
    def place(self) -> str:
        """Where it is, in words."""
        return f"ssh-agent ({self.comment})"

    def sign(self, text: bytes) -> bytes:
        """Have the agent sign; raise OSError, in words, if it does not."""
        blob = _string(_KIND) + _string(self.public)
        answer = _asked(bytes([_SIGN]) + _string(blob) + _string(text) + struct.pack(">I", 0))
        if answer[:1] != bytes([_SIGNED]):
            raise OSError(0, "the ssh-agent refused to sign")
        kind, value = _strings(next(_strings(answer[1:])))
        if kind != _KIND or len(value) != 64:
            raise OSError(0, "the ssh-agent answered with a signature of another kind")
        return value


def agent_keys() -> list[AgentKey]:
    """Return the Ed25519 keys of the agent at $SSH_AUTH_SOCK; none if there is no agent, or none that answers."""
    try:
        answer = _asked(bytes([_LIST]))
        if answer[:1] != bytes([_LISTED]):
            return []
        (count,), fields = struct.unpack(">I", answer[1:5]), list(_strings(answer[5:]))
        found = []
        for blob, comment in zip(fields[0 : 2 * count : 2], fields[1 : 2 * count : 2], strict=True):
            kind, *rest = _strings(blob)
            if kind == _KIND and len(rest[0]) == 32:
                found.append(AgentKey(rest[0], comment.decode(errors="replace")))
    except (OSError, ValueError, struct.error, IndexError):
        return []
    return found


def _asked(message: bytes) -> bytes:
    """Send one message and return the answer; OSError if nobody answers as agents do."""
    with socket.socket(socket.AF_UNIX) as agent:
        agent.settimeout(_PATIENCE)
        agent.connect(os.environ.get("SSH_AUTH_SOCK") or "")
        agent.sendall(_string(message))
        (length,) = struct.unpack(">I", _read(agent, 4))
        if length > _LONGEST:
            raise OSError(0, "the ssh-agent's answer is too long")
        return _read(agent, length)


def _read(agent: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        chunk = agent.recv(count - len(found))
        if not chunk:
            raise OSError(0, "the ssh-agent hung up")
        found += chunk
    return found


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _strings(data: bytes) -> Iterator[bytes]:
    """Yield the strings that bytes are made of; ValueError if they are not."""
    at = 0
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        at += 4 + length
        if at > len(data):
            raise ValueError("cut off")
        yield data[at - length : at]
