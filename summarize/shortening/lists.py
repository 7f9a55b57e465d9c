"""Word lists that more than one rule needs, and how they are written down."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


CONNECTIVES = word_set(
    "however meanwhile moreover furthermore still nevertheless nonetheless additionally also besides indeed overall "
    "instead thus therefore consequently finally importantly notably similarly likewise and but so yet then again "
    "well now first second third interestingly unfortunately fortunately clearly obviously certainly accordingly "
    "conversely separately elsewhere"
)
_WRITTEN_PHRASES = (
    "in addition,|of course,|for example,|for instance,|as a result,|in fact,|in short,|on top of that,|"
    "in other words,|after all,|at the same time,|on the other hand,|in turn,|in the meantime,|by contrast,|"
    "in contrast,|above all,|to be sure,|in particular,|that said,|even so,|for now,|for his part,|"
    "for her part,|for its part,|for their part,|what ’s more,|as such,|in general,"
)
PHRASES = tuple(tuple(phrase.replace(",", " ,").split()) for phrase in _WRITTEN_PHRASES.split("|"))
RESTRICTIONS = word_set(
    "if unless until till only without except whether before provided providing under had were should not never no "
    "nor than rather even when whenever according had"
)
FILLERS = word_set(
    "also actually really very quite simply recently previously specifically essentially basically particularly "
    "eventually already truly duly meanwhile currently"
)
SPEECH = word_set(
    "said says say told tells added adds noted explained warned argued claimed wrote insisted stated reported "
    "acknowledged suggested recalled continued declared observed predicted testified announced alleged tweeted "
    "concluded writes notes argues explains believes reports warns cautioned concludes claims insists contends "
    "contend contended admitted thinks thought believe believed hopes hoped knows knew worries worried feels felt "
    "fear fears feared predict predicts argue warn expects confirmed revealed found finds shows showed means meant "
    "maintains suggests indicates indicated"
)
ROLES = word_set(
    "president senator representative governor mayor minister secretary director chief leader candidate attorney "
    "lawyer spokesman spokeswoman spokesperson professor economist analyst officer coach striker midfielder defender "
    "actor actress singer author chairman chairwoman executive congressman congresswoman adviser ambassador "
    "commissioner judge justice sheriff nominee prosecutor activist comedian star host journalist reporter historian "
    "strategist whip speaker consultant researcher founder general engineer counsel captain colonel lieutenant sergeant "
    "commander admiral superintendent detective inspector trooper deputy chair marshal scientist physician"
)
LESSER = word_set("former ex deputy vice acting assistant")
"""These make another office of one."""
HEDGES = word_set(
    "allegedly alleged reportedly apparently suspected possibly perhaps potentially probably presumably maybe"
)
"""These say that something may not be so."""
_PRESENT = (
    "said:says says:says say:say suggests:suggests finds:finds found:finds shows:shows showed:shows "
    "indicates:indicates write:write told:says tells:says added:says adds:says noted:notes explained:says "
    "warned:warns argued:argues claimed:claims wrote:writes insisted:insists stated:says reported:reports "
    "acknowledged:acknowledges suggested:suggests recalled:recalls continued:says declared:declares observed:observes "
    "predicted:predicts testified:testifies announced:announces alleged:alleges tweeted:tweets concluded:concludes "
    "writes:writes notes:notes argues:argues explains:says believes:believes reports:reports warns:warns "
    "cautioned:cautions concludes:concludes claims:claims insists:insists states:says"
)
PRESENT = dict(pair.split(":") for pair in word_set(_PRESENT))
PLURALS = word_set(
    "police people media democrats republicans conservatives liberals both many some others critics they we i you"
)
"""Subjects in the plural that do not end in "s", or are names."""
INCOMPLETE = word_set(
    "not never only also even as more less such so way contingent dependent responsible able unable subject due aware "
    "capable similar equal worth willing eager reluctant afraid guilty full ready set akin prone relative related "
    "likely unlikely bound according"
)
