"""Which encoding a table is written in when it does not say so: the candidate that makes the likeliest words."""

from __future__ import annotations

import re
from functools import lru_cache

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CANDIDATES = ("cp1252", "cp1251", "gb18030", "cp949", "cp932", "big5", "cp1250", "cp1254")
"""In order of preference between equals: what spreadsheet programs write in the West, Russia, China, Korea, Japan, Taiwan."""
_SAMPLE_CHARS = 20_000
_WORD = re.compile(r"[^\s\x00-\x26\x28-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+")
_WESTERN = frozenset("äöüßéèêëàâáåæøçñíîïìóôòõœúûùãÄÖÜÉÈÊÅÆØÇÑÍÓÚÁÀÂÃÕÔŠšŽž’–ªº")
_CENTRAL = frozenset("ąćęłńśźżĄĆĘŁŃŚŹŻčďěňřťůČĎĚŇŘŤŮőűŐŰăşţĂŞŢ")
_TURKISH = frozenset("ğışĞİŞ")
_RUSSIAN = frozenset("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁ")
_KOREAN = frozenset(
    "가강개거건경계고공관광교구국군금기김나남내네노농능다단대덕도동두등라란래량려력련령로록료류르리마만명모무문미민바박반방배백번범"
    "법별보복본봉부북브비사산상새서석선설성세소송수순스시식신실아안암양어에여역연영오온옥용우운울원월위유육은을음의이인일자장재전점"
    "정제조종주중즈지직진차창천철청체초총출코크타태통트특파판평포표하학한합항해향행현협형호홍화환회훈흥희"
)
_CHINESE = frozenset(
    "中国大连海上江山长天有限公司贸易国际船务运输货代物流集团股份香港新东南北西金光明华星龙宝顺通达发展实业投资管理技术工业石油化进出口青岛"
    "丹烟台威深圳广州宁波福建辽省市区路号街楼室年月日名称编码地址家旗类型备注博振"
    "連長東國際運輸貿易發業務團灣區號樓進貨華龍寶順達實資術類備註廣寧遼島煙臺榮"
)


def encoding_of(sample: bytes) -> str:
    """A codec name for the text that begins with `sample`.

    A byte order mark decides, then UTF-8 (a few damaged bytes in it do not make it something else), then the likeliest
    of the legacy encodings. Text in none of them is `cp1252`, in which every byte that has no letter is replaced.
    """
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    whole = sample[: sample.rfind(b"\n") + 1 or None]
    text = whole.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    if damaged * 8 <= sum(not c.isascii() for c in text) - damaged or damaged == 0:
        return "utf-8"
    if damaged == 1 and text.endswith("\ufffd"):  # the sample itself ends inside a letter
        return "utf-8"
    scores = {name: score for name in _CANDIDATES if (score := _likelihood(whole, name)) is not None}
    return max(scores, key=lambda name: scores[name]) if scores else "cp1252"


def _likelihood(sample: bytes, name: str) -> float | None:
    """Mean over the letters beyond ASCII of how usual they are where they stand, 0 to 1; None when it cannot be so read."""
    try:
        text = sample.decode(name)
    except UnicodeDecodeError as error:
        if error.end < len(sample):
            return None
        text = sample[: error.start].decode(name)
    weights = [_weight(c, word, name) for word in _WORD.findall(text[:_SAMPLE_CHARS]) for c in word if not c.isascii()]
    return sum(weights) / len(weights) if weights else None


def _weight(letter: str, word: str, name: str) -> float:
    if "\u3000" <= letter <= "\u303f" or "\uff01" <= letter <= "\uff5e":  # East Asian marks and full-width forms
        return 0.6 if name in ("gb18030", "cp949", "cp932", "big5") else 0.0
    if not letter.isalpha() and letter not in _WESTERN:
        return 0.0
    beyond = sum(not c.isascii() for c in word)
    latin = sum(c.isascii() and c.isalpha() for c in word)
    if letter < "\u0250":
        usual = 1.0 if letter in _WESTERN else 0.95 if letter in _TURKISH else 0.9 if letter in _CENTRAL else 0.2
        return usual * (1.0 if beyond <= max(latin, 1) and _cased(word) else 0.3)
    if "\u0400" <= letter <= "\u04ff":
        return (1.0 if letter.upper() in _RUSSIAN else 0.3) * (0.1 if latin or not _cased(word) else 1.0)
    near_latin = 0.2 if any("a" <= c <= "z" for c in word) else 1.0
    return near_latin * _east_asian(letter, name)


def _cased(word: str) -> bool:
    letters = "".join(c for c in word if c.isalpha())
    return letters.islower() or letters.isupper() or letters[1:].islower()


@lru_cache(maxsize=50_000)
def _east_asian(letter: str, name: str) -> float:
    if "\uac00" <= letter <= "\ud7a3":
        if name != "cp949":
            return 0.1
        return 1.0 if letter in _KOREAN else 0.5 if len(_bytes(letter, "euc-kr")) == 2 else 0.05
    if "\u3041" <= letter <= "\u30fe":
        return 1.0 if name == "cp932" else 0.2
    if not "\u4e00" <= letter <= "\u9fff":
        return 0.05
    if name == "cp949":
        return 0.2
    lead = (_bytes(letter, {"gb18030": "gb2312", "cp932": "shift_jis"}.get(name, name)) or b"\0")[0]
    first, last = {"gb18030": (0xB0, 0xD7), "big5": (0xA4, 0xC6), "cp932": (0x88, 0x97)}.get(name, (0x100, 0))
    if not first <= lead <= last:
        return 0.25 if lead else 0.05
    return 0.95 if letter in _CHINESE else 0.7


def _bytes(letter: str, name: str) -> bytes:
    try:
        return letter.encode(name)
    except UnicodeEncodeError:
        return b""
