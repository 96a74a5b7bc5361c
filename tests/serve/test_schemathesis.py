"""Questions made from the API's own document: none is answered 5xx, and what is answered is what the document says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation.case import Case
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)  # fmt: skip

from offing.desk.keys import add_key
from offing.desk.store import open_store
from offing.serve import bounded
from offing.serve.app import application
from offing.serve.served import Served
from offing.settings import Home
from tests.desk.bench import a_finding, a_review
from tests.serve.people import AT, made_people

EXAMPLES = 5
ADMINISTERED = ("/api/accounts", "/api/log")


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Keys of an approver and an admin. Files that are sent are taken and given no time: what is tried is the question."""
    home = tmp_path_factory.mktemp("home")
    people = made_people(home)
    store = open_store(Home(home).desk)
    with store.writing() as db:
        words = {name: add_key(db, people[name], "schemathesis", at=AT)[1] for name in ("bob", "root")}
        a_review(store, db, people["ann"], a_finding())
    here = Served(Home(home), store, lambda: AT, hosts=("*",))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounded, "MOST_SECONDS", 0.001)
        APP[0] = application(here, working=False)
        yield words
    store.close()


APP: list[object] = [None]
SEEN: dict[str, Counter[int]] = {}
KNOWN = {
    f"POST /api/{what}"
    for what in ("accounts", "books", "cases", "claims", "events", "keys", "login", "password", "reviews")
}
"""Operations that no made-up question is good enough for."""


async def app(scope: object, receive: object, send: object) -> None:
    """The application of the fixture; the document is read before there is one."""
    await APP[0](scope, receive, send)  # type: ignore[operator]


def document() -> dict[str, Any]:
    from offing.serve.app import _inner

    here = Served(Home(Path("nowhere")), None, lambda: AT)  # type: ignore[arg-type]  # nothing is asked of it
    return _inner(here, False).openapi()


schema = schemathesis.openapi.from_dict(document())
schema.app = app


OPERATIONS = {op.label: op for op in (found.ok() for found in schema.get_all_operations() if hasattr(found, "ok"))}
"""By hand: `schema.parametrize` makes tests within one, of which a run on several workers takes the first alone."""


@pytest.mark.parametrize("label", sorted(OPERATIONS))
@hypothesis.settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@hypothesis.given(data=st.data())
def test_no_question_is_answered_5xx(label: str, data: st.DataObject, keys: dict[str, str]) -> None:
    case: Case[Any] = data.draw(OPERATIONS[label].as_strategy())
    words = keys["root" if case.path.startswith(ADMINISTERED) else "bob"]
    answer = case.call_and_validate(
        headers={"authorization": f"Bearer {words}"},
        checks=[not_a_server_error, response_schema_conformance, content_type_conformance, status_code_conformance],
    )
    SEEN.setdefault(f"{case.method} {case.path}", Counter())[answer.status_code] += 1


def test_questions_were_understood() -> None:
    """Of what needs nothing that the desk made before, each was answered at least once as its document says it should be."""
    asked = {f"{method.upper()} {path}" for path, methods in document()["paths"].items() for method in methods}
    assert asked <= SEEN.keys()
    unmet = {a for a in asked if not any(200 <= status < 300 for status in SEEN[a])}
    made = {"{review}", "{case}", "{finding}", "{entity}", "{account}", "{key}", "{dataset}", "{check}"}
    assert {a for a in unmet if not any(m in a for m in made)} <= KNOWN
