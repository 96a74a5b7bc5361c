"""Versions are kept whole or not at all, never rewritten, and their damage shows."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.errors import MissingSource, StoreError
from offing.packed import LONGEST_CHAIN, PACKED, pack, unpack
from offing.snapshots import (
    MANIFEST,
    Snapshot,
    content_of,
    damaged_files,
    keep,
    load,
    sha256_of,
    sha256_of_set,
    version_name,
    versions,
)


def snapshot(sources: dict[str, Path], dated: date = date(2024, 5, 3)) -> Snapshot:
    hashes = {name: sha256_of(path) for name, path in sources.items()}
    whole = sha256_of_set(hashes)
    return Snapshot(
        "un_sc", version_name(dated, whole), "xml", dated, None, "2024-05-03T10:00:00+00:00", "https://example.org", whole,
        hashes, 2,
    )  # fmt: skip


@pytest.fixture
def sources(tmp_path: Path) -> dict[str, Path]:
    found = {}
    for name, body in (("A.XML", b"<a/>"), ("B.CSV", b"b\n")):
        found[name] = tmp_path / name.lower()
        found[name].write_bytes(body)
    return found


def tree(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_keep_and_load(tmp_path: Path, sources: dict[str, Path]) -> None:
    made = snapshot(sources)
    folder = keep(tmp_path / "store", made, sources)
    assert load(folder) == made
    assert versions(tmp_path / "store", "un_sc") == [made]
    assert versions(tmp_path / "store", "eu_fsf") == []
    assert damaged_files(tmp_path / "store", made) == []


def test_keeping_the_same_version_again_changes_nothing(tmp_path: Path, sources: dict[str, Path]) -> None:
    made = snapshot(sources)
    keep(tmp_path / "store", made, sources)
    before = tree(tmp_path / "store")
    sources["A.XML"].write_bytes(b"<changed/>")
    keep(tmp_path / "store", made, sources)
    assert tree(tmp_path / "store") == before


def test_a_copy_that_fails_leaves_nothing(tmp_path: Path, sources: dict[str, Path]) -> None:
    made = snapshot(sources)
    sources["B.CSV"].unlink()
    with pytest.raises(FileNotFoundError):
        keep(tmp_path / "store", made, sources)
    assert tree(tmp_path / "store") == {}
    assert versions(tmp_path / "store", "un_sc") == []


def test_a_copy_that_was_cut_short_is_replaced_and_is_no_version(tmp_path: Path, sources: dict[str, Path]) -> None:
    made = snapshot(sources)
    folder = tmp_path / "store" / "un_sc" / made.version
    folder.mkdir(parents=True)
    (folder / "A.XML").write_bytes(b"<ha")
    assert versions(tmp_path / "store", "un_sc") == []
    keep(tmp_path / "store", made, sources)
    assert content_of(tmp_path / "store", made, "A.XML") == b"<a/>"
    assert damaged_files(tmp_path / "store", made) == []


def test_the_hash_of_a_set_is_that_of_its_sorted_sha256sum_lines() -> None:
    hashes = {"B": "2" * 64, "A": "1" * 64}
    expected = hashlib.sha256(f"{'1' * 64}  A\n{'2' * 64}  B\n".encode()).hexdigest()
    assert sha256_of_set(hashes) == sha256_of_set(dict(reversed(hashes.items()))) == expected
    assert sha256_of_set({"A": "1" * 64}) == "1" * 64
    assert sha256_of_set({"C": "1" * 64, "B": "2" * 64}) != expected, "a name is part of the set"


def test_hash_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"x" * 3_000_000)
    assert sha256_of(path) == hashlib.sha256(b"x" * 3_000_000).hexdigest()
    with pytest.raises(MissingSource):
        sha256_of(tmp_path / "none")
    with pytest.raises(MissingSource):
        sha256_of(tmp_path)


def test_damage_to_kept_files_is_found(tmp_path: Path, sources: dict[str, Path]) -> None:
    made = snapshot(sources)
    folder = keep(tmp_path / "store", made, sources)
    (folder / "A.XML.zst").write_bytes(pack(b"<b/>"))
    assert damaged_files(tmp_path / "store", made) == ["A.XML"]
    (folder / "B.CSV.zst").unlink()
    assert damaged_files(tmp_path / "store", made) == ["A.XML", "B.CSV"]


def test_versions_stand_in_order_of_their_day(tmp_path: Path, sources: dict[str, Path]) -> None:
    made = [snapshot(sources, dated) for dated in (date(2024, 5, 3), date(2018, 1, 1), date(2021, 6, 30))]
    for one in made:
        keep(tmp_path / "store", one, sources)
    assert [v.dated.year for v in versions(tmp_path / "store", "un_sc")] == [2018, 2021, 2024]


DAMAGE = [
    ("", "empty"),
    ("{", "cut"),
    ("[]", "a list"),
    ("null", "nothing"),
    ("\udcff", "no text"),
    ("[" * 100_000, "nested without end"),
    ('{"dated": "soon"}', "no date"),
    ("missing", "a key less"),
    ("extra", "a key more"),
    ("no files", "files is no table"),
]


@pytest.mark.parametrize(("body", "why"), DAMAGE, ids=[d[1] for d in DAMAGE])
def test_a_damaged_manifest_is_an_error_of_the_store(
    tmp_path: Path, sources: dict[str, Path], body: str, why: str
) -> None:
    folder = keep(tmp_path / "store", snapshot(sources), sources)
    whole = json.loads((folder / MANIFEST).read_text())
    changed = {
        "missing": json.dumps({k: v for k, v in whole.items() if k != "sha256"}),
        "extra": json.dumps(whole | {"colour": 1}),
        "no files": json.dumps(whole | {"files": ["A.XML"]}),
    }
    (folder / MANIFEST).write_bytes(changed.get(body, body).encode("utf-8", "surrogateescape"))
    with pytest.raises(StoreError, match="manifest"):
        pytest.fail(f"{load(folder)}: {why}")


def grown(root: Path, tmp_path: Path, n: int) -> list[tuple[Snapshot, bytes]]:
    """Versions of a file that grows by a line each."""
    lines = [hashlib.sha256(str(i).encode()).hexdigest() for i in range(3000)]
    made = []
    for i in range(n):
        content = "\n".join(lines + [f"line {j}" for j in range(i)]).encode()
        path = tmp_path / "a.csv"
        path.write_bytes(content)
        day = date.fromordinal(date(2021, 8, 18).toordinal() + i)
        one = snapshot({"A.CSV": path}, day)
        keep(root, one, {"A.CSV": path})
        made.append((one, content))
    return made


def test_a_store_grows_with_what_changed(tmp_path: Path) -> None:
    store = tmp_path / "store"
    made = grown(store, tmp_path, LONGEST_CHAIN + 4)
    assert [content_of(store, one, "A.CSV") for one, _ in made] == [content for _, content in made]
    sizes = [(store / "un_sc" / one.version / f"A.CSV{PACKED}").stat().st_size for one, _ in made]
    whole = [i for i, size in enumerate(sizes) if size > 50_000]
    assert whole == [0, LONGEST_CHAIN], "whole at first and after a chain"
    assert max(size for i, size in enumerate(sizes) if i not in whole) < 300


def test_damage_costs_what_rests_on_it_and_no_more(tmp_path: Path) -> None:
    store = tmp_path / "store"
    made = grown(store, tmp_path, LONGEST_CHAIN + 4)
    (store / "un_sc" / made[3][0].version / f"A.CSV{PACKED}").write_bytes(b"broken")
    near: dict[tuple[str, str], bytes] = {}
    damaged = [bool(damaged_files(store, one, near)) for one, _ in made]
    assert damaged == [3 <= i < LONGEST_CHAIN for i in range(len(made))]
    extra = tmp_path / "b.csv"
    extra.write_bytes(b"later")
    later = snapshot({"A.CSV": extra}, date(2022, 1, 1))
    keep(store, later, {"A.CSV": extra})
    assert content_of(store, later, "A.CSV") == b"later"


def test_a_plain_file_of_an_earlier_offing_is_read(tmp_path: Path, sources: dict[str, Path]) -> None:
    made = snapshot(sources)
    folder = keep(tmp_path / "store", made, sources)
    told = json.loads((folder / MANIFEST).read_text())
    del told["bases"]
    (folder / MANIFEST).write_text(json.dumps(told))
    for name, path in sources.items():
        (folder / f"{name}{PACKED}").unlink()
        (folder / name).write_bytes(path.read_bytes())
    assert damaged_files(tmp_path / "store", made) == []


@pytest.mark.parametrize("base", ["../../secret", "2024-05-03-other", ""])
def test_what_a_file_is_said_to_rest_on_is_a_version_of_the_store(
    tmp_path: Path, sources: dict[str, Path], base: str
) -> None:
    made = snapshot(sources)
    folder = keep(tmp_path / "store", made, sources)
    told = json.loads((folder / MANIFEST).read_text())
    told["bases"]["A.XML"] = base or made.version
    (folder / MANIFEST).write_text(json.dumps(told))
    assert damaged_files(tmp_path / "store", made) == ["A.XML"]


@given(st.binary(max_size=2000), st.binary(max_size=2000))
def test_packed_is_unpacked(content: bytes, before: bytes) -> None:
    assert unpack(pack(content, before), before) == content
    assert unpack(pack(content)) == content


def test_another_base_is_an_error_not_another_content() -> None:
    packed = pack(b"abc" * 1000, b"abc" * 900 + b"d")
    with pytest.raises(ValueError):
        unpack(packed, b"x" * 3000)
