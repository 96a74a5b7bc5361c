"""The weights of names by likeness are those of the texts in the repository."""

import gzip
from importlib import resources

from offing.claims.likely_names import CLASSES, weights
from tests.benchmarks.loaded import load

train = load("train_names", "reports")


def test_trained_on_these_texts() -> None:
    told = dict(line.split("  ")[::-1] for line in train.DIGEST.read_text(encoding="utf-8").splitlines())
    folders = [p for p in sorted(train.TEXTS.iterdir()) if p.is_dir()]
    wrong = [p.name for p in folders if told.get(p.name) != train.digest(p)]
    assert not wrong, (
        f"annotated texts have changed since the weights were made: python -m reports.train_names ({wrong})"
    )


def test_the_file_is_written_one_way() -> None:
    content = (resources.files("offing.claims") / "likely_names.csv.gz").read_bytes()
    assert content == train.packed(weights())
    assert gzip.decompress(content).decode("utf-8").splitlines()[0] == ",".join(("sign", *CLASSES))
    assert len(content) < 400_000


def test_fitted_tells_classes_apart() -> None:
    rows = [train.Row("x", {"": 1.0, f"L {before}": 1.0}, right, True) for before, right in
            (("tanker", "vessel"), ("trader", "company"), ("mr", "person")) for _ in range(20)]  # fmt: skip
    known = train.fitted(rows)
    for before, right in (("tanker", "vessel"), ("trader", "company"), ("mr", "person")):
        of = train.likely.shares({"": 1.0, f"L {before}": 1.0}, known)
        assert CLASSES[max(range(len(of)), key=lambda k: of[k])] == right
