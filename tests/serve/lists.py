"""A home with two versions of a list, of which two entries and a ship are told apart, beside the bundled tables."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from offing.build import update
from offing.lists.contract import list_modules
from offing.settings import Home

_FIRM = '26243,"DALIAN HAIBO INTERNATIONAL FREIGHT CO. LTD.",-0- ,"DPRK3",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Dalian, China."'
_SHIP = (
    '27001,"TOROS STAR",vessel,"DPRK4",-0- ,"J8XY1",Crude Oil Tanker,46000,27000,Togo,-0- ,"Vessel Registration '
    'Identification IMO 9362059."'
)
_MAN = '30001,"KIM, Chol Su",individual,"DPRK2",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 04 May 1962; nationality Korea, North."'
_GONE = '30002,"OLD HARBOUR LINES",-0- ,"DPRK2",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Somewhere."'


def with_lists(root: Path, work: Path) -> None:
    """Two versions of OFAC's SDN.CSV, of 1 and 9 March 2025."""
    for day, rows in ((1, (_FIRM, _SHIP, _GONE)), (9, (_FIRM, _SHIP, _MAN))):
        (work / "SDN.CSV").write_text("\r\n".join([*rows, "\x1a"]), "utf-8")
        at = datetime(2025, 3, day, tzinfo=UTC)
        done = update(Home(root), list_modules()["us_ofac_sdn"], work, retrieved=at, dated=at.date())
        assert done.outcome == "new", done
