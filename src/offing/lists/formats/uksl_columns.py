"""The columns of the UK Sanctions List's CSV, by the names that each year gave them."""

from __future__ import annotations

from offing.lists.formats.uk import NAME_COLUMNS

COLUMNS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(NAME_COLUMNS, ()),
    **dict.fromkeys((f"Address Line {n}" for n in range(1, 7)), ()),
    "Address Postal Code": (),
    "Address Country": (),
    "Alias strength": ("Alias Strength",),
    "Business registration number (s)": ("Business registration number(s)", "Business Registration Number"),
    "Country of birth": ("Country of Birth",),
    "Current believed flag of ship": ("Current believed flag",),
    "Current owner/operator (s)": ("Current owner/operator(s)", "Current owner/operator"),
    "D.O.B": ("DOB", "Date of birth"),
    "Date Designated": ("Date designated",),
    "Designation Type": ("Individual, Entity, Ship", "Entity, Vessel or Individual"),
    "Designation source": ("Designation Source",),
    "Email address": ("Email Address",),
    "Gender": (),
    "Hull identification number (HIN)": ("Hull Identification Number (HIN)",),
    "IMO number": ("IMO Number",),
    "Last Updated": ("Last updated",),
    "Length of ship": (),
    "Name non-latin script": ("Name Non-Latin Script",),
    "Name type": ("Name Type",),
    "National Identifier additional information": ("National Identifier Additional Information",),
    "National Identifier number": ("National Identifier Number",),
    "Nationality(/ies)": ("Nationality", "Nationalities"),
    "Non-latin script language": ("Non-Latin Script Language",),
    "Non-latin script type": ("Non-Latin Script Type",),
    "OFSI Group ID": (),
    "Other Information": ("Other information",),
    "Parent company": ("Parent Company",),
    "Passport additional information": ("Passport Additional Information",),
    "Passport number": ("Passport Number",),
    "Phone number": ("Phone Number",),
    "Position": (),
    "Previous flags": ("Previous Flags",),
    "Previous owner/operator (s)": ("Previous owner/operator(s)", "Previous owner/operator"),
    "Regime Name": ("Regime name",),
    "Sanctions Imposed": ("Sanctions imposed",),
    "Subsidiaries": (),
    "Title": ("Honorary/Professional/Religious titles", "Titles"),
    "Tonnage of ship": (),
    "Town of birth": ("Town of Birth",),
    "Type of entity": ("Type of Entity",),
    "Type of ship": (),
    "UK Statement of Reasons": ("UK Statement of reasons",),
    "UN Reference Number": ("UN reference number",),
    "Unique ID": (),
    "Website": (),
    "Year Built": ("Year built",),
}
"""Every column by its name since 2025, with the names that other years gave it. Any other column stops the reading."""

KNOWN = frozenset(COLUMNS) | {name for names in COLUMNS.values() for name in names}
