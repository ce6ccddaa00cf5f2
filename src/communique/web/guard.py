"""Who may ask: hosts by a list, writes from our own pages only, a token where others can reach us; strict headers."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Names of this machine for itself.
LOOPBACK = ("127.0.0.1", "localhost", "::1")

COOKIE = "communique_token"

#: Most bytes a form may send.
LARGEST_FORM = 64 * 1024

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # nothing to other sites; "no-referrer" would have browsers send our own forms with "Origin: null"
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """Host names that may be asked for, without ports; the `token` to be shown, if any; whether anything may change."""

    hosts: frozenset[str] = frozenset(LOOPBACK)
    token: str | None = None
    read_only: bool = False


class Guard:
    """Stands before the application and turns away what the rules do not allow."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self.app, self.rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            # no page of ours speaks anything but HTTP
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await (refusal or self.app)(scope, receive, headed)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if _host(headers.get("host", "")) not in self.rules.hosts:
            return _refused(421, "The reading room does not answer to this host name (communique serve --allow-host).")
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return _refused(405, "Pages are read with GET, and decisions sent with POST.")
        if self.rules.token is not None and (answer := self._ask_token(scope, headers)):
            return answer
        if scope["method"] == "POST":
            return self._refused_write(scope, headers)
        return None

    def _ask_token(self, scope: Scope, headers: Headers) -> Response | None:
        """A page for whoever shows no token; a token in the address is put into a cookie and taken off the address."""
        fields = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in fields if name == "token"]
        if given and scope["method"] == "GET":
            if not self._is_token(given[0]):
                return _refused(403, "This is not the token that communique serve printed.")
            rest = urlencode([(name, value) for name, value in fields if name != "token"])
            # never to another host: "//host/path" would be one
            path = "/" + scope["path"].lstrip("/\\")
            answer = RedirectResponse(path + (f"?{rest}" if rest else ""), status_code=303)
            answer.set_cookie(
                COOKIE, given[0], httponly=True, samesite="strict", path="/", secure=scope["scheme"] == "https"
            )
            return answer
        if self._is_token(_cookie(headers)):
            return None
        return _refused(403, "Open the address that communique serve printed: it carries the token.")

    def _is_token(self, value: str) -> bool:
        return hmac.compare_digest(value.encode(), (self.rules.token or "").encode())

    def _refused_write(self, scope: Scope, headers: Headers) -> Response | None:
        if self.rules.read_only:
            return _refused(403, "This record is served to be read only.")
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        own = f"{scope['scheme']}://{headers.get('host', '')}"
        # a browser says where a form was sent from; what does not say so is turned away
        if (site is not None and site != "same-origin") or (origin is not None and origin != own):
            return _refused(403, "Decisions are taken from the reading room's own pages only.")
        if site is None and origin is None:
            return _refused(403, "Decisions are taken in a browser, which says where a form was sent from.")
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LARGEST_FORM:
            return _refused(413, "The form is too large.")
        return None


def _refused(status: int, text: str) -> Response:
    return PlainTextResponse(f"{text}\n", status_code=status)


def _host(value: str) -> str:
    """The name in a Host header, without its port: "[::1]:8000" gives "::1"."""
    if value.startswith("["):
        return value[1:].partition("]")[0].casefold()
    return value.partition(":")[0].casefold()


def _cookie(headers: Headers) -> str:
    cookies: SimpleCookie = SimpleCookie()
    try:
        cookies.load(headers.get("cookie", ""))
    except CookieError:
        return ""
    return cookies[COOKIE].value if COOKIE in cookies else ""


def allowed_hosts(host: str, also: Iterable[str] = ()) -> frozenset[str]:
    """The host names answered to when bound to `host`, and others the user names."""
    own = () if host in ("0.0.0.0", "::", "") else (host,)
    return frozenset(name.casefold() for name in (*LOOPBACK, *own, *also))
