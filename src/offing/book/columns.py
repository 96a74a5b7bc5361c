"""The sheets of a book, their columns, and the headers by which people call them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

SHEETS: dict[str, tuple[str, ...]] = {
    "parties": (
        "id", "name", "type", "role", "country", "address", "born", "imo_company", "registration_number", "lei",
        "other_ids", "incorporated", "first_dealt", "last_dealt", "note",
    ),
    "ownership": ("id", "owner", "owned", "role", "percent", "control", "from", "to", "source", "note"),
    "vessels": (
        "id", "imo", "name", "mmsi", "call_sign", "flag", "type", "role", "from", "to", "gross_tonnage", "deadweight",
        "built", "length_m", "owner", "manager", "note",
    ),
    "voyages": (
        "id", "vessel", "imo", "load_port", "load_date", "discharge_port", "discharge_date", "declared_destination",
        "charterer", "note",
    ),
    "cargo": (
        "id", "voyage", "hs", "description", "quantity", "unit", "value", "currency", "origin", "destination",
        "shipper", "consignee", "note",
    ),
    "documents": (
        "id", "type", "number", "version", "date", "voyage", "vessel", "imo", "shipper", "consignee", "notify",
        "load_port", "discharge_port", "goods", "hs", "quantity", "unit", "origin", "issuer", "valid_from", "valid_to",
        "file", "note",
    ),
    "payments": (
        "id", "date", "payer", "payee", "banks", "amount", "currency", "text", "status", "voyage", "note",
    ),
    "licences": ("id", "authority", "number", "covers", "from", "to", "state", "note"),
}  # fmt: skip
"""Columns of CONTRACT section 2; `id`, `note` and a voyage's `imo` are read on every sheet where they help."""

DATE_COLUMNS = frozenset(
    {
        "from",
        "to",
        "born",
        "incorporated",
        "first_dealt",
        "last_dealt",
        "load_date",
        "discharge_date",
        "date",
        "valid_from",
        "valid_to",
    }
)
NUMBER_COLUMNS = frozenset(
    {"percent", "gross_tonnage", "deadweight", "built", "length_m", "quantity", "value", "amount"}
)
YES_NO_COLUMNS = frozenset({"control"})

SHEET_NAMES: dict[str, str] = {
    "counterparties": "parties", "counterparty": "parties", "customers": "parties", "clients": "parties", "party": "parties",
    "companies": "parties", "kyc": "parties", "suppliers": "parties", "当事方": "parties", "거래처": "parties",
    "owners": "ownership", "shareholders": "ownership", "shareholdings": "ownership", "ubo": "ownership",
    "ships": "vessels", "fleet": "vessels", "vessel": "vessels", "ship": "vessels", "fleetlist": "vessels", "船舶": "vessels", "선박": "vessels",
    "voyage": "voyages", "trips": "voyages", "fixtures": "voyages", "charters": "voyages",
    "cargoes": "cargo", "goods": "cargo", "shipments": "cargo", "货物": "cargo", "화물": "cargo",
    "papers": "documents", "document": "documents", "docs": "documents", "billsoflading": "documents",
    "payment": "payments", "remittances": "payments", "transactions": "payments", "wires": "payments",
    "licenses": "licences", "licence": "licences", "license": "licences", "permits": "licences",
}  # fmt: skip

_ANY_SHEET: dict[str, tuple[str, ...]] = {
    "id": ("docid", "documentid", "partyid", "vesselid", "shipid", "cargoid", "paymentid", "ref", "reference", "key", "no", "nr", "uid", "recordid", "rowid", "internalid", "编号", "번호", "식별자"),
    "name": (
        "caption", "counterpartyname", "partei", "shipname", "vesselname", "nameofvessel", "nameofship", "partyname", "companyname", "fullname", "legalname",
        "entityname", "customername", "counterparty", "company", "名称", "公司名称", "船名", "이름", "회사명", "선명", "наименование",
        "название", "имя",
    ),
    "imo": (
        "imono", "imonumber", "imonr", "lloydsno", "lloydsnumber", "lrno", "lrnumber", "imoshipno", "vesselimo", "shipimo",
        "imoship", "imo번호", "imo编号", "номеримо", "имо",
    ),
    "type": ("유형", "类型", "kind", "category", "schema", "entitytype", "shiptype", "vesseltype", "typeofship", "doctype", "documenttype", "partytype"),
    "role": ("relationship", "capacity", "function"),
    "country": ("nation", "countrycode", "nationality", "jurisdiction", "domicile", "国家", "국가", "страна"),
    "address": ("addr", "street", "fulladdress", "地址", "주소", "адрес"),
    "note": ("notes", "remark", "remarks", "comment", "comments", "memo", "备注", "비고"),
    "flag": ("flagstate", "flagcountry", "shipflag", "portofregistryflag", "船旗", "국적", "선적"),
    "from": ("start", "startdate", "datefrom", "since", "begin", "fromdate", "validfrom", "effectivefrom"),
    "to": ("end", "enddate", "dateto", "until", "todate", "validto", "effectiveto"),
}  # fmt: skip

_BY_SHEET: dict[str, dict[str, tuple[str, ...]]] = {
    "parties": {
        "born": ("dob", "dateofbirth", "birthdate", "birthday", "birth", "yearofbirth", "yob", "出生日期", "생년월일", "датарождения"),
        "imo_company": ("imocompany", "companyimo", "imocompanyno", "imocompanynumber", "imoownerno", "imo", "imono", "imonumber"),
        "registration_number": ("regno", "registrationno", "companynumber", "companyno", "registration", "uscc", "brn", "registrynumber"),
        "lei": ("leicode", "legalentityidentifier"),
        "other_ids": ("otherids", "ids", "identifiers", "taxid", "passport"),
        "incorporated": ("incorporationdate", "dateofincorporation", "incorporatedon", "founded", "foundingdate", "established", "dateestablished", "registeredon", "成立日期", "설립일"),
        "first_dealt": ("firstdealing", "firstdeal", "firsttransaction", "onboarded", "clientsince", "customersince", "firsttraded"),
        "last_dealt": ("lastdealing", "lastdeal", "lasttransaction", "lasttraded"),
    },
    "ownership": {
        "role": ("relation", "office", "position"),
        "owner": ("shareholder", "parent", "holder", "ownername", "ubo"),
        "owned": ("subsidiary", "company", "ownedcompany", "asset", "entity", "ownedname", "name"),
        "percent": ("percentage", "share", "shares", "stake", "pct", "holding", "sharepercent", "shareholding", "ownershippercent"),
        "control": ("controls", "controlled", "iscontrol", "hascontrol"),
        "source": ("sourceofinformation", "sourcedocument"),
    },
    "vessels": {
        "mmsi": ("mmsino", "mmsinumber"),
        "call_sign": ("callsign", "signal", "radiocallsign"),
        "gross_tonnage": ("grosstonnagegt", "gt", "grt", "grosstonnage", "grosston"),
        "deadweight": ("dwt", "deadweighttonnage", "summerdwt"),
        "built": ("yearbuilt", "yearbuild", "buildyear", "yearofbuild", "yob"),
        "length_m": ("loa", "length", "lengthoverall"),
        "owner": ("registeredowner", "ownername", "shipowner"),
        "manager": ("operator", "shipmanager", "ismmanager", "technicalmanager"),
    },
    "voyages": {
        "vessel": ("ship", "vesselid", "vesselname", "shipname", "name"),
        "load_port": ("loadport", "pol", "portofloading", "loadingport", "from"),
        "load_date": ("loaddate", "bldate", "loadingdate", "departure", "etd", "atd", "startdate"),
        "discharge_port": ("dischargeport", "pod", "portofdischarge", "to"),
        "discharge_date": ("dischargedate", "arrival", "eta", "ata", "enddate"),
        "declared_destination": ("destination", "declareddestination", "aisdestination"),
        "charterer": ("charteredby", "charterers"),
    },
    "cargo": {
        "voyage": ("voyageid", "voyageno"),
        "hs": ("hscode", "hscodes", "commoditycode", "tariffcode"),
        "description": ("goods", "commodity", "cargo", "product", "goodsdescription"),
        "quantity": ("qty", "amount", "weight", "volume"),
        "unit": ("uom", "units"),
        "value": ("invoicevalue", "price", "totalvalue"),
        "currency": ("ccy", "cur"),
        "origin": ("countryoforigin", "origincountry"),
        "destination": ("countryofdestination", "finaldestination"),
        "shipper": ("exporter", "consignor", "seller"),
        "consignee": ("importer", "buyer", "receiver"),
    },
    "documents": {
        "number": ("no", "nr", "docno", "documentno", "documentnumber", "blno", "blnumber", "invoiceno"),
        "version": ("rev", "ver", "revision", "issue"),
        "date": ("docdate", "documentdate", "issuedate", "dateofissue", "bldate"),
        "voyage": ("voyageid", "voyageno"),
        "vessel": ("ship", "vesselid", "vesselname", "shipname", "name"),
        "shipper": ("exporter", "consignor", "seller"),
        "consignee": ("importer", "buyer", "receiver"),
        "notify": ("notifyparty",),
        "load_port": ("loadport", "pol", "portofloading"),
        "discharge_port": ("dischargeport", "pod", "portofdischarge"),
        "goods": ("description", "cargo", "commodity", "goodsdescription"),
        "hs": ("hscode", "hscodes"),
        "quantity": ("qty", "weight"),
        "unit": ("uom",),
        "origin": ("countryoforigin",),
        "issuer": ("issuedby", "insurer", "carrier", "issuingauthority"),
        "valid_from": ("validfrom", "coverfrom", "from"),
        "valid_to": ("validto", "coverto", "expiry", "expirydate", "to"),
        "file": ("filename", "attachment", "pdf"),
    },
    "payments": {
        "date": ("valuedate", "paymentdate", "bookingdate"),
        "payer": ("orderer", "debtor", "remitter", "orderingcustomer", "sender"),
        "payee": ("beneficiary", "creditor", "receiver"),
        "banks": ("bank", "intermediarybank", "correspondent", "beneficiarybank"),
        "amount": ("sum", "value"),
        "currency": ("ccy", "cur"),
        "text": ("remittanceinformation", "remittance", "details", "narrative", "reference", "paymentdetails", "purpose", "description"),
        "status": ("state", "result"),
        "voyage": ("voyageid", "voyageno"),
    },
    "licences": {
        "authority": ("issuer", "agency", "issuedby"),
        "number": ("licenceno", "licenseno", "licensenumber", "licencenumber", "no"),
        "covers": ("scope", "subject", "description"),
        "state": ("status",),
    },
}  # fmt: skip


QUERY_COLUMNS = (
    "id", "name", "type", "imo", "mmsi", "call_sign", "flag", "country", "born", "other_ids",
    "address", "gender", "registration_number", "lei", "gross_tonnage", "deadweight", "built", "length_m",
)  # fmt: skip
"""Columns of a file of queries (CONTRACT section 6), and those of the book's sheets that say more of a ship, firm or person."""

_OF_A_PERSON: dict[str, tuple[str, ...]] = {
    "born": ("dateofbirth", "birthdate", "dob", "birthday", "yearofbirth", "birthyear", "生日", "出生日期", "생년월일", "датарождения"),
    "gender": ("sex", "性别", "성별", "пол"),
}  # fmt: skip


def fold_header(text: str) -> str:
    """A header without case, spacing, punctuation and width: `IMO No.` and `imo_no` are one."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def sheet_called(name: str) -> str | None:
    """The sheet that a file stem or a tab name means; None if it means none."""
    folded = fold_header(name)
    return folded if folded in SHEETS else SHEET_NAMES.get(folded)


def columns_called(sheet: str, header: str) -> tuple[str, ...]:
    """The columns of `sheet` that a header may mean, likeliest first; none if it means none. `Shipper name` is `shipper`."""
    folded = fold_header(header)
    forms = (folded, folded.removesuffix("name")) if folded.endswith("name") and folded != "name" else (folded,)
    found: dict[str, None] = {}
    for form in forms:
        found.update(dict.fromkeys(c for c in SHEETS[sheet] if form == fold_header(c)))
        for table in (_BY_SHEET.get(sheet, {}), _ANY_SHEET):
            found.update(dict.fromkeys(c for c, words in table.items() if form in words and c in SHEETS[sheet]))
    return tuple(found)


def column_called(sheet: str, header: str) -> str | None:
    """The column of `sheet` that a header means first; None if it means none."""
    return next(iter(columns_called(sheet, header)), None)


def map_headers(sheet: str, headers: Sequence[str]) -> tuple[dict[int, str], list[str]]:
    """Position → column, and the headers that mean nothing here. An exact name beats a synonym for the same column."""
    taken: dict[str, int] = {}
    exact = {fold_header(c): c for c in SHEETS[sheet]}
    for i, header in enumerate(headers):
        column = exact.get(fold_header(header))
        if column and column not in taken:
            taken[column] = i
    used = set(taken.values())
    for i, header in enumerate(headers):
        free = next((c for c in columns_called(sheet, header) if c not in taken), None) if i not in used else None
        if free:
            taken[free] = i
    mapped = {i: c for c, i in taken.items()}
    return mapped, [h for i, h in enumerate(headers) if i not in mapped and h.strip()]


def second_headers(
    sheet: str, headers: Sequence[str], mapped: Mapping[int, str], rows: Sequence[Sequence[str]]
) -> dict[int, str]:
    """Headers that mean a column which another already gives, and fill it only where that one is blank."""
    found: dict[int, str] = {}
    places = {c: i for i, c in mapped.items()}
    for i, header in enumerate(headers):
        column = column_called(sheet, header) if i not in mapped else None
        first = places.get(column or "")
        if column and first is not None and not any(_filled(r, i) and _filled(r, first) for r in rows):
            found[i] = column
    return found


def _filled(row: Sequence[str], position: int) -> bool:
    return position < len(row) and bool(row[position].strip())


def best_sheet(headers: Sequence[str]) -> str | None:
    """The sheet whose columns these headers fit best, for a file whose name tells nothing; None if fewer than two fit.

    Between equals, own names of columns count before synonyms, and an IMO number is a ship's before a company's.
    """
    folded = {fold_header(h) for h in headers}
    scores = {}
    for sheet, columns in SHEETS.items():
        fit = set(map_headers(sheet, headers)[0].values())
        own = sum(fold_header(c) in folded for c in columns)
        scores[sheet] = (len(fit), own, sheet == "vessels" and "imo" in fit)
    best = max(scores, key=lambda s: scores[s])
    return best if scores[best][0] >= 2 else None


def map_query_headers(headers: Sequence[str]) -> dict[str, int]:
    """Column of a query → position of its header. An own name beats a synonym, the first of two equals the second."""
    found: dict[str, int] = {}
    own = {fold_header(c): c for c in QUERY_COLUMNS}
    ships, parties = _BY_SHEET["vessels"], _BY_SHEET["parties"]
    words = {w: c for c in QUERY_COLUMNS for t in (_ANY_SHEET, parties, ships, _OF_A_PERSON) for w in t.get(c, ())}
    del words["yob"]  # of build or of birth: not guessed
    for table in (own, words):
        for i, header in enumerate(headers):
            column = table.get(fold_header(header))
            if column and column not in found and i not in found.values():
                found[column] = i
    return found
