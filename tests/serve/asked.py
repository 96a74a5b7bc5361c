"""A desk that is asked without a network: the application itself, accounts, and signed-in browsers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from offing.desk.store import Store
from offing.serve.app import application
from offing.serve.served import Served
from offing.settings import Home
from tests.desk.bench import PASSWORD, an_account


def a_desk(store: Store, home: Path, clock: Callable[[], datetime]) -> Any:
    """The application over a store; no review is made."""
    return application(Served(Home(home), store, clock, most_bytes=30_000_000), working=False)


class Browser:
    """Signed in as an account, which is made if need be; `post` brings the form's word along."""

    def __init__(self, app: Any, store: Store, name: str, role: str = "reviewer", *, make: bool = True) -> None:
        if make:
            with store.writing() as db:
                an_account(db, name, role)
        self.http = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
        self.http.headers["accept"] = "text/html"
        entered = self.http.post("/login", data={"name": name, "password": PASSWORD})
        assert entered.status_code == 303, entered.text
        self.csrf = found(r'name="csrf" value="([^"]+)"', self.http.get("/cases").text)

    def get(self, path: str) -> Any:
        return self.http.get(path)

    def post(self, path: str, files: Any = None, **form: str) -> Any:
        return self.http.post(path, data={"csrf": self.csrf, **form}, files=files)


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return match.group(1) if match else ""
