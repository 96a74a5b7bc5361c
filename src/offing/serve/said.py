"""Words of cases and their events, as pages say them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

DISPOSITION_WORDS = {
    "true_match": "True match: it is the listed thing, or the rule applies",
    "false_positive": "False positive: it is another thing, or the rule does not apply",
    "ask": "Ask: someone must answer first",
    "escalate": "Escalate: to those who may stop, block or report",
}
_STATES = {
    "open": "open",
    "asked": "open, a question is out",
    "proposed": "proposed: {}, waits for a second pair of eyes",
    "closed": "closed: {}",
    "escalated": "escalated",
}
_EVENTS = {
    "proposed": "proposed {}",
    "confirmed": "confirmed {}",
    "refused": "refused {}",
    "asked": "a question is out",
    "comment": "comment",
    "reopened": "opened again",
    "moved": "the finding has another id, and the case went along",
    "attached": "a file came",
    "letter": "a letter went out",
    "reply": "a reply came",
    "answered": "the question is answered",
    "exported": "exported",
}


def case_words(state: str, disposition: str) -> str:
    return _STATES.get(state, state).format(disposition.replace("_", " "))


def event_words(kind: str, body: Mapping[str, Any]) -> str:
    return _EVENTS.get(kind, kind).format(str(body.get("disposition", "")).replace("_", " ")).strip()


def event_lines(body: Mapping[str, Any]) -> list[str]:
    """What was said with it: the reason, the words, why it was opened again."""
    told = [str(body["reason"]).replace("_", " ")] if body.get("reason") else []
    told += [str(body[k]) for k in ("words", "text", "why", "name") if body.get(k)]
    if body.get("to") and body.get("due"):
        told.append(f"to {body['to']}, due {str(body['due'])[:16].replace('T', ' ')} UTC")
    if body.get("erased"):
        told.append(f"words erased: record {body['erased']} of the log says why")
    return told
