"""Who may come in: a browser that was given the printed link, and in it only our own page (screens.md 13).

Three questions stand before every path. *Host*: a name that leads here without being ours is a page of others that
has rebound its own name. *Origin*: a page of others is refused, and whoever opens a tab must say where from, which a
browser does by itself. *Token*: it comes with the link, once, and a cookie takes its place.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from typing import TypeAlias
from urllib.parse import urlsplit

from aiohttp import web

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]

TAB = "/ws"
_BYTES = 24
_HEADERS = {
    # The client makes elements of style by itself; scripts need no such leave.
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), clipboard-read=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


class Guard:
    """Lets in who shows the token or has shown it, from where it may come; everybody else gets a sentence."""

    def __init__(self, address: str, port: int, origin: str = "") -> None:
        """Take where the server listens, and the origin under which a proxy shows it (empty: there is none)."""
        here = [f"{name}:{port}" for name in (f"[{address}]" if ":" in address else address, "localhost")]
        self._origins = {origin} if origin else {f"http://{name}" for name in here}
        self._hosts = {*here, urlsplit(origin).netloc} if origin else {*here}
        self._secret = secrets.token_urlsafe(_BYTES)
        # Cookies know no ports: the name keeps two servers on one machine apart, the value is not the token.
        self._cookie, self._secure = f"legation-{port}", origin.startswith("https:")
        self.token = secrets.token_urlsafe(_BYTES)
        self.link = f"{origin or f'http://{here[0]}'}/?token={self.token}"

    @web.middleware
    async def check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse or let pass; the right token is taken out of the address and a cookie given for it."""
        if request.host.lower() not in self._hosts:
            raise web.HTTPForbidden(text="legation does not go by this name: use the link that it printed\n")
        origin = request.headers.get("Origin")
        if (origin is None and request.path == TAB) or (origin is not None and origin not in self._origins):
            raise web.HTTPForbidden(text="legation is served to its own page only, not to one from elsewhere\n")
        if _same(request.cookies.get(self._cookie, ""), self._secret):
            if "token" in request.query:
                raise web.HTTPSeeOther("./")
            return await handler(request)
        if request.path == "/" and _same(request.query.get("token", ""), self.token):
            answer = web.HTTPSeeOther("./")
            answer.set_cookie(self._cookie, self._secret, httponly=True, samesite="Strict", secure=self._secure)
            raise answer
        raise web.HTTPUnauthorized(
            text="legation does not know this browser: open the link that `legation serve` printed, typed or pasted "
            "into the address bar; after a new start it is another link\n"
        )

    async def seal(self, request: web.Request, answer: web.StreamResponse) -> None:
        """Give an answer, also a refusal, the headers that keep others out of the page."""
        answer.headers.update(_HEADERS)


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(errors="replace"), wanted.encode())
