"""Accounts, keys, sessions and the log."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from offing.serve.shapes.words import Id, Short

Role = Literal["reviewer", "approver", "auditor", "admin"]
Password = Annotated[str, StringConstraints(max_length=1024)]


class SignIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Short
    password: Password


class Account(BaseModel):
    id: Id
    name: str
    role: Role
    active: bool


class SignedIn(BaseModel):
    """The session's cookie comes beside it; `csrf` goes into `x-csrf-token` of every request that changes something."""

    account: Account
    csrf: str


class Me(BaseModel):
    """Who asks, and what the account may do."""

    account: Account
    may: list[str]


class Accounts(BaseModel):
    accounts: list[Account]


class NewAccount(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Short
    role: Role
    password: Password = Field(description="12 characters or more; neither the name nor the same few characters.")


class AccountChange(BaseModel):
    """What is None stays. Sessions of the account end; its keys too where the password is new or it goes out of use."""

    model_config = ConfigDict(extra="forbid")

    role: Role | None = None
    active: bool | None = None
    password: Password | None = None


class PasswordChange(BaseModel):
    """One's own. Other sessions of the account end, and its keys."""

    model_config = ConfigDict(extra="forbid")

    old: Password
    new: Password = Field(description="12 characters or more; neither the name nor the same few characters.")


class NewKey(BaseModel):
    model_config = ConfigDict(extra="forbid")

    label: Annotated[Short, Field(min_length=1, description="What the key is for.")]


class Key(BaseModel):
    id: Id
    account: Id
    label: str
    made_at: str
    active: bool


class MadeKey(BaseModel):
    """The key in words is shown this once and not kept."""

    key: Key
    words: str


class Keys(BaseModel):
    keys: list[Key]


class Record(BaseModel):
    """A record of the log. `before` and `after` are the states themselves where they were not erased, `…_digest` their seals."""

    n: int
    at: str
    actor: str
    action: str
    object: str
    ground: dict[str, str]
    before: Any
    after: Any
    before_digest: str
    after_digest: str
    erased_by: int | None = Field(description="The number of the record that says so.")
    prev: str
    hash: str


class Log(BaseModel):
    """Records in order; send the last one's `n` as `after` for those behind it."""

    records: list[Record]
    total: int


class Broken(BaseModel):
    n: int = Field(description="The first record at which the log no longer proves itself; 0: its head does not fit.")
    why: str


class Verified(BaseModel):
    """`broken` is None where every record follows from the one before; `astray` is what is kept otherwise than the log says."""

    records: int
    broken: Broken | None
    astray: list[str]
