"""The learned reader's weights are those of the texts in the repository."""

import gzip
from importlib import resources

from tests.benchmarks.loaded import load

train = load("train_claims", "reports")


def test_trained_on_these_texts() -> None:
    assert train.DIGEST.read_text(encoding="utf-8").strip() == train.digest(), (
        "annotated texts, sayings, traps or sentences have changed since the weights were made: make train-reports"
    )


def test_the_file_is_written_one_way() -> None:
    content = (resources.files("offing.claims") / "learned.csv.gz").read_bytes()
    rows = gzip.decompress(content).decode("utf-8").splitlines()
    assert rows[0] == "type,feature,weight"
    assert len(content) < 1_000_000
    assert len(set(rows)) == len(rows)
