"""What a second judge confirmed counts as right, and only that."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.loaded import load

second_judge = load("second_judge", "reports")
counting, gold_, measure, reader = (load(name, "reports") for name in ("counting", "gold", "measure", "reader"))
TEXTS = Path(str(second_judge.__file__)).parent / "texts" / "twelfth"


def test_a_claim_that_was_confirmed_is_right_and_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    gold = gold_.folder(TEXTS)[4]
    put = second_judge.put_before(gold)
    wrong = [p for p in put if p.whose == "reading"]
    assert wrong, "a text in which something counts as wrong"
    assert len(put) >= len(wrong) * 2 - 1, "among as many of the annotator's"
    rows = ["set,text,claim,whose,verdict,why", f"s,{gold.name},{wrong[0].key},reading,yes,said"]
    rows += [f"s,{gold.name},{p.key},{p.whose},no,not said" for p in put if p is not wrong[0]]
    (tmp_path / "t.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    monkeypatch.setattr(second_judge, "TABLE", tmp_path / "t.csv")
    each = [measure.one(gold, reader.unlinked)]
    core = measure.together(measure.pooled(each)[0], context=False).tally
    judged = second_judge.second("s", each, core)
    assert judged is not None
    assert judged.right - core.right == judged.asked - core.asked == sum(p.key == wrong[0].key for p in wrong)
    assert judged.given == core.given
    assert second_judge.second("another", each, counting.Tally()) is None, "a set that nobody judged again"
