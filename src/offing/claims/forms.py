"""What firms call themselves by: legal forms in many languages, and the words of trade that end a firm's name."""

from __future__ import annotations

from collections.abc import Sequence

LEGAL = frozenset(
    "fz co company corp corporation ltd limited llc inc incorporated pte gmbh sa ag bv nv plc pjsc ojsc cjsc jsc pao oao "
    "zao ooo ao lp llp sarl srl spa sas oy oyj ab asa aps kk tbk sdn bhd pty fze fzc fzco fzllc dmcc wll spc lda ltda sia "
    "sal as uab doo kft tov eood pvt mbh sro zoo eurl scs cia jv est oü ou sae saog psc pjs".split()
)
"""Words that make what stands before them a firm."""
IN_CAPITALS = frozenset("as ou sa est is".split())
"""Of those, words that are a form only where they are written in capitals: Ro Marine AS, but `As` and Joanne Ou."""
SPELLED: tuple[tuple[str, ...], ...] = (
    ("s", "a", "r", "l"), ("s", "p", "a"), ("s", "r", "l"), ("d", "o", "o"), ("l", "l", "c"), ("l", "l", "p"),
    ("s", "a", "s"), ("w", "l", "l"), ("s", "r", "o"), ("s", "a"), ("a", "s"), ("b", "v"), ("n", "v"), ("a", "g"), ("k", "k"),
    ("j", "s", "c"), ("l", "p"), ("p", "t", "e"), ("c", "o"),
)  # fmt: skip
"""Legal forms written with points, as the fold has them."""
BEFORE = frozenset(
    "ooo ao oao pao zao llc pt jsc pjsc ojsc cjsc tov sociedad compania companhia empresa société".split()
)
"""Legal forms that stand before a name: OOO Tekhnomar, PT Bumi."""
TRADE = frozenset(
    "trade classification shipping maritime trading logistics holdings holding group bank petroleum energy lines line "
    "shipmanagement shipholding marine navigation freight forwarding "
    "enterprise enterprises industries insurance tankers partners "
    "petrochemical petrochemicals steel mining airlines airways telecom technologies technology resources commodities "
    "bunkering chartering brokers shpg carriers transport transportation power shipbuilding shipowners investments "
    "investment capital ventures oil refining refineries chemicals metals minerals exchange consulting consultants "
    "solutions systems electronics agencies agents seafood fisheries construction engineering tanker bulkers reederei "
    "denizcilik gemi armatorluk shipowning offshore oceanic fuels fuel lng commerce international overseas management "
    "services suppliers supply petrol petro works shipyards "
    "crewing manning chandlers chandlery dredging bulk coal grain trans hydro ferries ferry cargo stores credit bunkers salvage "
    "towage tugs potash fertilizers fertilisers cement foods carrier shipmanagers managers agro textiles rederi rederij kisen "
    "kaiun steamship steamships container containers reefer reefers cruises charters chartering shipbrokers underwriters "
    "reinsurance assurance mutual nominees trust spa fuels gas aviation air denizyollari rusoil coalfields mills yards yard "
    "trader traders industrial chemical equipment motors tools aero refiners pharma machinery avionics makina sanat "
    "mechatronics instruments shipholding shipholdings shipbroking shipinvest tankerships ticaret insaat bilisim nakliyat "
    "lojistik sanayi pazarlama elektronik otomotiv turizm tasimacilik naviera navegacion maritima transportes comercio "
    "navigazione schiffahrt schifffahrt handels spedition flot sudokhodnaya torgovlya maoyi haiyun shihua hangyun muyok "
    "haeun tijarat shop boutique retail jewellers pharmaceuticals laboratories aerospace avia".split()
)
"""Words that end a firm's name. Of themselves they make none: `guards` asks for capitals and a word before."""
WEAK_TRADE = frozenset(
    "trade classification oil power capital exchange international overseas services supply transport line steel technology "
    "management coal grain trans hydro cargo stores credit trust gas air carrier mills yards yard cement foods trader traders "
    "industrial chemical equipment motors tools machinery instruments mutual container shop retail boutique laboratories "
    "aerospace containers bulk ferry managers resources works energy insurance bank fuel construction systems".split()
)
"""Of those, words that as often end a phrase which is no name."""


def form_length(words: Sequence[str], end: int) -> int:
    """How many of the words before `end` are one legal form; 0 where none is."""
    if not end or len(words[end - 1]) > 1:
        return 1 if end and words[end - 1] in LEGAL else 0
    for spelled in SPELLED:
        if len(spelled) > 1 and tuple(words[max(0, end - len(spelled)) : end]) == spelled:
            return len(spelled)
    return 0


def without_form(words: Sequence[str]) -> list[str]:
    """A firm's folded words without the legal forms at its end and before it; all of them where nothing would be left."""
    end = len(words)
    while end and (n := form_length(words, end)):
        end -= n
    begin = 1 if end > 1 and words[0] in BEFORE else 0
    return list(words[begin:end]) or list(words)
