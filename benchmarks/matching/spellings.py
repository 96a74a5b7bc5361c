"""Spellings that differ between the systems of writing a name in Latin letters, and the words of trades and forms.

Facts of language, collected for this benchmark: the Korean rows give the spelling of the North (after McCune and
Reischauer, without its marks), the South's Revised Romanization of 2000 and habits beside both.
"""

from __future__ import annotations

from collections.abc import Sequence

KOREAN = (
    ("PAK", "BAK", "PARK"), ("CHOE", "CHOI", "CHOY"), ("RI", "LEE", "YI"), ("KIM", "GIM"), ("KANG", "GANG"),
    ("CHO", "JO"), ("CHONG", "JEONG", "JONG"), ("CHANG", "JANG"), ("SONG", "SEONG", "SUNG"), ("YONG", "YEONG", "YOUNG"),
    ("HYOK", "HYEOK", "HYUK"), ("CHOL", "CHEOL", "CHUL"), ("MYONG", "MYEONG", "MYUNG"), ("KYONG", "GYEONG", "KYUNG"),
    ("PYONG", "PYEONG", "BYONG"), ("TAE", "DAE"), ("KUM", "GEUM", "KEUM"), ("UN", "EUN"), ("SOK", "SEOK", "SUK"),
    ("SOL", "SEOL"), ("PAEK", "BAEK", "PEK"), ("KAE", "GAE"), ("SUNG", "SEUNG"), ("CHUN", "JUN", "CHOON"),
    ("CHIN", "JIN"), ("CHU", "JU", "JOO"), ("TONG", "DONG"), ("TOK", "DEOK", "DUK"), ("PONG", "BONG"), ("RYU", "YU", "YOO"),
    ("RYANG", "YANG"), ("RYONG", "RYEONG"), ("RIM", "LIM", "IM"), ("NO", "RO", "ROH"), ("WON", "WEON"),
    ("HYON", "HYEON", "HYUN"), ("HUNG", "HEUNG"), ("SIN", "SHIN"), ("O", "OH"), ("U", "WOO"), ("KUK", "GUK", "GOOK"),
    ("KUN", "GEUN", "KEUN"), ("KWANG", "GWANG"), ("KI", "GI"), ("CHI", "JI"), ("PO", "BO"), ("PU", "BU"), ("HUI", "HEE"),
    ("IL", "EEL"), ("SO", "SEO", "SUH"), ("YO", "YEO"), ("CHON", "CHEON"), ("CHAE", "JAE"), ("HO", "HOH"), ("SU", "SOO"),
    ("MUN", "MOON"), ("NAM", "NAHM"), ("CHONGCHON", "CHEONGCHEON"), ("KORYO", "GORYEO"), ("PYONGYANG", "PYEONGYANG"),
    ("KAESONG", "GAESEONG"), ("WONSAN", "WEONSAN"), ("HAEJU", "HAEJOO"), ("CHONGJIN", "CHEONGJIN"),
)  # fmt: skip
KOREAN_SIGNS = frozenset(
    """KIM PAK RI CHOE KANG HWANG RYANG RYU RYONG PYONG PYONGYANG KOREA KOREAN CHOSON KORYO PAEK HYON HYOK CHOL MYONG
    KYONG PAEKTU KUM SONG JANG JONG YONG RIM JO JON HYONG HUNG""".split()
)
"""Words that show a name to be Korean; two are asked for where none stands for the country itself."""

ARABIC = (
    ("MOHAMMED", "MUHAMMAD", "MOHAMED", "MOHAMMAD", "MOHD", "MUHAMMED"), ("AHMED", "AHMAD", "AHMET"),
    ("HUSSEIN", "HUSAYN", "HUSSAIN", "HOSSEIN", "HUSSEYN"), ("HASSAN", "HASAN"), ("ALI", "ALY"),
    ("ABDUL", "ABD AL", "ABDEL", "ABD EL", "ABDOL"), ("ABDULLAH", "ABDALLAH", "ABDOLLAH"),
    ("YUSUF", "YOUSEF", "YOUSSEF", "YUSEF"), ("IBRAHIM", "EBRAHIM", "IBRAHEEM"), ("KHALID", "KHALED"),
    ("OMAR", "UMAR", "OMER"), ("OSAMA", "USAMA", "OUSAMA"), ("SAID", "SAEED", "SAYYID", "SA'ID"),
    ("MUSTAFA", "MOSTAFA", "MOUSTAFA"), ("MAHMUD", "MAHMOUD", "MEHMOOD"), ("HAJI", "HAJJI", "HADJI"),
    ("ISMAIL", "ESMAIL", "ISMAEEL"), ("SULAYMAN", "SULEIMAN", "SOLEIMAN", "SULAIMAN"), ("QASIM", "KASSEM", "QASSEM", "GHASEM"),
    ("GHULAM", "GHOLAM", "GULAM"), ("JAMAL", "GAMAL", "DJAMEL"), ("FAYSAL", "FAISAL", "FEISAL"), ("HAMID", "HAMEED"),
    ("RASHID", "RACHID", "RASHEED"), ("KARIM", "KAREEM"), ("AMIR", "AMEER", "EMIR"), ("SHAYKH", "SHEIKH", "CHEIKH"),
    ("NASIR", "NASSER", "NASER"), ("TARIQ", "TAREK", "TAREQ"), ("WALID", "WALEED", "OUALID"), ("MUSA", "MOUSSA", "MOOSA"),
    ("BIN", "IBN", "BEN"), ("ABU", "ABOU"), ("AL", "EL"), ("UTHMAN", "OSMAN", "OTHMAN"), ("ZAYD", "ZEID", "ZAID"),
    ("HAYDAR", "HEIDAR", "HAIDER"), ("MAHDI", "MEHDI"), ("SALIH", "SALEH", "SALAH"), ("MANSUR", "MANSOUR", "MANSOOR"),
)  # fmt: skip
ARABIC_LETTERS = (
    ("Q", "K"),
    ("DH", "Z"),
    ("OU", "U"),
    ("EE", "I"),
    ("U", "OU"),
    ("KH", "H"),
    ("J", "DJ"),
    ("AY", "EI"),
)

RUSSIAN = (
    ("ALEKSANDR", "ALEXANDER", "ALEXANDR"), ("ALEKSEI", "ALEXEY", "ALEKSEY"), ("SERGEI", "SERGEY", "SERGIY"),
    ("YEVGENY", "EVGENII", "EVGENIY", "YEVGENIY"), ("DMITRY", "DMITRIY", "DMITRII", "DIMITRI"), ("YURI", "IURII", "YURIY"),
    ("ANDREI", "ANDREY"), ("NIKOLAI", "NIKOLAY"), ("VASILY", "VASILIY", "VASSILI"), ("MIKHAIL", "MICHAIL"),
    ("PYOTR", "PETR"), ("FYODOR", "FEDOR"), ("ILYA", "ILIA"), ("TATYANA", "TATIANA"), ("YELENA", "ELENA"),
    ("YEKATERINA", "EKATERINA"), ("MAKSIM", "MAXIM"), ("VIKTOR", "VICTOR"), ("KSENIA", "XENIA"), ("GRIGORY", "GRIGORIY"),
)  # fmt: skip
RUSSIAN_LETTERS = (
    ("SHCH", "SCH"), ("KH", "H"), ("ZH", "J"), ("TS", "C"), ("YA", "IA"), ("YU", "IU"), ("KS", "X"), ("YE", "E"),
    ("EV", "YEV"), ("IY", "Y"), ("SKY", "SKIY"), ("SKIY", "SKII"), ("EI", "EY"), ("EY", "EI"), ("IA", "YA"), ("IU", "YU"),
)  # fmt: skip
CYRILLIC = (
    ("SHCH", "Щ"), ("ZH", "Ж"), ("KH", "Х"), ("TS", "Ц"), ("CH", "Ч"), ("SH", "Ш"), ("YU", "Ю"), ("YA", "Я"), ("YO", "Ё"),
    ("YE", "Е"), ("IY", "ИЙ"), ("EY", "ЕЙ"), ("EI", "ЕЙ"), ("AI", "АЙ"), ("AY", "АЙ"), ("OY", "ОЙ"), ("IA", "ИЯ"), ("KS", "КС"),
    *zip("ABVGDEZIKLMNOPRSTUFXYHCJW", ("А", "Б", "В", "Г", "Д", "Е", "З", "И", "К", "Л", "М", "Н", "О", "П", "Р", "С",
                                      "Т", "У", "Ф", "КС", "Ы", "Х", "К", "ДЖ", "В"), strict=True),
)  # fmt: skip

FORMS = (
    ("LTD", "LIMITED", "LTD."), ("CO LTD", "CO., LTD.", "COMPANY LIMITED", "COMPANY LTD"),
    ("LLC", "L.L.C.", "LIMITED LIABILITY COMPANY"), ("OOO", "LLC", "OBSHCHESTVO S OGRANICHENNOY OTVETSTVENNOSTYU"),
    ("AO", "JSC", "JOINT STOCK COMPANY", "AKTSIONERNOE OBSHCHESTVO"), ("OAO", "OJSC", "OPEN JOINT STOCK COMPANY"),
    ("ZAO", "CJSC", "CLOSED JOINT STOCK COMPANY"), ("PAO", "PJSC", "PUBLIC JOINT STOCK COMPANY"),
    ("CO", "CO.", "COMPANY"), ("CORP", "CORP.", "CORPORATION"), ("INC", "INC.", "INCORPORATED"),
    ("GMBH", "GESELLSCHAFT MBH"), ("S.A.", "SA", "SOCIEDAD ANONIMA"), ("S.A. DE C.V.", "SA DE CV"),
    ("LTDA", "LTDA.", "LIMITADA"), ("A.S.", "AS", "ANONIM SIRKETI"), ("FZE", "F.Z.E.", "FREE ZONE ESTABLISHMENT"),
    ("FZCO", "FZ CO", "FREE ZONE COMPANY"), ("PTE LTD", "PTE. LTD.", "PRIVATE LIMITED"), ("S.R.L.", "SRL"),
    ("S.A.L.", "SAL"), ("B.V.", "BV"), ("EST", "EST.", "ESTABLISHMENT"), ("PVT LTD", "(PVT) LTD", "PRIVATE LIMITED"),
    ("EOOD", "E.O.O.D."), ("D.O.O.", "DOO"), ("TOV", "LLC"), ("P.J.S.", "PJS", "PRIVATE JOINT STOCK"),
)  # fmt: skip

ABBREVIATIONS = (
    ("INTERNATIONAL", "INTL", "INT'L"), ("COMPANY", "CO"), ("TRADING", "TRDG", "TRD"), ("SHIPPING", "SHPG", "SHPNG"),
    ("MANAGEMENT", "MGMT", "MGT"), ("SERVICES", "SVCS", "SRVCES", "SERV"), ("TECHNOLOGY", "TECH"), ("COMMERCIAL", "COMM"),
    ("DEVELOPMENT", "DEV"), ("ENGINEERING", "ENG", "ENGG"), ("INDUSTRIAL", "IND", "INDL"), ("INDUSTRIES", "INDS", "IND"),
    ("GENERAL", "GEN", "GENL"), ("MANUFACTURING", "MFG"), ("NATIONAL", "NATL", "NAT'L"), ("CORPORATION", "CORP"),
    ("BROTHERS", "BROS"), ("TRANSPORT", "TRANSP", "TPT"), ("MARINE", "MAR"), ("MARITIME", "MARIT"),
    ("INVESTMENT", "INV", "INVEST"),
    ("AND", "&"), ("CONSTRUCTION", "CONST", "CONSTR"), ("ESTABLISHMENT", "EST"), ("ORGANIZATION", "ORG"), ("BANK", "BK"),
    ("FREIGHT", "FRT"), ("FORWARDING", "FWDG"), ("LOGISTICS", "LOG"), ("IMPORT", "IMP"), ("EXPORT", "EXP"), ("CENTER", "CTR"),
    ("GROUP", "GRP"), ("EXCHANGE", "EXCH"), ("FOUNDATION", "FDN"), ("ASSOCIATION", "ASSN"), ("DEPARTMENT", "DEPT"),
)  # fmt: skip

NEIGHBOURS = {
    "Q": "WA", "W": "QES", "E": "WRD", "R": "ETF", "T": "RYG", "Y": "TUH", "U": "YIJ", "I": "UOK", "O": "IPL", "P": "OL",
    "A": "QSZ", "S": "ADWX", "D": "SFEC", "F": "DGRV", "G": "FHTB", "H": "GJYN", "J": "HKUM", "K": "JLIM", "L": "KOP",
    "Z": "ASX", "X": "ZSDC", "C": "XDFV", "V": "CFGB", "B": "VGHN", "N": "BHJM", "M": "NJK",
}  # fmt: skip
SLIPS = (("O", "0"), ("I", "1"), ("I", "L"), ("L", "1"), ("S", "5"), ("B", "8"), ("G", "6"), ("G", "C"), ("C", "G"), ("E", "F"),
          ("RN", "M"), ("M", "RN"), ("CL", "D"), ("VV", "W"), ("D", "O"), ("H", "N"), ("U", "V"), ("Z", "2"))  # fmt: skip
PREFIXES = ("M/V ", "MV ", "M.V. ", "MT ", "M/T ", "M.T. ", "SS ", "LPG/C ", "VESSEL ", "MV. ")
ROMAN = {
    "1": "I",
    "2": "II",
    "3": "III",
    "4": "IV",
    "5": "V",
    "6": "VI",
    "7": "VII",
    "8": "VIII",
    "9": "IX",
    "10": "X",
}
TITLES = ("MR", "DR.", "ENG.", "GEN.", "MRS.", "COL.", "PROF.")
MIDDLE = ("A.", "J.", "M.", "S.", "REZA", "ANTONIO", "ALI", "MARIA", "HASSAN", "JOSE")
FIRM_EXTRA = (
    "HONG KONG",
    "GROUP",
    "(HK)",
    "INTERNATIONAL",
    "HOLDING",
    "TRADING",
    "DUBAI BRANCH",
    "SHANGHAI",
    "SERVICES",
)
EMPTY_WORDS = frozenset(
    """THE OF AND FOR DE INTERNATIONAL GROUP TRADING GENERAL COMPANY INDUSTRIES SERVICES LIMITED ENTERPRISE HOLDING
    JOINT STOCK""".split()
)
"""Words that a firm's name can lose without anybody noticing."""


def like(model: str, text: str) -> str:
    """`text` in the case of `model`: a hurried clerk keeps capitals."""
    return text.upper() if model.isupper() else text.lower() if model.islower() else text.capitalize()


def changed(name: str, words: Sequence[str]) -> str | None:
    """The words as one name, or None when that is the name again."""
    new = " ".join(w for w in words if w)
    return new if new and new != name else None
