"""Words said of ships: what they are called, what stands before and after their names, and what is no ship."""

from __future__ import annotations

SHIP = frozenset(
    "vessel ship tanker freighter carrier bulker yacht tug tugboat barge coaster reefer boat trawler vlcc ulcc supertanker "
    "superyacht megayacht ferry containership boxship steamer steamship motorship icebreaker dredger aframax suezmax "
    "panamax capesize handysize handymax supramax ultramax kamsarmax ketch speedboat sloop skiff drillship newbuilding "
    "sailboat "
    "lighter warship frigate destroyer corvette cutter schooner submarine dhow mothership".split()
)
SHIPS = frozenset({s + "s" for s in SHIP} | set("ferries craft aframaxes suezmaxes panamaxes".split()))
MARITIME = (
    SHIP
    | SHIPS
    | frozenset(
        "chartered charter charterer charterers flag flags flagged deflagged fleet cargo cargoes crew register registry "
        "registered registration port berthed docked moored sailed sailing loaded unloaded discharged anchored "
        "anchorage barrels "
        "tonnes bunkers transponder ais aboard voyage shipowner shipmanager captain maritime shipping imo sanctions "
        "sanctioned "
        "papers agent agents heard signalled notorious watchers master crews petroleum fuel oil gas transfer transfers "
        "sts renamed rechristened renaming name names owner owners manager operator master "
        "towed arrest arrested admiralty stern called bought sold delivered left passed passing loading discharging "
        "stationed wreck "
        "steamer steaming pilot naval waters offshore ballast dwt tons tonnage barrels classification newbuilding "
        "drydock built "
        "hull signal annex advisory designation list listed panel spill forfeiture confiscation seized detained bound "
        "sail ports "
        "watchlist ais-dark transmit transmitted property interest title destination heard fixed fixture employment "
        "management "
        "sdn designated blacklisted delisted delisting crude coal oil terminal quay strait rendezvous transfer registrar".split()
    )
)
"""Words of a text in which a name with an article may be a ship's."""
TYPES = frozenset(
    "oil crude product products chemical cargo bulk container general gas lng lpg fuel fishing patrol merchant freight "
    "motor cruise vehicle car livestock research refrigerated supply ore coal cement aframax suezmax panamax handysize "
    "handymax capesize ro-ro roro ro very large sized medium small long range naval sister mother bunkering bunker asphalt "
    "bitumen lighterage shuttle river sea".split()
)
PREFIX = frozenset("uscgc usns uss hms ins cgc rfa mv mt ms ss fv mts lpgc lngc motv tb smv msv mtv".split())
CALLED = frozenset("named called dubbed the a as known formerly previously now then renamed ex".split())
ABOARD = frozenset("aboard onboard".split())
PASSED_AS = frozenset(
    "reappeared disguised posing posed masquerading masqueraded identified listed lists known traded trading sailing sailed "
    "operating operated registered masquerade pose broadcast appeared".split()
)
HERS = frozenset(
    "captain crew master owner owners operator operators manager managers hull cargo name voyage seizure detention arrest "
    "mate crewmembers sailors skipper insurer charterer registration ownership movements sinking forfeiture interdiction "
    "boarding deck flag position transponder".split()
)
DOES = frozenset(
    "sailed loaded docked anchored unloaded offloaded departed arrived berthed moored steamed drifted sank discharged "
    "transferred collided rendezvoused loitered broadcast transmitted".split()
)
WAS = frozenset(
    "flagged renamed built loaded anchored carrying sailing en boarded seized detained impounded laden moored docked "
    "escorted towed scrapped reflagged deflagged deregistered transporting heading bound spotted tracked intercepted "
    "interdicted chartered".split()
)
NO_SHIP = frozenset(
    "prosecutor prosecutors tribunal attorney club classification division branch unit section team zone protocol ministry "
    "department agency authority commission council committee court police navy guard guards bureau administration "
    "parliament congress senate university institute association organization organisation registry customs army forces "
    "corps board panel foundation federation assembly service office union center centre fund chamber fleet command embassy "
    "treasury party register league society group company bank corporation ltd limited inc llc co convention agreement "
    "treaty resolution act law regulation order annex list accord charter constitution deal war summit olympics games bible "
    "koran kremlin pentagon sea strait gulf ocean canal river island islands peninsula port bay cape coast straits channel "
    "north south east west northern southern eastern western state states republic kingdom president minister secretary "
    "ambassador pope king queen prince week month year times post journal guardian telegraph news programme program plan "
    "house world middle shop shops store restaurant staff bulletin plant region factory airlines airline channel "
    "prefecture consortium regime cap community marshal marshals mole pier quay breakwater pipeline initiative protocol policy "
    "directive framework forum summit mission embargo blockade campaign operation exercise doctrine syndicate cartel militia "
    "brigade battalion regiment squadron movement front caucus basin lagoon estuary delta".split()
)
"""Words that end or begin names which have an article and are no ships."""
GEOGRAPHIC = frozenset(
    "sea strait gulf ocean river island islands bay cape coast port north south east west northern southern eastern western "
    "world new king queen prince month state".split()
)
"""Of those, words that names of ships begin or end with as well."""
NO_NAME = frozenset(
    "hague quds taliban houthis kurds balkans emirates policy sanctions enhancement framework programme "
    "report protocol white red black middle cold operation treaty declaration initiative project "
    "award prize cup index journal street avenue square hall palace building tower hotel church temple museum library prison "
    "airport station stadium theatre theater academy school college hospital museum general national international united "
    "federal european american british central supreme high district security human foreign home interior prime chief "
    "financial economic trade world global first second third third pact accords talks summit forum conference assembly "
    "bulletin shop gazette herald tribune magazine newspaper chronicle monitor portal blog "
    "family brothers sisters dynasty clan tribe militia movement coalition alliance front guards forces government".split()
)
"""Words that begin or end what has an article and is no ship."""
AFTER_A_NAME = frozenset(
    "carries belongs trades remains loads calls leaves arrives operates plies broadcasts over did had has alongside "
    "whose than among via within without through along "
    "was is had has were are be to in on at and or with from for by as that which who when where while after before until "
    "during off near under into then also later still may might could would will did does can should must but since because "
    "sailed loaded docked anchored departed arrived left reached went came took made sent met transferred received carried "
    "flew flies lay lies sails s again only just together now once itself herself against about despite have not never "
    "belongs belonged turned passed called stayed remained returned crossed entered gave gives stopped changed steamed "
    "pumped "
    "discharged delivered switched waited drifted lost no never ran struck drew heads waits drifts runs swung swapped signalled "
    "signaled signals twenty thirty first last ashore aground sank sinks exploded burned burnt".split()
)
