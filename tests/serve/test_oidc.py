"""Signing in through an issuer: a false one on this machine says what each row makes it say."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from offing.desk.accounts import all_accounts, set_account
from offing.desk.log import records
from offing.desk.store import Store
from offing.errors import UsageError
from offing.serve.app import application
from offing.serve.issuer import Issuer
from offing.serve.served import Served
from offing.settings import Home
from tests.desk.bench import AT, a_store, an_account

CLIENT, SECRET, BACK = "the-desk", "s3cret", "http://127.0.0.1"
ROLES = {"sanctions-desk": "reviewer", "sanctions-heads": "approver"}


@dataclass
class FalseIssuer:
    """What it was asked, and what it says next; `claims` and `header` replace those of a token that holds."""

    url: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"}))
    other: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1"}))
    nonce: str = ""
    challenge: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    signed: str = "right"
    verified: bool = False
    about: dict[str, Any] = field(default_factory=dict)

    def token(self) -> str:
        now = int(AT.timestamp())
        claims = {
            "iss": self.url, "sub": "u-1", "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": self.nonce,
            "preferred_username": "dora", "groups": ["sanctions-desk", "staff"], **self.claims,
        }  # fmt: skip
        claims = {k: v for k, v in claims.items() if v is not None}
        if self.signed == "none":
            parts = [json.dumps(x).encode() for x in ({"alg": "none"}, claims)]
            return ".".join(base64.urlsafe_b64encode(p).rstrip(b"=").decode() for p in parts) + "."
        if self.signed == "shared":
            public = OctKey.import_key(self.key.as_pem(private=False))
            return jwt.encode({"alg": "HS256", "kid": "k1"}, claims, public)
        return jwt.encode({"alg": "RS256", "kid": "k1"}, claims, self.other if self.signed == "other" else self.key)


@pytest.fixture(scope="module")
def issuer() -> Iterator[FalseIssuer]:
    told = FalseIssuer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.endswith("openid-configuration"):
                self._say({
                    "issuer": told.url, "authorization_endpoint": f"{told.url}/ask", "token_endpoint": f"{told.url}/token",
                    "jwks_uri": f"{told.url}/keys", **told.about,
                })  # fmt: skip
            else:
                self._say(KeySet([told.key]).as_dict(private=False))

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
            digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
            told.verified = (
                base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == told.challenge
                and form["client_secret"] == [SECRET]
                and form["redirect_uri"] == [f"{BACK}/login/oidc/back"]
                and form["code"] == ["the-code"]
            )
            self._say({"id_token": told.token(), "token_type": "Bearer"})

        def _say(self, body: Any) -> None:
            content = json.dumps(body).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield told
    server.shutdown()


@dataclass
class Here:
    app: Any
    store: Store
    issuer: FalseIssuer

    def browser(self) -> TestClient:
        return TestClient(self.app, base_url=BACK, follow_redirects=False)

    def out(self, browser: TestClient) -> dict[str, str]:
        """To the issuer: what the browser was sent there with."""
        sent = browser.get("/login/oidc")
        assert sent.status_code == 303, sent.text
        address = urlsplit(sent.headers["location"])
        asked = {k: v[0] for k, v in parse_qs(address.query).items()}
        self.issuer.nonce, self.issuer.challenge = asked["nonce"], asked["code_challenge"]
        return asked

    def enter(self, browser: TestClient) -> Any:
        asked = self.out(browser)
        return browser.get(f"/login/oidc/back?code=the-code&state={asked['state']}")

    def accounts(self) -> dict[str, str]:
        with self.store.reading() as db:
            return {a.name: a.role for a in all_accounts(db)}


@pytest.fixture
def here(tmp_path: Path, issuer: FalseIssuer) -> Iterator[Here]:
    store = a_store(tmp_path)
    with store.writing() as db:
        an_account(db, "root", "admin")
    issuer.claims, issuer.signed, issuer.about = {}, "right", {}
    told = Issuer(issuer.url, CLIENT, BACK, "groups", ROLES, SECRET)
    app = application(Served(Home(tmp_path), store, lambda: AT, issuer=told), working=False)
    yield Here(app, store, issuer)
    store.close()


def test_who_has_a_role_enters_and_is_known_again(here: Here) -> None:
    browser = here.browser()
    assert "Sign in with 127.0.0.1" in browser.get("/login").text
    asked = here.out(browser)
    assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256"
    entered = browser.get(f"/login/oidc/back?code=the-code&state={asked['state']}")
    assert entered.status_code == 303 and here.issuer.verified, "with the verifier of PKCE"
    assert "dora" in browser.get("/cases", headers={"accept": "text/html"}).text
    assert here.accounts() == {"root": "admin", "dora": "reviewer"}
    here.issuer.claims = {"groups": "sanctions-heads", "preferred_username": "dora the second"}
    assert here.enter(here.browser()).status_code == 303
    assert here.accounts() == {"root": "admin", "dora": "approver"}, (
        "the same person by the issuer's own name, with a new role"
    )
    assert browser.get("/cases").status_code == 303, "and the sessions of the old role have ended"


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"nonce": "another"}, "right", "another sign-in's token"),
    ({"nonce": None}, "right", "no nonce"),
    ({"aud": "another-client"}, "right", "a token for another"),
    ({"aud": [CLIENT, "another-client"], "azp": "another-client"}, "right", "a token that another asked for"),
    ({"iss": "https://elsewhere.example"}, "right", "another issuer's"),
    ({"exp": int(AT.timestamp()) - 120}, "right", "over"),
    ({"exp": None}, "right", "without an end"),
    ({"sub": None}, "right", "of nobody"),
    ({}, "none", "not signed"),
    ({}, "shared", "signed with the public key as a shared secret"),
    ({}, "other", "signed with another key"),
    ({"groups": ["staff"]}, "right", "no role here"),
    ({"groups": None}, "right", "no claim"),
    ({"groups": ["sanctions-desk", "sanctions-heads"]}, "right", "two roles"),
    ({"preferred_username": "ROOT"}, "right", "the name of an account that is another's"),
]


@pytest.mark.parametrize(("claims", "signed", "why"), WRONG, ids=[w[2] for w in WRONG])
def test_who_does_not_enter(here: Here, claims: dict[str, Any], signed: str, why: str) -> None:
    here.issuer.claims, here.issuer.signed = claims, signed
    browser = here.browser()
    assert here.enter(browser).status_code == 403, why
    assert "offing_session" not in browser.cookies
    assert here.accounts() == {"root": "admin"}
    with here.store.reading() as db:
        assert "sign-in refused" in [r["action"] for r in records(db)]


def test_a_sign_in_is_the_browsers_that_began_it_and_once(here: Here) -> None:
    begun, other = here.browser(), here.browser()
    asked = here.out(begun)
    back = f"/login/oidc/back?code=the-code&state={asked['state']}"
    assert other.get(back).status_code == 403, "another browser"
    assert begun.get(back).status_code == 403, "and then it is over for the first as well"
    asked = here.out(begun)
    back = f"/login/oidc/back?code=the-code&state={asked['state']}"
    assert begun.get(f"{back}x").status_code == 403
    assert begun.get(back).status_code == 303
    assert begun.get(back).status_code == 403, "a second time"
    assert begun.get("/login/oidc/back").status_code == 403
    asked = here.out(begun)
    assert begun.get(f"/login/oidc/back?error=access_denied&state={asked['state']}").status_code == 403


def test_an_account_out_of_use_stays_out(here: Here) -> None:
    assert here.enter(here.browser()).status_code == 303
    with here.store.writing() as db:
        dora = next(a for a in all_accounts(db) if a.name == "dora")
        set_account(db, dora.id, at=AT, by="x", active=False)
    assert here.enter(here.browser()).status_code == 403


def test_an_issuer_that_is_another_is_not_asked_further(here: Here) -> None:
    here.issuer.about = {"issuer": "https://elsewhere.example"}
    assert here.browser().get("/login/oidc").status_code >= 400
    here.issuer.about = {"token_endpoint": "http://elsewhere.example/token"}
    assert here.browser().get("/login/oidc").status_code >= 400


def test_without_an_issuer_there_is_no_such_way(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    browser = TestClient(
        application(Served(Home(tmp_path), store, lambda: AT), working=False), base_url=BACK, follow_redirects=False
    )
    assert browser.get("/login/oidc").status_code == 404
    assert browser.get("/login/oidc/back?code=x&state=").status_code == 404
    assert "oidc" not in browser.get("/login").text
    store.close()


NAMED = [
    ("http://login.example.org", CLIENT, "https://desk.example.org", ROLES, "an issuer without TLS"),
    ("https://login.example.org", CLIENT, "http://desk.example.org", ROLES, "a desk without TLS"),
    ("https://login.example.org", "", "https://desk.example.org", ROLES, "no client"),
    ("https://login.example.org", CLIENT, "https://desk.example.org", {}, "no role"),
    ("https://login.example.org", CLIENT, "https://desk.example.org", {"x": "boss"}, "a role that is none"),
]


@pytest.mark.parametrize(("url", "client", "back", "roles", "why"), NAMED, ids=[n[4] for n in NAMED])
def test_an_issuer_that_is_named_wrongly(url: str, client: str, back: str, roles: dict[str, str], why: str) -> None:
    with pytest.raises(UsageError):
        Issuer(url, client, back, "groups", roles)
    assert SECRET not in repr(Issuer("https://a.example", CLIENT, "https://b.example", "groups", ROLES, SECRET)), why
