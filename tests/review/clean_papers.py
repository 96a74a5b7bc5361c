"""Twenty sets of ordinary papers: honest voyages of many trades, in whose papers no check on papers finds anything.

Ships and firms are invented (an IMO number that begins with 3 was never given to a ship), ports and goods are real.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from copy import deepcopy
from datetime import date, timedelta
from typing import NamedTuple

Sheets = dict[str, list[dict[str, str]]]


class Trade(NamedTuple):
    """One voyage of an ordinary trade; `why` says what about its papers is ordinary and might be taken amiss."""

    ship: str
    kind: str
    deadweight: int
    load: str
    discharge: str
    hs: str
    goods: str
    quantity: str
    unit: str
    value: str
    origin: str
    chamber: str
    days: int
    why: str


TRADES = (
    Trade(
        "KESTREL HARVEST",
        "Bulk Carrier",
        32000,
        "Rouen",
        "Casablanca",
        "100199",
        "Milling wheat in bulk",
        "27500",
        "t",
        "6875000",
        "France",
        "Chambre de commerce, Rouen",
        9,
        "grain in bulk, the cargo nearly as heavy as the ship can bear",
    ),
    Trade(
        "PORTO SERENO",
        "General Cargo",
        9800,
        "Setúbal",
        "Haugesund",
        "250100",
        "Salt in bulk",
        "8200",
        "t",
        "410000",
        "Portugal",
        "",
        10,
        "no certificate of origin",
    ),
    Trade(
        "FJORDLYS",
        "Bulk Carrier",
        56000,
        "Narvik",
        "Rotterdam",
        "260111",
        "Iron ore fines",
        "52000000",
        "kg",
        "5200000",
        "Sweden",
        "",
        5,
        "ore of Sweden loaded in Norway, and a quantity in kilograms",
    ),
    Trade(
        "AMBER THIMBLE",
        "Oil Products Tanker",
        47000,
        "Yeosu",
        "Manila",
        "271019",
        "Gasoil 10 ppm",
        "300000",
        "bbl",
        "27000000",
        "Republic of Korea",
        "Korea Chamber of Commerce, Yeosu",
        7,
        "barrels on a product tanker",
    ),
    Trade(
        "TAMARIS DAWN",
        "Crude Oil Tanker",
        159000,
        "Ras Tanura",
        "Rotterdam",
        "270900",
        "Arab Light crude oil",
        "1000000",
        "bbl",
        "80000000",
        "Saudi Arabia",
        "",
        22,
        "a million barrels in a suezmax",
    ),
    Trade(
        "LINDQVIST CARRIER",
        "Container Ship",
        52000,
        "Klaipeda",
        "Shanghai",
        "440710",
        "Sawn pine timber",
        "24",
        "t",
        "9600",
        "Belarus",
        "Belarusian Chamber of Commerce, Minsk, Belarus",
        45,
        "a landlocked country's goods by a neighbour's port",
    ),
    Trade(
        "OSTSEE PERLE",
        "Ro-Ro Cargo",
        12000,
        "Bremerhaven",
        "Baltimore",
        "870323",
        "Passenger cars, new",
        "400",
        "units",
        "12000000",
        "Germany",
        "",
        14,
        "cars on a ro-ro ship, counted and not weighed",
    ),
    Trade(
        "HERON BAY",
        "Bulk Carrier",
        76000,
        "Newcastle, Australia",
        "Kaohsiung",
        "270112",
        "Steam coal in bulk",
        "70000",
        "mt",
        "7000000",
        "Australia",
        "",
        14,
        "coal, with another spelling of the unit",
    ),
    Trade(
        "HAVNES FJORD",
        "Chemical Tanker",
        19000,
        "Houston",
        "Antwerp",
        "290511",
        "Methanol",
        "17500",
        "t",
        "6125000",
        "United States",
        "",
        16,
        "a liquid chemical on a chemical tanker",
    ),
    Trade(
        "GOLDEN REEF",
        "Reefer",
        6500,
        "Guayaquil",
        "Vladivostok",
        "080390",
        "Bananas in cartons",
        "5100",
        "t",
        "4080000",
        "Ecuador",
        "",
        30,
        "perishables",
    ),
    Trade(
        "LIAOHE PEARL",
        "General Cargo",
        8000,
        "Yingkou",
        "Incheon",
        "721049",
        "Galvanised steel sheet in coils",
        "5900",
        "t",
        "4012000",
        "China",
        "CCPIT, Yingkou, China",
        4,
        "steel between neighbours of North Korea",
    ),
    Trade(
        "GAMCHEON PLOVER",
        "General Cargo",
        7000,
        "Nakhodka",
        "Busan",
        "030367",
        "Frozen Alaska pollock",
        "3000",
        "t",
        "3600000",
        "Russian Federation",
        "Chamber of Commerce, Nakhodka",
        4,
        "fish from the Russian Far East",
    ),
    Trade(
        "KITSUNE MARU",
        "Bulk Carrier",
        38000,
        "Vostochny",
        "Hitachi",
        "270112",
        "Steam coal, washed",
        "33000",
        "t",
        "3300000",
        "Russian Federation",
        "Primorsky Chamber of Commerce, Vladivostok",
        5,
        "Russian coal from a Russian port",
    ),
    Trade(
        "POPPY STRAIT",
        "LPG Tanker",
        26000,
        "Jubail",
        "Dahej",
        "271112",
        "Propane",
        "21000",
        "t",
        "11550000",
        "Saudi Arabia",
        "",
        6,
        "gas on a gas carrier",
    ),
    Trade(
        "BLUE MARTIN",
        "Container Ship",
        60000,
        "Jebel Ali",
        "Mombasa",
        "390120",
        "HDPE resin in bags",
        "480",
        "t",
        "528000",
        "United Arab Emirates",
        "Dubai Chamber of Commerce, Dubai",
        9,
        "polymer from the Gulf with its origin told",
    ),
    Trade(
        "STORMVOGEL",
        "Bulk Carrier",
        58000,
        "Santos",
        "Qingdao",
        "120190",
        "Soya beans in bulk",
        "55000",
        "t",
        "24750000",
        "Brazil",
        "",
        38,
        "a long voyage",
    ),
    Trade(
        "CLYDE WREN",
        "General Cargo",
        4500,
        "Riga",
        "Immingham",
        "440123",
        "Wood pellets",
        "4200",
        "t",
        "756000",
        "Latvia",
        "",
        5,
        "a coaster",
    ),
    Trade(
        "SALMON BELLE",
        "Palm Oil Tanker",
        30000,
        "Belawan",
        "Rotterdam",
        "151190",
        "RBD palm olein",
        "24000",
        "t",
        "21600000",
        "Indonesia",
        "",
        28,
        "a vegetable oil on a tanker",
    ),
    Trade(
        "MISTRAL ROSE",
        "General Cargo",
        15000,
        "Marseille",
        "Algiers",
        "843049",
        "Drilling machinery, in parts, 14 cases",
        "210",
        "t",
        "4100000",
        "France",
        "Chambre de commerce, Marseille, France",
        3,
        "machinery in parts with a code of six digits",
    ),
    Trade(
        "CAPE LINNET",
        "Bulk Carrier",
        180000,
        "Port Hedland",
        "Qingdao",
        "260111",
        "Iron ore lump",
        "171000",
        "t",
        "17100000",
        "Australia",
        "",
        13,
        "a capesize",
    ),
)


def imo(number: int) -> str:
    """An IMO number that begins with 3, its check digit right."""
    six = f"3{number:05d}"
    return six + str(sum(int(d) * w for d, w in zip(six, range(7, 1, -1), strict=True)) % 10)


def clean(n: int) -> Sheets:
    """The sheets of the n-th set, ids ending in its number: bill, certificate, invoice, charter party, insurance, payments."""
    trade, number = TRADES[n], imo(20000 + 37 * n)
    loaded = date(2018, 1, 8) + timedelta(days=13 * n)
    landed = loaded + timedelta(days=trade.days)
    seller, buyer = f"{trade.ship.title()} Export House {n}", f"Quayside Importers {n} Ltd"
    owner, club = f"{trade.ship.title()} Shipping Company", "Northern Harbours P&I Association"
    whole = {
        "voyage": f"VY{n}",
        "vessel": trade.ship,
        "imo": number,
        "version": "1",
        "load_port": trade.load,
        "discharge_port": trade.discharge,
    }
    goods = {
        "goods": trade.goods,
        "hs": trade.hs,
        "quantity": trade.quantity,
        "unit": trade.unit,
        "origin": trade.origin,
    }
    both = {"shipper": seller, "consignee": buyer}
    documents = [
        {
            "id": f"D{n}1",
            "type": "bill_of_lading",
            "number": f"BL-{n}-1",
            "date": (loaded + timedelta(days=1)).isoformat(),
            **whole,
            **both,
            "notify": "same as consignee",
            **goods,
        },
        {
            "id": f"D{n}2",
            "type": "invoice",
            "number": f"INV-{n}",
            "date": loaded.isoformat(),
            **whole,
            **both,
            **goods,
            "issuer": seller,
        },
        {
            "id": f"D{n}3",
            "type": "charter_party",
            "number": f"CP-{n}",
            "date": (loaded - timedelta(days=20)).isoformat(),
            "voyage": f"VY{n}",
            "vessel": trade.ship,
            "imo": number,
            "issuer": "Harwell & Finch Shipbrokers Ltd",
        },
        {
            "id": f"D{n}4",
            "type": "insurance",
            "number": f"PI-{n}",
            "date": "2018-01-01",
            "vessel": trade.ship,
            "imo": number,
            "issuer": club,
            "valid_from": "2018-01-01",
            "valid_to": "2019-02-20",
        },
    ]
    if trade.chamber:
        documents.append(
            {
                "id": f"D{n}5",
                "type": "certificate_of_origin",
                "number": f"CO-{n}",
                "date": loaded.isoformat(),
                **whole,
                **both,
                **goods,
                "issuer": trade.chamber,
            }
        )
    return {
        "parties": [
            {"id": f"P{n}1", "name": seller, "type": "company"},
            {"id": f"P{n}2", "name": buyer, "type": "company"},
        ],
        "vessels": [
            {
                "id": f"V{n}",
                "imo": number,
                "name": trade.ship,
                "type": trade.kind,
                "deadweight": str(trade.deadweight),
                "owner": owner,
            }
        ],
        "voyages": [
            {
                "id": f"VY{n}",
                "vessel": f"V{n}",
                "load_port": trade.load,
                "load_date": loaded.isoformat(),
                "discharge_port": trade.discharge,
                "discharge_date": landed.isoformat(),
                "declared_destination": trade.discharge,
                "charterer": buyer,
            }
        ],
        "cargo": [
            {
                "id": f"C{n}",
                "voyage": f"VY{n}",
                "hs": trade.hs,
                "description": trade.goods,
                "quantity": trade.quantity,
                "unit": trade.unit,
                "value": trade.value,
                "currency": "USD",
                "origin": trade.origin,
                "destination": trade.discharge,
                **both,
            }
        ],
        "documents": documents,
        "payments": [
            {
                "id": f"Y{n}1",
                "date": landed.isoformat(),
                "payer": buyer,
                "payee": seller,
                "amount": trade.value,
                "currency": "USD",
                "text": f"INV-{n} {trade.goods}, M/V {trade.ship}",
                "status": "paid",
                "voyage": f"VY{n}",
            },
            {
                "id": f"Y{n}2",
                "date": landed.isoformat(),
                "payer": buyer,
                "payee": owner,
                "amount": "9000",
                "currency": "USD",
                "text": f"freight, part, {trade.load} to {trade.discharge}",
                "status": "paid",
                "voyage": f"VY{n}",
            },
        ],
        "licences": [
            {
                "id": f"L{n}",
                "authority": "Port health office",
                "number": f"PH-{n}",
                "covers": trade.goods,
                "from": "2018-01-01",
                "to": "2018-12-31",
                "state": "granted",
            }
        ],
    }


def edited(
    sheets: Sheets, changes: Mapping[str, Mapping[str, str]], more: Mapping[str, list[dict[str, str]]] | None = None
) -> Sheets:
    """A copy with cells set by row id, and rows added by sheet."""
    book = deepcopy(sheets)
    rows = {row["id"]: row for those in book.values() for row in those}
    for ident, cells in changes.items():
        rows[ident].update(cells)
    for sheet, added in (more or {}).items():
        book.setdefault(sheet, []).extend(added)
    return book


def as_csv(sheets: Sheets) -> dict[str, str]:
    """The text of each sheet."""
    texts = {}
    for sheet, rows in sheets.items():
        columns = list(dict.fromkeys(c for row in rows for c in row))
        out = io.StringIO()
        writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        texts[sheet] = out.getvalue()
    return texts
