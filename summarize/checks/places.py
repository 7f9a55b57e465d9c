"""Which names stand for the same place, body or people: countries and their people, states as newspapers shorten them."""

from __future__ import annotations

from collections.abc import Iterator

_GROUPS = """
us|usa|united states|america|american|americans
uk|united kingdom|britain|great britain|british|briton|britons
england|english|englishman
eu|european union|europe|european|europeans
un|united nations
uae|united arab emirates|emirati|emirates
russia|russian|russians
china|chinese
france|french|frenchman|frenchwoman
germany|german|germans
spain|spanish|spaniard|spaniards
italy|italian|italians
netherlands|dutch|holland
belgium|belgian|belgians
switzerland|swiss
sweden|swedish|swede|swedes
norway|norwegian|norwegians
denmark|danish|dane|danes
finland|finnish|finn|finns
iceland|icelandic|icelander
ireland|irish|irishman
scotland|scottish|scot|scots
wales|welsh
poland|polish|pole|poles
portugal|portuguese
greece|greek|greeks
turkey|turkish|turk|turks
cyprus|cypriot|cypriots
ukraine|ukrainian|ukrainians
belarus|belarusian
czech republic|czech|czechs
hungary|hungarian|hungarians
romania|romanian|romanians
bulgaria|bulgarian
serbia|serbian|serb|serbs
croatia|croatian|croat|croats
israel|israeli|israelis
palestine|palestinian|palestinians
lebanon|lebanese
syria|syrian|syrians
iraq|iraqi|iraqis
iran|iranian|iranians
saudi arabia|saudi|saudis|saudi arabian
yemen|yemeni|yemenis
jordan|jordanian|jordanians
egypt|egyptian|egyptians
libya|libyan|libyans
tunisia|tunisian
algeria|algerian
morocco|moroccan
sudan|sudanese
south sudan|south sudanese
ethiopia|ethiopian
somalia|somali|somalis
kenya|kenyan|kenyans
nigeria|nigerian|nigerians
ghana|ghanaian
south africa|south african|south africans
congo|congolese
zimbabwe|zimbabwean
afghanistan|afghan|afghans
pakistan|pakistani|pakistanis
india|indian|indians
bangladesh|bangladeshi
sri lanka|sri lankan
nepal|nepali|nepalese
myanmar|burma|burmese
thailand|thai
vietnam|vietnamese
philippines|philippine|filipino|filipinos
indonesia|indonesian|indonesians
malaysia|malaysian
singapore|singaporean
japan|japanese
south korea|south korean|south koreans
north korea|north korean|north koreans
taiwan|taiwanese
hong kong|hongkonger
australia|australian|australians
new zealand|new zealander|new zealanders
canada|canadian|canadians
mexico|mexican|mexicans
cuba|cuban|cubans
haiti|haitian|haitians
venezuela|venezuelan|venezuelans
colombia|colombian|colombians
brazil|brazilian|brazilians
argentina|argentine|argentinian
chile|chilean
peru|peruvian
ecuador|ecuadorean|ecuadorian
gop|republican|republicans|republican party
democrat|democrats|democratic|democratic party
islam|islamic|muslim|muslims|islamist|islamists
christianity|christian|christians
judaism|jewish|jew|jews
catholic|catholics|roman catholic|catholic church
isis|isil|islamic state|islamic state group
fed|federal reserve
pentagon|defense department|department of defense
congress|congressional|capitol hill
nazi|nazis
west|western
east|eastern
north|northern
south|southern
fbi|federal bureau of investigation
ala|alabama
ariz|arizona
ark|arkansas
calif|california|californian|californians
colo|colorado
conn|connecticut
del|delaware
fla|florida
ga|georgia
ill|illinois
ind|indiana
kan|kansas
ky|kentucky
la|louisiana|los angeles
md|maryland
mass|massachusetts
mich|michigan
minn|minnesota
miss|mississippi
mo|missouri
mont|montana
neb|nebraska
nev|nevada
nh|new hampshire
nj|new jersey
nm|new mexico
ny|nyc|new york|new york city|new yorker|new yorkers
nc|north carolina
nd|north dakota
okla|oklahoma
ore|oregon
pa|pennsylvania
ri|rhode island
sc|south carolina
sd|south dakota
tenn|tennessee
tex|texas|texan|texans
vt|vermont
va|virginia
wash|washington
wva|west virginia
wis|wisconsin
wyo|wyoming
dc|washington|washington dc|district of columbia
"""


def _groups() -> Iterator[tuple[str, ...]]:
    for line in _GROUPS.strip().splitlines():
        yield tuple(line.split("|"))


def _variants() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for group in _groups():
        for name in group:
            table.setdefault(name, set()).update(group)
    return {name: frozenset(others) for name, others in table.items()}


VARIANTS = _variants()
"""A folded name to every folded name that stands for the same place, body or people."""
