"""What a newsroom's page prints around a story: "Also Read", "Register or Login", credits, copyright, addresses."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")

_LINE_STARTS = (
    # reading on
    r"(?:also|must)[ -]read\b",
    r"read (?:also|more|next|on|this|or share this)\b(?! (?:book|letter|statement))",
    r"(?:read|see|watch|listen|view|play|hear|look)(?: also| more)?:",
    r"related(?: (?:stories|articles|news|content|coverage|video|posts|listening))?\s*(?::|$)",
    r"(?:more(?: (?:from|on|stories|news|in|coverage))?|recommended(?: for you)?|trending(?: now)?)\s*(?::|$)",
    r"(?:more (?:from|on|stories)|(?:don.t|do not) miss|(?:view|see) (?:gallery|photos|the full|full|all))\b(?=[^.!?]*$)",
    r"(?:story|article) continues?d?\b|continue reading|scroll down\b|swipe\b.{0,30}$|skip (?:to|past|advert)\b",
    r"click (?:here|to|on|the|through|for|above|below)\b|tap (?:here|to)\b",
    r"(?:next|previous)(?: (?:article|story|post))?\s*\W*$",
    r"for (?:more|the latest)\b.{0,60}(?:visit|click|follow|go to|see|check)|check out (?:our|the latest|more)\b",
    r"watch\b[^.!?]{0,120}»",
    # signing up, sharing, commenting
    r"you must (?:be )?(?:register|log|sign|login|subscribe)",
    r"(?:please )?(?:register|log ?in|sign in|sign up|subscribe)\b",
    r"get (?:the latest|our|breaking|unlimited|daily|the day.s)\b|stay (?:up to date|informed|tuned|connected)\b",
    r"join (?:the conversation|our|us on|the discussion)|follow .{2,60} on (?:twitter|facebook|instagram|x|social)",
    r"(?:follow|like|find|join|visit|contact|e-?mail) (?:us|me|him|her|them|@|the author)\b",
    r"(?:share|tweet|print|e-?mail|comment)(?: (?:this|on|story|article|to a friend).*)?\s*\W*$",
    r"(?:leave|post|add|write|view|show|read|load) (?:a |the |your |all |more |\d+ ){0,3}comments?\b",
    r"comments?\s*(?:\(\d+\)|\d+)?\s*$|\d+ (?:comments?|shares?)\b",
    r"e-?mail to a friend|send (?:letters|tips|feedback|comments|us)\b",
    r"have (?:a (?:tip|story)|you (?:got|been affected))\b|got a tip\b",
    r"download (?:the|our)\b.{0,40}\bapp\b|learn more about our|support (?:our|quality|independent) journalism|donate\b.{0,40}$",
    # advertising and law
    r"advertis(?:e|e?ment)s?\b.{0,35}$|sponsored\b.{0,30}$|loading\b.{0,15}$",
    r"(?:try|enable|turn on|allow) (?:.{0,20} )?(?:javascript|cookies|notifications)|(?:we|this site|this website) uses? cookies",
    r"by (?:signing up|subscribing|clicking)\b|this (?:site|form) is protected by",
    r"(?:terms (?:of|and)|privacy (?:policy|notice))\b.{0,60}$|all rights reserved",
    r"(?:©|\(c\)|copyright\b) ?.{0,25}(?:\d{4}|by|the|$)",
    # credits and notes of the desk
    r"this (?:material|content) (?:may not|from|was|is)",
    r"this (?:article|story|post|column|piece|report) (?:was|has been|first|originally|appeared|is adapted)\b.{0,60}"
    r"(?:publish|appear|updat|correct|edit|produc|written|adapted)",
    r"reporting by\b|\(?(?:additional )?reporting (?:by|from)\b|edit(?:ed|ing) by\b|photos?\s+by\b",
    r"with (?:additional )?reporting (?:by|from)|with (?:files|wire|agency)\b.{0,40}$|with assistance (?:by|from)\b",
    r"(?:image|photo|video|picture|photograph|media|cover|featured)s? "
    r"(?:copyright|caption|credit|source|by|courtesy|via|gallery)\b",
    r"(?:image|photo|photograph|picture|video|pictured|file|caption|credit|gallery|slideshow|photos|images)\s*:",
    r"(?:sources?|tags?|topics|filed under|category|via|listen now|on air|contact|hashtags?|correction|clarification)\s*:",
    r"(?:enlarge|open) (?:this )?(?:image|in gallery)|(?:toggle|hide|show) captions?|file (?:photo|image|picture)\b|file -",
    r"editor.?s?.? note\b|the (?:views|opinions) expressed\b|(?:just|must) watch(?:ed)?\b",
)
_PAGE_LINES = re.compile(rf"[\W_]*(?:{'|'.join(_LINE_STARTS)})", re.IGNORECASE)

_LINE_TAILS = (
    r"contribut(?:ed|ing) (?:reporting )?to th(?:is|e) (?:report|story|article|piece|column)",
    r"\brights reserved\b|may not be (?:published, broadcast|reproduced)|reporting and writing by|[;(]\s*editing by [A-Z]",
    r"» *\.?$|\(ap photo|getty images\b.{0,20}$|reuters/[A-Z]\w+.{0,40}$|to post a comment|enlarge this image|toggle caption",
    r"reported from [A-Z][\w ,]{2,60}\.$|click here (?:to|for)|signed up here",
    r"sign up (?:here|for (?:our|the|your) .{0,30}newsletter)",
    r"get the latest (?:on|news|updates)|(?:photo|image) (?:by|credit|courtesy)\b.{0,60}$|\(photo: ",
    r"on (?:twitter|facebook) (?:at )?@\w+|follow (?:him|her|them|us) (?:on|at|@)",
)
_PAGE_TAILS = re.compile("|".join(_LINE_TAILS), re.IGNORECASE)
_TAIL_WORDS = (
    *(
        "contribut",
        "rights reserved",
        "not be ",
        "and writing by",
        "editing by",
        "»",
        "photo",
        "getty",
        "reuters/",
        "post a comment",
    ),
    *("enlarge", "toggle", "reported from", "click here", "signed up", "sign up", "get the latest", "image", "on twitter"),
    *("on facebook", "follow "),
)

_PAGE_WORDS = re.compile(
    r"\W*(?:ads?|close|copy|photos?|video|play(?: \w+)?|twitter|facebook|youtube|whatsapp|flipboard|instagram|pinterest|linkedin|"
    r"reddit|usa today|ap|reuters|getty|bloomberg|slideshow.{0,15}|replay|home|menu|search|\[[^\]]{1,40}\]|contributing:.{0,80}|"
    r"shortened url.{0,80}|(?:back to )?top|live|breaking(?: news)?|exclusive|opinion)\W*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\W*(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+|@\w+)\W*", re.IGNORECASE)


def word_count(text: str) -> int:
    """Return how many words ``text`` holds."""
    return len(_WORD.findall(text))


def words_of(text: str) -> list[str]:
    """Return the words of ``text``, without punctuation around them."""
    return _WORD.findall(text)


def begins_as_page_text(text: str) -> bool:
    """Say whether ``text`` begins as page text does ("Also Read", "Photo:") and is short enough to be nothing else."""
    return len(text) <= 600 and bool(_PAGE_LINES.match(text)) and word_count(text) <= 45


def is_page_text(text: str) -> bool:
    """Say whether ``text`` (a line or a sentence) belongs to the page and not to the story."""
    if len(text) > 600:
        return False
    if begins_as_page_text(text):
        return True
    lowered = text.lower()
    if any(word in lowered for word in _TAIL_WORDS) and _PAGE_TAILS.search(text):
        return True
    return not _WORD.search(text) or any(pattern.fullmatch(text) for pattern in (_ADDRESS, _PAGE_WORDS))
