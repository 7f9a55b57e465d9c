"""Who wrote a story, where and when: datelines, bylines, time stamps and the slash prefix of an edition.

Only patterns live here, each with the function that asks it; where in the article they apply is decided in
``summarize.layout`` and ``summarize.document``.
"""

from __future__ import annotations

import re

_AGENCY = (
    r"(?:CNN(?:\.com|Money|Politics| Business| Student News|)|AP|Reuters(?: Health| Life!|)|AFP|UPI|Bloomberg|Xinhua|NPR|"
    r"CBS[\w ]*|ABC[\w ]*|NBC[\w ]*|BBC[\w ]*|PTI|IANS|ANI|DPA|dpa|EFE|TASS|KYODO|Kyodo|HealthDay(?: News)?|Newslooks|"
    r"MarketWatch|The Canadian Press|CP|PA|PRNewswire|Business Wire|EurekAlert|[A-Z]{2,6}|[A-Z][A-Za-z]+ ?News(?: Service)?|"
    r"Thomson Reuters Foundation|CBSNewYork|JTA|RNS|RFE/RL|AFP via [\w ]+)"
)
_CAPITALISED = r"[A-Z][\w.'’-]{0,30}"
_PLACE = rf"{_CAPITALISED}(?:[ /]{_CAPITALISED}){{0,3}}"
_PLACES = rf"{_PLACE}(?:, ?(?:{_PLACE}|{_CAPITALISED} \d{{1,2}}|[a-z]+ [A-Z]\w+)){{0,2}}"
_DASH = r"\s*(?:—|–|--|-|―)+\s*"
_AGENCY_DATELINE = re.compile(
    rf"(?:{_PLACES},? )?(?:\({_AGENCY}(?:[/ ]{_AGENCY})?\)(?:{_DASH}|(?=[A-Z\"“‘'0-9$£€])|\s+(?=[A-Z\"“‘'0-9$£€]))|CNN —\s+)"
)
_SOURCE_DATELINE = re.compile(rf"\([A-Z][\w.&’' ]{{1,30}}\){_DASH}(?=[\w\"“‘'$£€])")
_BARE_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]{2,}(?:[ /][A-Z][A-Z.'’-]+){0,3}(?:, ?[A-Z][\w.]*(?: [A-Z\d][\w.]*)?){0,2}"
    r"(?:\s*(?:—|–|--|―)\s*|\s+-\s+)(?=[\"“‘']?[A-Z0-9$£€])"
)
_SLASH_PREFIX = re.compile(r"(?:[^/\n]{1,150}?/\s+){2,8}(?=[\"“‘']?[A-Z0-9])")
_STAMP = r"[^.|]{0,20}\d{1,2}:\d\d[^|]{0,40}?\d{4}"
_MAIL_HEAD = re.compile(
    rf"(?:By\s*\.?\s+[^.|]{{3,80}}?\s*\.\s+)?(?:PUBLISHED:|Created:|Last updated at)\s*\.?\s*{_STAMP}\s*\.?"
    rf"(?:\s*\|\s*\.?\s*(?:UPDATED|Updated|Last updated):?\s*\.?\s*{_STAMP}\s*\.?)?\s*"
)
_NAME = r"[A-Z][\w.’'-]{1,30}(?: (?:[A-Z][\w.’'-]*|de|van|von|der|al|bin|la|le)){1,3}"
_SPOKEN_BYLINE = re.compile(
    rf"(?:By|Written by|Story by|Reported by|Posted by)\s*[:.]?\s+{_NAME}(?:,? (?:and|&|in|for|with) {_NAME}|,[^.!?]{{2,70}}|"
    rf" [A-Z][^.!?]{{2,50}}|\s*\|.{{2,60}}){{0,2}}\s*\.?",
)
_UPPER_BYLINE = re.compile(r"(?:BY|By) [A-Z.’' -]{4,60}(?:(?:,| and| AND|\|).{0,70})?")
_STAFF = re.compile(
    rf"{_NAME}(?:,| \||,? -| –| —| •|/) ?(?:[\w.]+ ){{0,4}}(?:Press|Reuters|CNN|AFP|News|Times|Post|Writer|Reporter|Editor|"
    r"Correspondent|Staff|Herald|Tribune|Journal|Today|Bureau|Contributor|writer|reporter|correspondent|editor)\b.{0,30}"
)
_DATE_WORDS = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?|Tue|Wed|Thu|Thur|Sat|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*|"
    r"[ap]\.?m\.?|[AP]M|[ECMP][SD]?T|GMT|UTC|BST|at|on|of|the|by|last|first|published|updated|posted|modified|created|ago|hours?|"
    r"minutes?|min|mins|days?|read|edition|\d{1,4}(?:st|nd|rd|th|am|pm)?"
)
_DATE_LINE = re.compile(rf"\(?(?:\b(?:{_DATE_WORDS})(?!\w)[\s.,:;|/()–—-]*)+", re.IGNORECASE)
_LABELLED_DATE = re.compile(
    r"(?:last )?(?:updated?|published|posted|created|modified)(?: on| at|:).{0,30}\d.{0,40}", re.IGNORECASE
)


def dateline_end(text: str, start: int, end: int, *, opening: bool) -> int:
    """Return where the prose begins after a dateline at ``start`` ("WASHINGTON (AP) — "); ``start`` where there is none.

    ``opening`` says that the article begins here, where a dateline needs no agency in brackets, or any name.
    """
    match = _AGENCY_DATELINE.match(text, start, end)
    if not match and opening:
        match = _BARE_DATELINE.match(text, start, end) or _SOURCE_DATELINE.match(text, start, end)
    return match.end() if match and match.end() < end else start


def slash_prefix_end(text: str, start: int, end: int) -> int:
    """Return where the prose begins after "Headline/ Agency/ CITY/ Reporter/ Edition/ "; ``start`` where there is none."""
    match = _SLASH_PREFIX.match(text, start, end)
    if not match or any(len(part.split()) > 20 for part in match.group().split("/")):
        return start
    return match.end()


def page_head_end(text: str, start: int, end: int) -> int:
    """Return where the prose begins after "By . Jane Roe . PUBLISHED: . 05:00 EST, 1 May 2013 . | . UPDATED: ..."."""
    match = _MAIL_HEAD.match(text, start, end)
    return match.end() if match else start


def is_byline(text: str) -> bool:
    """Say whether ``text`` is nothing but who wrote the story or when it was published."""
    if len(text) > 200:
        return False
    patterns = (_SPOKEN_BYLINE, _UPPER_BYLINE, _STAFF, _LABELLED_DATE)
    return any(pattern.fullmatch(text) for pattern in patterns) or (len(text) < 80 and bool(_DATE_LINE.fullmatch(text)))
