"""The twenty sets in the dress of real ones: bills in parts and amended, a second leg, other spellings, units and payments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tests.review.clean_papers import TRADES, Sheets, clean, edited, imo

Row = dict[str, str]


def _bill(n: int) -> Row:
    return clean(n)["documents"][0]


def _half(n: int) -> str:
    return (
        f"{float(TRADES[n].quantity) / 2:g}" if float(TRADES[n].quantity) < 1e6 else str(int(TRADES[n].quantity) // 2)
    )


def in_parts(n: int) -> Sheets:
    """Two bills for one cargo, each for half of it."""
    rest = {**_bill(n), "id": f"D{n}6", "number": f"BL-{n}-2", "quantity": _half(n)}
    return edited(clean(n), {f"D{n}1": {"quantity": _half(n)}}, {"documents": [rest]})


def amended(n: int) -> Sheets:
    """A second version: a letter of the shipper's name put right, the notify party told."""
    first = _bill(n)
    slip = first["shipper"].replace("Export", "Exprot")
    again = {
        **first,
        "id": f"D{n}6",
        "version": "2",
        "notify": "Portside Agencies Ltd",
        "note": "shipper's name put right",
    }
    return edited(clean(n), {f"D{n}1": {"shipper": slip}}, {"documents": [again]})


def transhipped(n: int) -> Sheets:
    """A through bill: the first leg ends at Algeciras, another ship takes the goods on."""
    sheets, first = clean(n), clean(n)["voyages"][0]
    landed = (
        date.fromisoformat(first["load_date"]) + timedelta(days=35)
    ).isoformat()  # half the world is 27 days at 15 kn
    number = imo(70000 + 41 * n)
    onward = {
        **first,
        "id": f"VY{n}-2",
        "vessel": f"V{n}-2",
        "load_port": "Algeciras",
        "load_date": landed,
        "discharge_date": "",
    }
    other = {**sheets["vessels"][0], "id": f"V{n}-2", "imo": number, "name": f"{TRADES[n].ship} II", "deadweight": ""}
    legs = f"VY{n}; VY{n}-2"
    changes = {
        f"VY{n}": {"discharge_port": "Algeciras", "declared_destination": "Algeciras", "discharge_date": landed},
        f"D{n}1": {"voyage": legs},
        f"D{n}2": {"voyage": f"VY{n}-2", "vessel": other["name"], "imo": number},
        f"C{n}": {"voyage": legs},
        f"Y{n}1": {"voyage": legs},
    }
    return edited(sheets, changes, {"voyages": [onward], "vessels": [other]})


def spelled(n: int) -> Sheets:
    """Capitals, shortened words, a voyage's number after the ship's name, a tax number after the buyer's."""
    bill = _bill(n)
    changes = {
        f"D{n}1": {
            "shipper": bill["shipper"].upper(), "vessel": f"M/V {TRADES[n].ship} V.12E", "load_port": TRADES[n].load.upper(),
            "consignee": f"{bill['consignee']} (TAX ID 40021887{n})", "issuer": f"as agents for the master of {TRADES[n].ship}",
        },
        f"D{n}2": {"vessel": TRADES[n].ship.title(), "imo": ""},
    }  # fmt: skip
    return edited(clean(n), changes)


def sold_on(n: int) -> Sheets:
    """To order of a bank, paid in three parts, one sent back for a wrong account; the ship reflagged and sold the year before."""
    sheets = clean(n)
    vessel, paid = sheets["vessels"][0], sheets["payments"][0]
    old = {**vessel, "id": f"V{n}-old", "flag": "Malta", "owner": "Earlier Owners Shipping Ltd", "to": "2016-12-31"}
    parts = [
        {**paid, "id": f"Y{n}3", "amount": "1000", "status": "returned: account number wrong"},
        {**paid, "id": f"Y{n}4", "amount": "1000", "text": f"balance INV-{n}"},
    ]
    changes = {
        f"D{n}1": {"consignee": "TO ORDER OF BANQUE DU PORT"},
        f"V{n}": {"flag": "Liberia", "from": "2017-01-01"},
    }
    return edited(sheets, changes, {"vessels": [old], "payments": parts})


DRESSES: tuple[Callable[[int], Sheets], ...] = (in_parts, amended, transhipped, spelled, sold_on)


def dressed(n: int) -> Sheets:
    """The n-th set in one of the dresses."""
    return DRESSES[n % len(DRESSES)](n)
