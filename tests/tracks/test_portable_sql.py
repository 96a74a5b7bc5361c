"""What keeps the queries' rows the same on every engine. Each rule was broken once: rows differed, or a run never ended."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import sqlglot
from sqlglot import exp

from offing.tracks.params import Params
from offing.tracks.spark import spark_words
from offing.tracks.sql import queries, render

NAMES = sorted(queries())
RESERVED = frozenset(
    "all and anti any as at by both case cast check column cross current distinct else end except exists false for from full "
    "grant group having in inner intersect interval into is join lateral leading left like natural not null on only or order "
    "outer over overlaps right select semi session_user set some table then to trailing true union unique user using values "
    "when where window with within".split()
)
"""Words that one engine or the other does not take for a name."""
INPUTS = {"positions", "statics", "ports"}
PROVEN = frozenset(
    "Abs And Case Cast Coalesce Cos Count Explode Floor GenerateSeries Greatest If Lag Lead Least Max Median Min Or Radians "
    "RowNumber Sin Sqrt Sum Unnest".split()
)
"""Functions whose results the engine tests have shown to be the same: sums and medians of whole numbers only."""


def parsed(name: str) -> exp.Expr:
    return sqlglot.parse_one(render(name, Params().numbers(), NAMES), read="duckdb")


def own_ctes(name: str) -> list[str]:
    return [c.alias for c in parsed(name).find_all(exp.CTE)]


def test_names_of_ctes_are_unique_over_all_files() -> None:
    """SQLGlot hoists nested ones for Spark, which refuses two of a name; Sail takes the wrong one."""
    counted = Counter([*NAMES, *INPUTS, *(c for n in NAMES for c in own_ctes(n))])
    assert [n for n, times in counted.items() if times > 1] == []
    assert len(counted) > 2 * len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_a_reserved_word(name: str) -> None:
    tree = parsed(name)
    given = {str(a.alias) for a in tree.find_all(exp.Alias, exp.TableAlias, exp.Subquery)} | {name}
    assert not {g for g in given if g.lower() in RESERVED}


@pytest.mark.parametrize("name", NAMES)
def test_a_number_is_made_whole_by_floor_alone(name: str) -> None:
    """CAST(1.5 AS BIGINT) is 2 on DuckDB and 1 on Spark."""
    for cast in parsed(name).find_all(exp.Cast):
        if cast.to.is_type("bigint") and not isinstance(cast.this, exp.Floor | exp.Column | exp.Literal):
            pytest.fail(cast.sql())


@pytest.mark.parametrize("name", NAMES)
def test_an_anti_join_has_equalities_only(name: str) -> None:
    """With an inequality it took DuckDB 1.5 forty seconds where 2.0 took 0.2."""
    for join in parsed(name).find_all(exp.Join):
        if "ANTI" in (join.side, join.kind) or "SEMI" in (join.side, join.kind):
            terms = list(join.args["on"].flatten()) if isinstance(join.args["on"], exp.And) else [join.args["on"]]
            assert all(isinstance(t, exp.EQ) for t in terms), join.sql()


@pytest.mark.parametrize("name", NAMES)
def test_only_functions_are_used_whose_results_are_the_same_everywhere(name: str) -> None:
    """An average of doubles gave six results in six runs; arg_min and first depend on the order of rows."""
    used = {type(f).__name__ for f in parsed(name).find_all(exp.Func)}
    assert used <= PROVEN, used - PROVEN


@pytest.mark.parametrize("name", NAMES)
def test_whole_division_stays_whole_in_sparks_words(name: str) -> None:
    """A report packed in 61 bits does not survive division through a float."""
    text = render(name, Params().numbers(), NAMES)
    told = spark_words(text)
    assert told.count(" DIV ") == text.count("//")
    assert sqlglot.parse_one(told, read="spark")


@pytest.mark.parametrize("name", NAMES)
def test_a_query_says_what_it_is(name: str) -> None:
    assert re.match(r"-- [A-Z].{20,}", queries()[name])
