"""Serve the screen to a browser on this machine."""

from __future__ import annotations

import ipaddress
from difflib import get_close_matches
from urllib.parse import urlsplit

import click

from legation.command import Desk, say
from legation.commands._listing import view_named
from legation.errors import NotUnderstood, WebNotInstalled
from legation.tui import settings
from legation.tui.theme import THEMES, all_themes

section = "look"


@click.command()
@click.option("--port", default=0, type=click.IntRange(0, 65_535), help="The port (default: any that is free).")
@click.option("--write", is_flag=True, help="Allow recording. Without it the ledger is only read.")
@click.option("--view", metavar="VIEW", help="The view to open with, as `show` names it.")
@click.option("--as-of", metavar="DATE", help="The day to open at; `last` is the last day the ledger tells of.")
@click.option("--known-by", metavar="POSITION|TIME", help="Use only what had been recorded by then.")
@click.option(
    "--theme", metavar="NAME", help="The colours: chancery is dark, paper light. `legation settings` lists all."
)
@click.option(
    "--behind-proxy", metavar="ORIGIN",
    help="Where a proxy of yours shows the screen, as https://ledger.example.org. The proxy must sign people in.",
)  # fmt: skip
@click.option(
    "--address", default="127.0.0.1", show_default=True, help="Where to listen; another needs --behind-proxy."
)
@click.pass_obj
def command(
    desk: Desk, port: int, *, write: bool, view: str | None, as_of: str | None, known_by: str | None, theme: str | None,
    behind_proxy: str | None, address: str,
) -> None:  # fmt: skip
    """Serve the screen to a browser, until Ctrl-C; the link to open is printed.

    Whoever has the link may read all of the ledger, and with --write record: give it only to people who may. It
    holds until the next start. A page that is loaded anew comes back to its view and moment; 4 tabs may be open, and
    one that is idle for 30 minutes is closed.

    Without a proxy, only this machine is served. Whatever is to be reached from another machine goes through a proxy
    that speaks https and signs people in; legation itself knows no people, and asks for its link there, too.

    Example: legation serve --as-of last
    """
    if theme and theme not in THEMES and theme not in all_themes():
        raise NotUnderstood(theme, "theme", get_close_matches(theme, all_themes(), n=2) or list(THEMES))
    origin = _origin(behind_proxy) if behind_proxy else ""
    _listenable(address, port, origin)
    try:
        from legation.web.serving import Server, bound, serve
        from legation.web.tab import Program
    except ModuleNotFoundError:
        raise WebNotInstalled from None
    begin = {"view": view and view_named(view).file, "as-of": as_of, "known-by": known_by}
    desk.reading(as_of, known_by, quiet=True)  # what cannot be opened is said here, not in the browser
    name = desk.store.source.rpartition(":")[2]
    look = ["browse", *([f"--theme={theme}"] if theme else []), *([] if write else ["--read-only"])]
    program = Program(
        [f"--ledger={desk.place.resolve()}", *(f"--documents={folder}" for folder in desk.documents.folders), *look],
        [f"--{option}={value}" for option, value in begin.items() if value],
    )
    import asyncio

    def ready(link: str) -> None:
        click.echo(link)
        say(f"open this link in a browser; {'events can be recorded' if write else 'read-only'}; Ctrl-C stops")

    async def run() -> None:
        server = Server(program, bound(address, port), name, say, origin, _colours(theme or settings.read().theme))
        await serve(server, say, ready)

    asyncio.run(run())


def _colours(theme: str) -> dict[str, str]:
    """Return the colours of the page around the screen; where the theme is none of ours, they are dark."""
    return {
        name: getattr(THEMES.get(theme, THEMES["chancery"]), name)
        for name in ("background", "panel", "text", "muted", "primary")
    }


def _origin(text: str) -> str:
    """Return an origin as browsers write it."""
    parts = urlsplit(text.rstrip("/").lower())
    if parts.scheme != "https" or not parts.hostname or parts.path or parts.query or "@" in parts.netloc:
        raise click.BadParameter("expected https://NAME or https://NAME:PORT, without a path", param_hint="ORIGIN")
    return f"https://{parts.netloc.removesuffix(':443')}"


def _listenable(address: str, port: int, origin: str) -> None:
    """Refuse to listen where others could come in unasked, and at a port that a proxy could not know."""
    try:
        loopback = ipaddress.ip_address(address).is_loopback
    except ValueError:
        raise click.BadParameter(f"{address!r} is no IP address", param_hint="--address") from None
    if not (loopback or origin):
        raise click.UsageError(
            f"{address} can be reached from other machines: put a proxy before it that signs people in, "
            "and name its address with --behind-proxy"
        )
    if origin and not port:
        raise click.UsageError("name the port that the proxy forwards to: --port")
