"""A list module without an excerpt of our own making and a golden file per form is not finished."""

from __future__ import annotations

import pytest

from offing.lists.contract import list_modules
from offing.records.rungs import RUNGS
from tests.lists.golden import EXCERPTS, GOLDEN

MODULES = list_modules()
FORMS = [(name, form) for name, module in MODULES.items() for form in module.DATASET.forms]
FORM_IDS = [f"{name}.{form.name}" for name, form in FORMS]


def test_every_module_is_named_for_its_dataset() -> None:
    assert MODULES, "no list module was found"
    strays = {name: m.__name__ for name, m in MODULES.items() if m.__name__.rpartition(".")[2] != name}  # type: ignore[attr-defined]
    assert strays == {}


@pytest.mark.parametrize("name", MODULES)
def test_a_dataset_says_what_a_report_must_print(name: str) -> None:
    dataset = MODULES[name].DATASET
    fields = ("title", "publisher", "authority", "binds", "url")
    assert [f for f in fields if not getattr(dataset, f).strip()] == []
    assert dataset.forms, "a list is published in at least one form"
    assert len({form.name for form in dataset.forms}) == len(dataset.forms)
    assert dataset.max_age_days > 0 and 0 < dataset.max_shrink < 1


@pytest.mark.parametrize(("name", "form"), FORMS, ids=FORM_IDS)
def test_a_form_has_its_excerpt_and_golden_file(name: str, form) -> None:  # type: ignore[no-untyped-def]
    if not MODULES[name].DATASET.bundled:
        folder = EXCERPTS / name
        have = {path.name.upper() for path in folder.rglob("*")} if folder.is_dir() else set()
        assert set(form.needs) <= have, f"write an excerpt in the publisher's format under {folder}"
    assert (GOLDEN / f"{name}.{form.name}.json").is_file(), "hold its reading with tests.lists.golden.check_golden"


def test_golden_files_belong_to_a_form() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} <= set(FORM_IDS)


def test_golden_rungs_stand_on_the_ladder() -> None:
    import json

    rungs = {
        listing["rung"]
        for path in GOLDEN.glob("*.json")
        for entity in json.loads(path.read_text(encoding="utf-8"))["entities"]
        for listing in entity.get("listings", [])
    }
    assert rungs <= set(RUNGS)
