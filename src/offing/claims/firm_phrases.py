"""What stands before and after the name of a firm that has no word of a firm's in it."""

from __future__ import annotations

import re

NUMBERED = re.compile(r", (?:two|three|four|five|six|seven|eight|nine|ten|\d+) ")
NOUN = (
    r"(?:company|firm|conglomerate|shipper|refiner|insurer|reinsurer|bank|lender|consultancy|brokerage|shipowner|trading house|"
    r"shipbuilder|shipyard|charterer|partnership|leasing house|"
    r"airline|retailer|retail chain|supermarket chain|distributor|manufacturer|entity|"
    r"joint-stock company|venture|research institute|institute|middleman|intermediary|outfit|shipping line|shipping agency|"
    r"state (?:importer|exporter|buyer|arms buyer|enterprise)|arms (?:maker|buyer|dealer|exporter)|chain|"
    r"(?:ship|vessel|tanker|fleet|technical|commercial|carrier|terminal|bulk carrier) "
    r"(?:operator|manager|owner|broker)|(?:commodity|oil|coal|fuel|metals|grain|energy|gas) "
    r"(?:trader|supplier|producer|broker|importer|exporter)|"
    r"(?<=[a-z](?:sh|an|se|ek|ch|ss|ni|ti|qi|ai|ri|li|ki) )(?:owner|buyer|seller|trader|supplier|dealer|undertaking|carrier)|"
    r"(?:manager|owner|operator|charterer)(?= of (?:the|both|all|this|that|each) (?:[a-z-]+ )?(?:ship|vessel|tanker|freighter|"
    r"carrier|bulker|cargo))|freight forwarder|forwarder|bunker supplier|subsidiary|joint venture)"
)
APPOSED = re.compile(
    rf",? (?:\([A-Z][\w&-]{{1,9}}\),? )?(?:an?|the|one of) (?:[^\W\d_][\w'-]{{0,24}} ){{0,5}}?{NOUN}s?"
    r"(?=[,.;:)]| (?:in|of|from|at|based|registered|incorporated|with|that|which|owned|controlled|run|linked|and|"
    r"headquartered|behind|whose|on|under)(?!\w))"
)
TRADES = re.compile(
    r", (?:an? |the )?(?:[a-z-]{2,20} ){0,2}(?:exporter|importer|supplier|distributor|manufacturer|producer|operator|charterer|"
    r"maker|reseller|wholesaler) (?:of|to|in|based)(?!\w)"
)
ARE_FIRMS = re.compile(
    r"(?: and [A-Z][\w-]{1,20}(?: [A-Z][\w-]{1,20}){0,3})?, (?:both |all |two |three |four )?(?:[A-Za-z][a-z-]{1,20} ){0,3}?"
    r"(?:companies|firms|banks|entities|shippers|traders|insurers|shipowners|subsidiaries|affiliates)"
    r"(?=[,.;]| (?:in|of|from|based|that|which|owned|controlled|registered|linked)(?!\w))"
)
IS_FIRM = re.compile(
    rf"(?:(?:, [A-Z][\w-]{{1,20}}(?: [A-Z][\w-]{{1,20}}){{0,3}}){{0,6}},? and [A-Z][\w-]{{1,20}}(?: [A-Z][\w-]{{1,20}}){{0,3}})? "
    rf"(?:is|was|are|were) (?:all |both |each )?(?:an?|one of)? ?(?:[a-z][\w-]{{0,24}} ){{0,3}}?"
    rf"(?:{NOUN}s?|companies)(?=[,.;:)]| (?:in|of|from|at|based|registered|incorporated|with|that|which|owned|set|behind)(?!\w))"
)
MAY = re.compile(
    r" (?:may|might|is believed to|is said to|is thought to|is alleged to) have (?:chartered|hired|bought|sold|insured|"
    r"shipped|supplied|financed|brokered|purchased|fixed|managed|operated|owned)(?!\w)"
)
GROUP = re.compile(r" (?:group|conglomerate|empire|shipyard|refinery|trading house|shipping line)(?!\w)")
AS_OPERATOR = re.compile(
    r" as (?:its |her |their |the )?(?:registered |technical |commercial )?(?:operator|manager|owner|charterer)s?(?!\w)"
)
ITS_AGENT = re.compile(
    r", (?:its|their|her) (?:[a-z-]{2,16} ){0,2}(?:agent|manager|operator|owner|insurer|broker|supplier|charterer)s?(?!\w)"
)
AFFILIATED = re.compile(
    r",? and its (?:[a-z-]+ ){0,2}(?:affiliates?|subsidiar(?:y|ies)|parent(?: company)?|sister compan(?:y|ies)|units?|"
    r"associates?|directors?|shareholders?|owners?|chief executive|managers?|fleet|lawyers?)(?!\w)"
)
WHICH = re.compile(
    r", which (?:has |had )?(?:filed for bankruptcy|is based in|was based in|owns|operates|manages|trades in|employs|sells|"
    r"(?:[\w<>-]+ ){1,4}(?:gives?|lists?|names?|shows?) as (?:[a-z]+ ){0,2}(?:manager|owner|operator|charterer)|"
    r"charters|makes|manufactures|produces|supplies|supplied|builds|handles|provides|exports|imports|insures|"
    r"was founded in|was set up|was established|is headquartered)(?!\w)"
)
BELONGS = re.compile(r"\b(?:belong|belongs|belonged|belonging) to $|\b(?:dealings|ties|contracts?|business) with $")
BESIDE = re.compile(r",? and |, ")
SEATED = re.compile(r"-(?:based|headquartered|domiciled|incorporated) $")
SEVERAL = re.compile(
    r"\b(?:companies|firms|shipowners|banks|traders|insurers|importers|brokers|businesses|subsidiaries|affiliates|operators|"
    r"forwarders|entities|clients|charterers|manufacturers|exporters|shippers|agencies|refiners|refineries|shipyards|owners|managers|"
    r"suppliers|fronts|middlemen|intermediaries|sellers|buyers)(?:,|:|, including|, among them|, namely| such as|"
    r" like| called| named) $"
)
COUNTED = re.compile(
    r"\b(?:companies|firms|owners|shipowners|managers|operators|charterers|banks|traders|insurers),? $"
)
