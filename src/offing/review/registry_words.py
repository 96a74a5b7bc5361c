"""What a note or paper of the book says of a flag registry: that it knows no such ship, or has struck her off."""

from __future__ import annotations

import re

_REGISTRY = (
    r"(?:(?:ship\w*\s+)?regist(?:er|ry|rar)|flag(?:\s+(?:state|administration|authority|registry))?"
    r"|maritime\s+(?:administration|authority))"
)
_DENIES = (
    rf"\b{_REGISTRY}\b[^.;]{{0,80}}\b(?:den(?:y|ies|ied)\s+(?:that|having|any|all|knowing|it|the\s+(?:ship|vessel))|den(?:y|ies|ied)\b[^.;]{{0,40}}\b(?:regist|certificate|flag)\w*|disown\w*|does\s+not\s+know|never\s+registered\s+(?:the|this|her|such)|ha[sd]\s+no\s+(?:record|entry|trace))\b",
    rf"\b(?:not|never)\s+(?:been\s+)?(?:registered|entered|enrolled)\s+(?:with|in|by|on|under)\b[^.;]{{0,60}}\b{_REGISTRY}\b",
    rf"\b{_REGISTRY}\b[^.;]{{0,80}}\b(?:is|was|were|has|had)?\s*(?:not|never)\s+(?:been\s+)?(?:registered|on\s+(?:its|the|their)\s+(?:register|registry|books))\b",
    rf"\bno\s+(?:record|entry|trace)\s+of\b[^.;]{{0,60}}\b{_REGISTRY}\b",
    rf"\b(?:false|fraudulent|fake|falsely|fraudulently|unlawfully)\b[^.;]{{0,40}}\b(?:{_REGISTRY}|registered|flagged|certificate\s+of\s+registry)\b",
)  # fmt: skip
_STRUCK = (
    r"\bno\s+longer\s+(?:registered|on\s+(?:its|the|their)\s+regist\w+)",
    r"\bde-?registered\b|\bde-?flagged\b|\bde-?registration\b",
    rf"\b(?:struck|deleted|removed)\s+(?:off|from)\b[^.;]{{0,40}}\b{_REGISTRY}\b",
    r"\b(?:registration|registry|flag)\b[^.;]{0,40}\b(?:cancel(?:l)?ed|revoked|withdrawn|terminated|annulled)\b",
)
_NOT = re.compile(r"\b(?:not|never|nor|neither|whether|if|unless|no)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_WHY = re.compile(r"\bsanction|\bresolution\b|\bUNSCR?\b|\bfalse|\bfraud|\billicit|\bevas", re.IGNORECASE)
_ASKING = re.compile(r"\bwhether\b|\?\s*$", re.IGNORECASE)
_DENIED = tuple(re.compile(p, re.IGNORECASE) for p in _DENIES)
_OFF = tuple(re.compile(p, re.IGNORECASE) for p in _STRUCK)


def said_of_registry(text: str) -> tuple[str, bool] | None:
    """(`denied` or `struck off`, whether a reason of sanctions or fraud is told); None where the text says neither."""
    for word, patterns in (("denied", _DENIED), ("struck off", _OFF)):
        for sentence in re.split(r"(?<=[.;!?])\s+", text):
            for pattern in patterns:
                hit = pattern.search(sentence)
                if hit is None or _ASKING.search(sentence):
                    continue
                if word == "struck off" and _NOT.search(sentence[: hit.start()]):
                    continue
                return word, bool(_WHY.search(sentence))
    return None


def is_registry(issuer: str) -> bool:
    """Whether a paper's issuer is a registry by its name."""
    return re.search(rf"\b{_REGISTRY}\b", issuer, re.IGNORECASE) is not None
