"""An OpenID Connect provider of our own, on loopback: `python -m tests.browser.identity_provider PORT REDIRECT_URI`.

The authorization code flow as a real one speaks it: discovery, keys, a page on which a person says who they are, single-use
codes with PKCE, client authentication, signed identity tokens. Anybody may be anybody; that apart, it lets nothing pass.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import sys
import time
from html import escape
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "stepwise", "the secret of the tests"
PEOPLE = {"ann": "Ann Arbor", "ben": "Ben Nevis"}


class Provider:
    """One provider with its key and the codes it has given out."""

    def __init__(self, port: int, redirect_uri: str) -> None:
        self.issuer, self.redirect_uri = f"http://127.0.0.1:{port}", redirect_uri
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self.codes: dict[str, dict[str, str]] = {}

    async def discovery(self, _request: Request) -> Response:
        """What a client reads first."""
        addresses = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return JSONResponse({
            "issuer": self.issuer,
            **{name: f"{self.issuer}/{path}" for name, path in addresses.items()},
            "end_session_endpoint": f"{self.issuer}/leave",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        })  # fmt: skip

    async def keys(self, _request: Request) -> Response:
        """The public key that identity tokens are signed with."""
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def authorize(self, request: Request) -> Response:
        """Asks who it is; then sends the browser back with a code."""
        given = dict(request.query_params)
        wrong = given.get("client_id") != CLIENT or given.get("redirect_uri") != self.redirect_uri
        if wrong or given.get("response_type") != "code" or given.get("code_challenge_method") != "S256":
            return JSONResponse({"error": "invalid_request"}, 400)
        person = given.pop("person", "")
        if person not in PEOPLE:
            links = "".join(f'<p><a href="?{escape(urlencode(given | {"person": who}))}">{PEOPLE[who]}</a></p>' for who in PEOPLE)
            return HTMLResponse(f"<!doctype html><title>Who are you?</title><h1>Who are you?</h1>{links}")
        code = secrets.token_urlsafe()
        self.codes[code] = {"person": person, "nonce": given.get("nonce", ""), "challenge": given["code_challenge"]}
        return RedirectResponse(f"{self.redirect_uri}?{urlencode({'code': code, 'state': given['state']})}", 302)

    async def token(self, request: Request) -> Response:
        """A code for an identity token, once, for the client that can prove that it asked for it."""
        form = await request.form()
        expected = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        known = self.codes.pop(str(form.get("code")), None)
        digest = hashlib.sha256(str(form.get("code_verifier")).encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if request.headers.get("authorization") != expected:
            return JSONResponse({"error": "invalid_client"}, 401)
        if known is None or known["challenge"] != proof or form.get("redirect_uri") != self.redirect_uri:
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse({
            "access_token": secrets.token_urlsafe(), "token_type": "Bearer", "expires_in": 300, "id_token": self._signed(known),
        })  # fmt: skip

    async def leave(self, request: Request) -> Response:
        """Signs out and sends the browser back."""
        back = request.query_params.get("post_logout_redirect_uri", "")
        return RedirectResponse(back, 302) if back == self.redirect_uri else JSONResponse({"error": "invalid_request"}, 400)

    def _signed(self, known: dict[str, str]) -> str:
        now, person = int(time.time()), known["person"]
        claims = {
            "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": known["nonce"],
            "sub": f"subject-{person}", "name": PEOPLE[person], "email": f"{person}@example.org",
        }  # fmt: skip
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)


def application(port: int, redirect_uri: str) -> Starlette:
    """The provider as an ASGI application."""
    provider = Provider(port, redirect_uri)
    return Starlette(routes=[
        Route("/.well-known/openid-configuration", provider.discovery),
        Route("/keys", provider.keys),
        Route("/authorize", provider.authorize),
        Route("/token", provider.token, methods=["POST"]),
        Route("/leave", provider.leave),
    ])  # fmt: skip


if __name__ == "__main__":
    uvicorn.run(application(int(sys.argv[1]), sys.argv[2]), port=int(sys.argv[1]), log_level="info")
