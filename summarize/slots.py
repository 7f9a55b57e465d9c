"""Carries names, numbers and dates past the writer as single typed tokens, and puts the article's own words back.

A small model then copies one token instead of five, and cannot garble a rare name or invent a figure. In the source each
slot is followed by a hint (the name's last word, the number's unit) where the vocabulary holds that word as one piece.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from summarize.mentions import TITLES, Mention, common_words, find_mentions

SLOT = re.compile(r"<([N#D])(\d{1,2})>")
SIZES = {"N": 12, "#": 8, "D": 5}
KINDS = {"name": "N", "number": "#", "date": "D"}
DEMONYMS = frozenset(
    "Republican American Democrats Republicans Democratic Americans Russian Democrat Chinese British Syrian French English "
    "African Ukrainian Muslim Iraqi Christian Iranian Israeli Russians Muslims German Mexican Jewish Arab Spanish Indian Asian "
    "Canadian Japanese Palestinian Turkish Australian Kurdish Christians Italian Palestinians Irish Jews Sunni Swedish Egyptian "
    "Israelis Scottish Dutch Iranians Libertarian Greek Nigerian Iraqis Shiite Brazilian Lebanese Mexicans Danish Ukrainians "
    "Polish Syrians European Europeans Afghan Korean Pakistani Saudi Cuban Hispanic Latino Catholic Islamic Swiss Welsh".split()
)
_UNITS = (("%", "percent"), ("percent", "percent"), ("per cent", "percent"), ("$", "$"), ("£", "$"), ("€", "$"))


def slot_tokens() -> list[str]:
    """Return every slot token, for the tokenizer's user-defined symbols."""
    return [f"<{kind}{number}>" for kind, size in SIZES.items() for number in range(1, size + 1)]


@dataclass(frozen=True, slots=True)
class Slot:
    """One value that stands behind a token: its form in the evidence, its fullest form in the article, and the hint."""

    token: str
    surface: str
    full: str
    hint: str


Unit = str | Slot


def fold(text: str) -> str:
    """Return text in lower case, without accents and with straight apostrophes, for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


class Names:
    """The names of one article: which short form stands for which full one."""

    def __init__(self, sentences: Iterable[str]) -> None:
        """Take the article's sentences (all of them, or those that may be quoted from)."""
        self._full: dict[str, str] = {}
        for sentence in sentences:
            for mention in find_mentions(sentence):
                if mention.kind == "name":
                    self.add(mention.text)

    def add(self, name: str) -> None:
        """Remember a full name under its last word, unless that word is an ordinary one (the House, the White House)."""
        words = name.split()
        if 2 <= len(words) <= 4 and "of" not in words and fold(words[-1]) not in common_words() and words[-1][0].isupper():
            self._full.setdefault(fold(words[-1]), name)

    def full(self, name: str) -> str:
        """Return the fullest form of a name in the article."""
        return name if " " in name else self._full.get(fold(name), name)


@dataclass
class SlotTable:
    """The slots of one source, in the order in which their values appear in it."""

    names: Names
    slots: dict[str, Slot] = field(default_factory=dict)
    keys: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, mention: Mention) -> Slot | None:
        """Return the mention's slot, a new one if its value has none yet; None where no slot is to be used."""
        kind = KINDS.get(mention.kind)
        if kind is None or mention.text in DEMONYMS:
            return None
        full = self.names.full(mention.text) if kind == "N" else mention.text
        key = (kind, value_key(kind, full))
        if key not in self.keys:
            number = sum(k == kind for k, _ in self.keys) + 1
            if number > SIZES[kind]:
                return None
            token = f"<{kind}{number}>"
            self.keys[key] = token
            self.slots[token] = Slot(token, mention.text, full, hint(kind, mention.text))
        return self.slots[self.keys[key]]

    def find(self, mention: Mention) -> Slot | None:
        """Return the slot of this table that holds the mention's value, or None; adds none."""
        kind = KINDS.get(mention.kind)
        if kind is None or mention.text in DEMONYMS:
            return None
        forms = (mention.text, self.names.full(mention.text)) if kind == "N" else (mention.text,)
        for form in forms:
            token = self.keys.get((kind, value_key(kind, form)))
            if token:
                return self.slots[token]
        return None


def value_key(kind: str, text: str) -> str:
    """Return what makes two forms of one value the same."""
    folded = fold(text)
    if kind == "N":
        return re.sub(r"[^\w ]", "", folded)
    folded = folded.replace(",", "").replace("per cent", "%").replace("percent", "%")
    return re.sub(r"\s+", "", folded)


def hint(kind: str, text: str) -> str:
    """Return the one word that tells the writer what a slot holds: a name's last word, a unit, a weekday or month."""
    if kind == "N":
        return text.split()[-1]
    if kind == "#":
        return next((word for sign, word in _UNITS if sign in text), text.split()[-1] if " " in text else "")
    return text.split()[0].rstrip(",.") if text[0].isalpha() else ""


def decapitalise(sentence: str) -> str:
    """Return the sentence with its first word in lower case, where that is how the word is usually written."""
    match = re.match(r"[“\"‘'(]*([A-Z][\w’'-]*)", sentence)
    if not match:
        return sentence
    word = match[1]
    if word == "A" or (len(word) > 1 and word[1:].islower() and common_words().get(word.lower().split("’")[0].split("'")[0])):
        at = match.start(1)
        return sentence[:at] + sentence[at].lower() + sentence[at + 1 :]
    return sentence


def slot_source(sentence: str, table: SlotTable) -> list[Unit]:
    """Return a source sentence as text and slots, adding to the table what is new in it."""
    return _units(sentence, [(m, table.take(m)) for m in find_mentions(sentence)])


def slot_target(sentence: str, table: SlotTable) -> tuple[list[Unit], list[Mention]]:
    """Return a target as text and slots, and the names, numbers and dates that the source's slots do not hold."""
    pairs = [(m, table.find(m)) for m in find_mentions(sentence)]
    missing = [m for m, slot in pairs if slot is None and m.kind in KINDS and m.text not in DEMONYMS]
    return _units(sentence, pairs), missing


def _units(sentence: str, pairs: Sequence[tuple[Mention, Slot | None]]) -> list[Unit]:
    lowered = decapitalise(sentence)
    units: list[Unit] = []
    at = 0
    for mention, slot in pairs:
        if slot is None or mention.start < at:
            continue
        before = lowered[at : mention.start]
        units += [before.removesuffix(" "), slot] if before.strip() else [slot]
        at = mention.end
    units.append(lowered[at:])
    return [unit for unit in units if not isinstance(unit, str) or unit]


def restore(text: str, table: SlotTable, *, full_names: bool = False, label: bool = False) -> str:
    """Return a written text with the article's own words in place of its slot tokens.

    ``full_names`` gives a name its fullest form at its first place; ``label`` gives people their last name only.
    An unknown slot is left as it stands, so that the checks reject the text.
    """
    seen: set[str] = set()

    def value(match: re.Match[str]) -> str:
        slot = table.slots.get(match[0])
        if slot is None:
            return match[0]
        before = text[: match.start()]
        space = "" if not before or before[-1] in " -–—(“‘$/" or (before[-1] in "\"'" and before[-2:-1] in " ") else " "
        first = match[0] not in seen
        seen.add(match[0])
        return space + _form(slot, full=full_names and first and not label, short=label or not first)

    restored = re.sub(r"\s+", " ", SLOT.sub(value, text)).strip()
    return restored[:1].upper() + restored[1:]


def _form(slot: Slot, *, full: bool, short: bool) -> str:
    if full:
        return slot.full
    words = slot.surface.split()
    person = len(words) in (2, 3) and fold(words[-1]) not in common_words() and not TITLES & set(words)
    return words[-1] if short and person and slot.token.startswith("<N") and "of" not in words else slot.surface
