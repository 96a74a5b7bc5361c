"""Honest papers for the ordinary sets of `clean_papers`: four layouts, each naming more than its row does, none against it."""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from tests.papers.made import pdf
from tests.review.clean_papers import Sheets, as_csv

CLAUSES = """
It is agreed between the parties mentioned in this Charter Party that the vessel shall proceed to the loading port
stated above or so near thereto as she may safely get and lie always afloat, and there load a full and complete cargo
which the Charterers bind themselves to ship. Owners are to be responsible for loss of or damage to the goods or for
delay in delivery only in case the loss has been caused by personal want of due diligence. The vessel has liberty to
call at any port or ports in any order, for any purpose, to sail without pilots, to tow and assist vessels in all
situations. Freight to be paid to Harbour Lantern Bank, 12 King Street, London, for account of the Owners, reference
7654321. Time lost in waiting for berth to count as loading or discharging time. Charterers' agents at loading port,
Owners' agents at discharging port. General Average shall be adjusted in London according to York-Antwerp Rules 1994.
War Risks, Ice Clause, Both-to-Blame Collision Clause and the New Jason Clause are deemed incorporated. The Ocean
Pioneer Building, Golden Star Street, is the address for notices; Eastern Trading Block 7 for couriers. Sister
vessels: M/V Amber Lark or substitute. Sanctions: Owners warrant that neither the vessel nor any party named herein is
designated by OFAC, the United Nations Security Council or the European Union; trade with Islamic Republic of Iran
Shipping Lines, Korea Mining Development Trading Corporation or National Iranian Tanker Company is excluded. Charter
Party forms of 1976 and of 01/02/1994 apply where they do not conflict with the rider clauses. Demurrage 12,000 per
day.
""".strip().splitlines()
_LABELS = {
    "bill_of_lading": (
        ("B/L No.", "number"), ("Shipper", "shipper"), ("Consignee", "consignee"), ("Vessel", "vessel"), ("IMO No.", "imo"),
        ("Port of loading", "load_port"), ("Port of discharge", "discharge_port"), ("Description of goods", "goods"),
        ("HS code", "hs"), ("Gross weight", "amount"), ("Date of issue", "day"),
    ),
    "invoice": (
        ("Invoice No.", "number"), ("Date", "day"), ("Seller", "shipper"), ("Buyer", "consignee"), ("Goods", "goods"),
        ("HS Code", "hs"), ("Quantity", "amount"), ("Port of loading", "load_port"), ("Port of discharge", "discharge_port"),
    ),
    "charter_party": (
        ("Place and date", "place"), ("Vessel's name", "vessel"), ("IMO number", "imo"), ("Charterers", "charterer"),
        ("Loading port or place", "range"), ("Discharging port or place", "range"),
    ),
    "insurance": (
        ("Policy No.", "number"), ("Name of ship", "vessel"), ("IMO No.", "imo"), ("Issued by", "issuer"),
        ("Date of issue", "day"),
    ),
    "certificate_of_origin": (
        ("Certificate No.", "number"), ("Exporter", "shipper"), ("Consignee", "consignee"), ("Country of origin", "origin"),
        ("Goods", "goods"), ("HS Code", "hs"), ("Quantity", "amount"), ("Date of issue", "day"),
    ),
}  # fmt: skip


def values(sheets: Sheets, row: Mapping[str, str]) -> dict[str, str]:
    """What an honest paper of that row says."""
    names = {p["id"]: p["name"] for p in sheets["parties"]}
    ships = {v["id"]: v for v in sheets["vessels"]}
    voyage = sheets["voyages"][0]
    ship = ships[voyage["vessel"]]
    day = date.fromisoformat(row["date"])
    said = {**row, **{c: names.get(row.get(c, ""), row.get(c, "")) for c in ("shipper", "consignee")}}
    said |= {"vessel": f"M/V {ship['name']}", "imo": ship["imo"], "charterer": voyage["charterer"]}
    said |= {"day": f"{day.day} {day:%B} {day.year}", "place": f"London, {day:%d-%b-%Y}"}
    said |= {"amount": f"{int(row['quantity']):,} {row['unit']}" if row.get("quantity") else ""}
    said |= {"range": f"1 safe berth {voyage['load_port']} or Rotterdam / Antwerp range"}
    return said


def text_of(sheets: Sheets, row: Mapping[str, str], layout: str, pages: int = 1) -> bytes:
    """The paper of a row as a file: `box`, `colon`, `table` (HTML) or `text`."""
    said = values(sheets, row)
    told = [(label, said[field]) for label, field in _LABELS[row["type"]] if said.get(field)]
    title = row["type"].replace("_", " ").upper()
    made = date.fromisoformat(row["date"]) - timedelta(days=400)
    notes = [
        f"Vessel built 2004, registered {made:%d.%m.%Y}",
        "Signed for the Master: as agent only, ATLAS LINER AGENCY",
    ]
    if layout == "table":
        cells = "".join(f"<tr><td>{html.escape(a)}</td><td>{html.escape(b)}</td></tr>" for a, b in told)
        rest = "".join(f"<p>{html.escape(x)}</p>" for x in (*notes, " ".join(CLAUSES)))
        return f"<html><head><title>{title}</title></head><body><table>{cells}</table>{rest}</body></html>".encode()
    lines = [title, *(x for a, b in told for x in ([f"{a}: {b}"] if layout != "box" else [a, b])), *notes]
    if layout == "text":
        return "\r\n".join((*lines, *CLAUSES)).encode("cp1252")
    return pdf([x.encode("latin-1", "replace").decode("latin-1") for x in lines], *[CLAUSES] * pages)


def with_files(
    folder: Path, sheets: Sheets, layouts: tuple[str, ...] = ("box", "colon", "table", "text")
) -> dict[str, str]:
    """The sheets as CSV, each document naming a file that stands in `files/` of the folder."""
    (folder / "files").mkdir(parents=True, exist_ok=True)
    voyages = {v["id"]: v for v in sheets["voyages"]}
    for n, row in enumerate(sheets["documents"]):
        layout = layouts[n % len(layouts)]
        name = f"{row['id']}.{ {'table': 'html', 'text': 'txt'}.get(layout, 'pdf') }"
        ours = voyages.get(row.get("voyage", ""))
        ship = next((v for v in sheets["vessels"] if v["imo"] == row.get("imo")), None)
        own = ours or next(v for v in sheets["voyages"] if ship is None or v["vessel"] == ship["id"])
        (folder / "files" / name).write_bytes(text_of({**sheets, "voyages": [own]}, row, layout))
        row["file"] = name
    return as_csv(sheets)
