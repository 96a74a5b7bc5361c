"""Words that names on no list are made of: common names of people, trades, and words of Chinese firms and of ships.

Written for this benchmark from general knowledge; the given and family names are among the commonest of their countries.
"""

from __future__ import annotations

GIVEN = tuple(
    """James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Susan Richard Karen Thomas
    Sarah Daniel Lisa Matthew Nancy Anthony Betty Mark Sandra Paul Ashley Steven Kimberly Andrew Emily Kenneth
    Donna Joshua Michelle Carlos Maria Jose Ana Luis Carmen Juan Rosa Pedro Lucia Mohammed Fatima Ahmed Aisha
    Ali Zainab Hassan Omar Yusuf Ibrahim Ivan Olga Sergey Natalia Dmitry Elena Andrei Svetlana Wei Fang Li Na
    Min Jing Hui Yan Hiroshi Yuki Kenji Sakura Raj Priya Amit Sunita Vijay Anita Giulia Marco Hans Anna Pierre
    Claire Jan Eva Olaf Ingrid Nguyen Thanh Kofi Ama Chidi Ngozi Tariq Leila Reza Maryam
    """.split()
)
FAMILY = tuple(
    """Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson
    Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis
    Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall
    Rivera Campbell Mitchell Carter Roberts Khan Hussain Ahmed Ali Hassan Ibrahim Ivanov Petrov Smirnov
    Kuznetsova Popov Volkov Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Kim Park Choi Jung Tanaka Suzuki
    Sato Patel Sharma Singh Kumar Gupta Rossi Russo Muller Schmidt Schneider Dubois Bernard Novak Jansen
    Okafor Mensah Rahman Karimi Hosseini Ahmadi Haddad Nasser Silva Santos Oliveira Costa Pereira
    """.split()
)
TRADES = (
    "PLUMBING", "DENTAL CARE", "BAKERY", "CONSULTING", "SOFTWARE", "PHARMACY", "MOTORS", "TEXTILES", "FOODS",
    "PRINTING", "TRAVEL", "FURNITURE", "ELECTRONICS", "SHIPPING", "TRADING", "LOGISTICS", "MARINE SERVICES",
    "CONSTRUCTION", "CAPITAL PARTNERS", "FARMS", "MEDICAL SUPPLIES", "AUTO PARTS", "MINING", "PETROLEUM",
    "STEEL", "CHEMICALS", "INSURANCE BROKERS", "HOLDINGS", "DESIGN STUDIO",
)  # fmt: skip
FORMS_IN_USE = (
    "LTD", "LIMITED", "LLC", "INC.", "CORP", "GMBH", "S.A.", "CO., LTD.", "PLC", "B.V.", "S.R.L.", "PTE LTD",
)  # fmt: skip

CHINESE_WORDS = (
    "HONG", "XIANG", "HAI", "YUAN", "DA", "LONG", "SHUN", "MING", "SHENG", "TONG", "FENG", "HUA", "XING", "AN",
    "JIA", "RONG", "BO", "CHANG", "TAI", "YUE", "JIN", "YANG", "HE", "XIN", "FU", "WAN", "LI", "GUANG", "ZHONG",
    "DONG",
)  # fmt: skip
CHINESE_PLACES = (
    "", "", "DALIAN ", "SHANGHAI ", "NINGBO ", "QINGDAO ", "TIANJIN ", "HONG KONG ", "XIAMEN ", "ZHEJIANG ",
)  # fmt: skip
CHINESE_TRADES = (
    "SHIPPING CO LTD", "INTERNATIONAL SHIPPING CO., LIMITED", "MARINE LIMITED", "SHIP MANAGEMENT CO LTD",
    "OCEAN SHIPPING COMPANY LIMITED", "INTERNATIONAL TRADING CO., LTD.", "LOGISTICS CO LTD",
    "SHIPPING AGENCY CO LTD", "INTERNATIONAL FREIGHT CO., LTD.",
)  # fmt: skip
EMPTY_FIRST = (
    "INTERNATIONAL", "GENERAL", "GLOBAL", "UNITED", "GOLDEN", "GULF", "ORIENTAL", "STAR", "ASIA", "PACIFIC",
    "NATIONAL", "MODERN",
)  # fmt: skip
EMPTY_SECOND = (
    "TRADING", "SHIPPING", "MARITIME SERVICES", "SHIP MANAGEMENT", "LOGISTICS", "FREIGHT", "TRANSPORT",
    "INVESTMENT", "INDUSTRIES",
)  # fmt: skip
SHIP_WORDS = (
    "STAR", "OCEAN", "SEA", "PACIFIC", "GLORY", "SPIRIT", "PRINCESS", "QUEEN", "KING", "EXPRESS", "TRADER",
    "PIONEER", "VICTORY", "GRACE", "HOPE", "FORTUNE", "DRAGON", "EAGLE", "GOLD", "SILVER", "BLUE", "EASTERN",
    "NORTHERN", "ATLANTIC", "BAY", "WAVE", "WIND", "SUN", "MOON",
)  # fmt: skip
