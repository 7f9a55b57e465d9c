"""Which full stops end an abbreviation and not a sentence: the knowledge of newswire style that segmentation rests on."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())


_LOWER_CASE = _words("al approx cf eg etc ft ie v viz vs")
_TITLES = _words(
    "adm amb approx assn atty bros capt cf cmdr col cpl dept det dist dr drs eg fr ft gen gens gov govs hon ie insp lt "
    "maj messrs mgr mlle mme mr mrs ms msgr mt ofc pres prof profs pvt rep reps rev sen sens sgt st sts supt v viz vs"
)
_BEFORE_NUMBER = _words("apr art aug c ca ch dec feb fig jan jul jun mar no nos nov oct p para pp sec sep sept vol")
_MONTHS = _words("March April May June July")
_AMBIGUOUS = _words(
    "al ala ariz ark ave blvd bros calif co colo conn corp cos del ed eds etc fla ga hwy ill inc ind jr kan ky la llc ltd "
    "mass md mich minn miss mo mont neb nev okla ont ore pa plc que rd sr tenn tex univ va vt wash wis wyo"
)
_STARTERS = _words(
    "a about according after all although an analysts and another any anyone are as asked at authorities because before both "
    "but by can critics democrats despite did do during each economists even every everyone experts few first following for "
    "from he hence her here his how however i if in indeed instead into investigators is it its just last later lawmakers "
    "lawyers like many maybe meanwhile more moreover most my nearly neither never next nobody none not nothing now of "
    "officials on once one only or other others our over people perhaps police prosecutors relatives reporters republicans "
    "researchers residents scientists several she similarly since so some sources still such supporters that the their then "
    "there these they this those though through thus to today together two under unlike until we what when where whether "
    "which while who why with without witnesses yes yesterday yet you your"
)
_TIME_FOLLOWERS = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\b|"
    r"(?:[ECMP][SD]?T|GMT|UTC|BST|CET|CEST|IST|AEST|JST|Eastern|Central|Mountain|Pacific|Greenwich|Beijing|London|Moscow|Local)\b)"
)
_TOKEN_EDGE = re.compile(r"[\s(“\"‘\[—–]+")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$")
_PARTY = re.compile(r"[DRI]-[A-Z][A-Za-z.]*$")


def ends_in_open_abbreviation(before: str, after: str, *, quoted: bool = False) -> bool:
    """Say whether the full stop at the end of ``before`` belongs to an abbreviation after which the sentence goes on.

    ``after`` begins with the next word, its opening quotation mark or bracket taken off; ``quoted`` says that it had one.
    """
    token = _TOKEN_EDGE.split(before[-25:-1])[-1]
    if not before.endswith(".") or not token:
        return False
    name = token.lower()
    if token.islower() and name.isalpha() and name not in _LOWER_CASE | _BEFORE_NUMBER:
        return False
    starts = _begins_sentence(after) or quoted
    if name in _TITLES:
        return not (name == "v" and starts)
    if name in _BEFORE_NUMBER and after[:1].isdigit():
        return True
    if name in ("a.m", "p.m"):
        return bool(_TIME_FOLLOWERS.match(after))
    if name in ("e.g", "i.e"):
        return True
    if len(token) == 1 and token.isalpha() and token.isupper():
        return not starts and after[:1].isupper()
    if name in _AMBIGUOUS or _DOTTED.match(token) or _PARTY.match(token):
        return not starts
    return False


def may_follow_stop(token: str, after: str) -> bool:
    """Say whether a sentence may end with ``token`` and a full stop: a plain word, or any word with "The" or "He" after it."""
    return token in _MONTHS or (token.islower() and token.isalpha() and len(token) > 2) or _begins_sentence(after)


def _begins_sentence(after: str) -> bool:
    """Say whether ``after`` begins with a word that rarely follows inside a name: an article, a pronoun, "Officials"."""
    word = re.match(r"[A-Za-z]+(?=[\s,’']|$)", after)
    return bool(word and word.group().lower() in _STARTERS)
