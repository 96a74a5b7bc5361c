"""An OpenID Connect issuer: where to send a browser, what its token says when it comes back, and what is asked of the issuer.

Code flow with PKCE. The issuer is the one machine that is asked for anything, and only where the desk was told of it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from offing.desk.accounts import ROLES
from offing.errors import FetchFailed, UsageError

_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures with a key that only the issuer has: never `none`, never a shared secret."""
_LEEWAY_S = 60
_TIMEOUT_S = 10.0
_MOST_BYTES = 1_000_000
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Issuer:
    """`back` is the desk's own address as browsers know it. `roles`: value of the claim → role; who has none may not enter."""

    url: str
    client: str
    back: str
    claim: str
    roles: Mapping[str, str]
    secret: str = field(default="", repr=False)
    name_claim: str = "preferred_username"

    def __post_init__(self) -> None:
        for address in (self.url, self.back):
            parts = urlsplit(address)
            if not parts.hostname or (parts.scheme != "https" and parts.hostname not in _LOOPBACK):
                raise UsageError("an issuer and the desk are named by https://", where="oidc", value=address)
        if not self.client or not self.roles or any(r not in ROLES for r in self.roles.values()):
            hint = f"VALUE=ROLE, of {', '.join(ROLES)}"
            raise UsageError("an issuer needs a client and a role for at least one value", where="oidc", hint=hint)

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def redirect(self) -> str:
        return f"{self.back.rstrip('/')}/login/oidc/back"


@dataclass(frozen=True, slots=True)
class Started:
    """What a sign-in that has begun must find again when the browser comes back."""

    state: str
    nonce: str
    verifier: str
    address: str


@dataclass(frozen=True, slots=True)
class Person:
    subject: str
    name: str
    role: str


def begin(issuer: Issuer) -> Started:
    """Where to send the browser. Raises FetchFailed where the issuer does not answer as one."""
    from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
    from authlib.oauth2.rfc7636 import create_s256_code_challenge

    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    address = prepare_grant_uri(
        _known(issuer)["authorization_endpoint"], issuer.client, "code", redirect_uri=issuer.redirect,
        scope="openid profile", state=state, nonce=nonce, code_challenge=create_s256_code_challenge(verifier),
        code_challenge_method="S256",
    )  # fmt: skip
    return Started(state, nonce, verifier, str(address))


def who(issuer: Issuer, started: Started, code: str, *, now_s: int) -> Person:
    """Who the issuer says it is. Raises UsageError for a token that does not prove it, or a person without a role here."""
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    known = _known(issuer)
    form = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": issuer.redirect, "client_id": issuer.client,
        "code_verifier": started.verifier, **({"client_secret": issuer.secret} if issuer.secret else {}),
    }  # fmt: skip
    given = _asked(known["token_endpoint"], form)
    keys = _asked(known["jwks_uri"])
    try:
        token = jwt.decode(str(given["id_token"]), KeySet.import_key_set(keys), algorithms=list(_ALGORITHMS))  # type: ignore[arg-type]
        claims = token.claims
        registry = jwt.JWTClaimsRegistry(
            now=now_s, leeway=_LEEWAY_S, iss={"essential": True, "value": known["issuer"]}, exp={"essential": True},
            aud={"essential": True, "value": issuer.client}, sub={"essential": True}, iat={"essential": True},
            nonce={"essential": True, "value": started.nonce},
        )  # fmt: skip
        registry.validate(claims)
    except (JoseError, KeyError, ValueError, TypeError) as error:
        raise UsageError(f"the issuer's token does not hold: {type(error).__name__}", where="oidc") from error
    audience = claims["aud"]
    if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != issuer.client:
        raise UsageError("the issuer's token is for another", where="oidc")
    return _person(issuer, claims)


def _person(issuer: Issuer, claims: Mapping[str, Any]) -> Person:
    said = claims.get(issuer.claim)
    values = {str(v) for v in said} if isinstance(said, list) else {str(said)} if said is not None else set()
    mine = {role for value, role in issuer.roles.items() if value in values}
    if not mine:
        raise UsageError(f"none of what the issuer says under {issuer.claim!r} has a role here", where="oidc")
    if len(mine) > 1:
        raise UsageError(f"what the issuer says gives several roles: {', '.join(sorted(mine))}", where="oidc")
    name = str(claims.get(issuer.name_claim) or claims.get("name") or claims["sub"]).strip()[:200]
    return Person(str(claims["sub"]), name, mine.pop())


def _known(issuer: Issuer) -> dict[str, str]:
    """What the issuer tells of itself; it must be the one that was named."""
    told = _asked(f"{issuer.url.rstrip('/')}/.well-known/openid-configuration")
    needed = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
    if any(not isinstance(told.get(k), str) for k in needed) or told["issuer"].rstrip("/") != issuer.url.rstrip("/"):
        raise FetchFailed("this is not what an issuer tells of itself", where=issuer.url)
    for key in needed[1:]:
        parts = urlsplit(told[key])
        if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
            raise FetchFailed(f"{key} is not https", where=issuer.url, value=told[key])
    return {k: told[k] for k in needed}


def _asked(address: str, form: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A JSON object from the issuer; nowhere else is followed to."""
    import certifi
    import urllib3

    timeout = urllib3.Timeout(connect=_TIMEOUT_S, read=_TIMEOUT_S)
    try:
        with urllib3.PoolManager(ca_certs=certifi.where(), timeout=timeout) as pool:
            answer = pool.request(
                "GET" if form is None else "POST", address, body=urlencode(form) if form is not None else None,
                redirect=False, retries=False, preload_content=False,
                headers={"accept": "application/json", "content-type": "application/x-www-form-urlencoded"},
            )  # fmt: skip
            body = answer.read(_MOST_BYTES)
        told = json.loads(body)
    except (urllib3.exceptions.HTTPError, ValueError, RecursionError) as error:
        raise FetchFailed(f"the issuer did not answer: {type(error).__name__}", where=address) from error
    if answer.status != 200 or not isinstance(told, dict):
        raise FetchFailed(f"the issuer answered {answer.status}", where=address)
    return told
