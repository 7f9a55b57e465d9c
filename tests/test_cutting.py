"""Cuts: what begins, ends or is joined within a phrase of its sentence is named, and sound shortenings are left alone."""

from __future__ import annotations

import pytest

from summarize.cutting import adds_words, attributes_anew, cut_faults, repeats_words

FERRY = (
    "The harbour council of Port Ellery, which met on Tuesday, voted 7-2 to close the old ferry terminal, ending months of "
    "dispute, because repairs would have cost $48 million."
)
STUDY = "In a study of 1,195 patients from 13 countries, researchers showed that the drug, being developed here, reduced deaths."
SAID = "Mayor Ingrid Solberg said she has no idea if the bridge will open before the boats stop in March."
CREW = "Four sailors died and one was missing after the Alaska Warrior sank in 10-foot seas on Sunday."
DEAL = "Corwell announced plans to raise as much as $320 million between June and August to pay for trains and tracks."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The harbour council of Port Ellery voted 7-2 to close the old ferry terminal.", FERRY),
        ("The harbour council voted 7-2 to close the old ferry terminal, ending months of dispute.", FERRY),
        ("The drug reduced deaths.", "However, the drug reduced deaths."),
        ("Researchers showed that the drug reduced deaths.", STUDY),
        ("Ingrid Solberg said she has no idea if the bridge will open.", SAID),
        ("Four sailors died and one was missing after the Alaska Warrior sank.", CREW),
        ("Corwell announced plans to raise as much as $320 million.", DEAL),
        ("Corwell announced plans.", DEAL),
        ("Ruth Calder says the bridge is safe.", "The bridge is safe, said Ruth Calder, an engineer."),
        ("The council said Tuesday that fares fell.", "The council said Tuesday that fares fell in June."),
        ("J. Renn opened the bridge at 9 a.m. on Sunday.", "J. Renn, who had built it, opened the bridge at 9 a.m. on Sunday."),
        ("Renn says the pier is rotten.", "“The pier is rotten and the boats leak,” Renn said."),
        ("Renn called the pier rotten.", "Renn called the pier “rotten and ugly.”"),
        ("Fares fell 38% in ten years.", "Fares fell 38% in ten years, Vesterholm University reported."),
        ("Based on a novel, the film opened to full houses.", "Based on a novel, the film opened to full houses in May."),
        ("The boats of the '90s will stop.", "The boats of the '90s will stop in May."),
        ("The 'old' boats will stop.", "The 'old' boats will stop in May."),
        ("The committee approved the plan last week.", "The committee approved the plan last week in Port Ellery."),
        ("Ida Renn took the blame on Monday.", "Secretary of State Ida Renn took the blame on Monday."),
        ("Some sailors made over $200,000 in May.", "Some sailors made over $200,000 in May, and 1,326 crews made more."),
        ("The boats were late, trials showed.", "The boats from the harbour were late, four trials showed."),
    ],
)
def test_sound_cuts_pass(text: str, sentence: str) -> None:
    assert cut_faults(text, sentence) == []


@pytest.mark.parametrize(
    ("text", "sentence", "fault"),
    [
        ("The bridge will open before the boats stop in March.", SAID, "within a clause"),
        ("Council of Port Ellery voted 7-2.", "On Tuesday evening the tired council of Port Ellery voted 7-2.", "begins within"),
        ("Voted 7-2 to close the old ferry terminal.", FERRY, "begins with a verb"),
        ("Mrs. Renn and. de Holt won seats.", "Mrs. Renn and Mr. de Holt won seats in the vote.", "its source has none"),
        ("In Port Ellery,, crews get meals.", "In Port Ellery, as it is known, crews get meals.", "its source has none"),
        ("A. Renn said the bridge is safe.", "Mayor Ida A. Renn, an engineer, said the bridge is safe.", "within a name"),
        ("The boats will stop.", "If the bridge opens, the boats will stop.", "condition"),
        ("Renn called it 'a grave.", "Renn called it 'a grave mistake' in May.", "not closed"),
        ("Renn wrote: 'The boats will stop.", "Renn wrote: 'The boats will stop in May.", "not closed"),
        ("The boats will stop.", "The boats will stop unless the bridge fails.", "condition"),
        ("Tariffs will raise prices.", 'Tariffs will raise prices -- and prompt retaliation," Renn said.', "who speaks"),
        ("The pier is rotten to the core.", 'Renn added, "The pier is rotten to the core and the boats."', "who speaks"),
        ("The pier is rotten to the core.", "“The pier is rotten to the core and the boats,” Renn said.", "who speaks"),
        ("It sank 12 boats, nine of them.", "It sank 12 boats, nine of them at sea.", "one half of 'of them'"),
        ("Holders get $24.90 in cash.", "Holders get $24.90 in cash and 0.3 of a share.", "one of two sums"),
        ("Four sailors died and was missing.", CREW, "lost its subject"),
        ("Corwell announced plans to raise as much.", DEAL, "before 'as'"),
        ("Corwell announced plans to raise as much as $320 million between June.", DEAL, "before 'and'"),
        ("Researchers showed that the drug, being developed.", STUDY, "no verb"),
        ("The study involved patients from 13.", "The study involved patients from 13 countries.", "before 'countries'"),
        ("The report names the director.", "The report names the director of the harbour.", "before 'of'"),
        ("The council that met on Tuesday.", "The council that met on Tuesday voted to close it.", "no verb"),
        ("The mayor refused.", "The mayor refused to resign.", "before 'to'"),
        ("Renn sold a catch worth three times.", "Renn sold a catch worth three times as much.", "half of 'times as'"),
        ("Fares fell, up from 38 the year.", "Fares fell, up from 38 the year before.", "before 'before'"),
        ("Solberg said the harbour Renn agreed.", "Solberg said the harbour was lost, and Renn agreed.", "joins two"),
        ("In the study, involving 238 men.", "In the study, involving 238 men, most lived.", "no verb"),
        ("Renn are sisters.", "Solberg and Renn are sisters.", "within a list"),
        ("The ferries arrived Port Ellery.", "The ferries arrived at Port Ellery.", "lost a preposition"),
        ("To Vesterholm says fares fell.", "Fares fell, according to Vesterholm University.", "no subject"),
        ("Solberg says hardly said the boats were late.", "Solberg hardly said the boats were late, Renn says.", "two verbs"),
        ("All fell silent as the guard of officers.", "All fell silent as the guard of officers and men filed in.", "no verb"),
        ("The council reported late Monday.", "The council reported late Monday that fares rose.", "before 'that'"),
        ("Renn accused the mayor.", "Renn accused the mayor and his men of theft.", "of what"),
        ("A plan will call for Corwell.", "A plan will call for Corwell to sell trains.", "before 'to'"),
        ("Renn says the sailors he led.", "Renn says the sailors he led in June were brave.", "no verb"),
        ("Then began the long debate that is.", "Then began the long debate that is usual here.", "ends in 'is'"),
        ("Calder said, council members.", "Calder said, council members, all of them, were late.", "no verb"),
        ("About which boats are late.", "It is a talk about boats, about which boats are late.", "hangs on a clause"),
        ("Ellery was in 10-foot seas.", "The Ellery, Sandmere-based Alaska Ranger was in 10-foot seas.", "lost its subject"),
        ("Praise to Renn just got the job.", "Praise to Renn, who just got the job.", "lost its subject"),
        ("Removal of the clot shown.", "Removal of the clot works, four trials have shown.", "no verb"),
        ("The mayor will be sworn.", "The mayor will be sworn in on Friday.", "before 'in'"),
        ("Renn described the mayor.", "Renn described the mayor as a puppet.", "as what"),
        ("It is a therapy that focuses.", "It is a therapy that focuses on pain.", "before 'on'"),
        ("After years away, are out in time.", "After years away, both men are out in time.", "no subject"),
        ("Trials found that for every man treated.", "Trials found that for every man treated, one could live.", "no verb"),
        ("Trials showed that more care.", "Trials held on Friday showed that more care works.", "no verb"),
        ("Vesterholm fares rose in ten years.", "Fares rose in ten years, a report by Vesterholm shows.", "elsewhere"),
        ("Solberg warned Renn's anger.", "Solberg warned Friday that Renn's anger will last.", "lost its verb"),
        ("A fare may be higher.", "A fare may be higher than last year.", "before 'than'"),
        ("The film is being.", "The film is being produced here.", "ends in 'being'"),
        ("Either Renn won by far.", "Either Renn came back or Solberg won by far.", "either"),
        ("A study by Vesterholm noted.", "Fares fell in June, a study by Vesterholm noted.", "was told"),
        ("From Renn to Solberg have spoken.", "Women from Renn to Solberg have spoken.", "within a phrase"),
        ("The report cited for safety.", "The report was about boats cited for safety.", "lost its subject"),
        ("The letter, which he said he wrote.", "The letter, which he said he wrote in June, was sold.", "no verb"),
        ("Renn said the deal, which commits sailors.", "Renn said the deal, which commits sailors, is bad.", "no verb"),
        ("Renn was charged with running four schools.", "Renn was charged with allegedly running four schools.", "as a fact"),
        ("The agent said the men were older.", "The agent said many of the men were older.", "part the whole"),
        ("Fares fell, and the harbour's old terminal.", "Fares fell, and the harbour's old terminal closed.", "no verb"),
        ("Calder says will not sail.", "Calder says she believes the note that Renn will not sail.", "has"),
        ("A court tried lady Renn here.", "A court tried former lady Renn here.", "as a fact"),
        ("Boats were late for the first time.", "Boats were late for the first time since May.", "before 'since'"),
        ("Renn said in a video.", "The boats are fine, Renn said in a video.", "was told"),
        ("How quickly Renn will sail.", "How quickly Renn will sail in June.", "main clause is missing"),
        ("The truth is, if it rains here.", "The truth is, if it rains here, we stay.", "no verb"),
        ("The boat, called the Ellery.", "The boat, called the Ellery, was late.", "no verb"),
        ("Renn noted have been fined a lot.", "Renn noted that two mines have been fined a lot.", "two verbs"),
        ("Of year's boat sales half were here.", "Of last year's boat sales half were here.", "which one it is"),
        ("The figure comes from a study commissioned.", "The figure comes from a study commissioned by Corwell.", "before 'by'"),
        ("Renn sailed with band for years.", "Renn sailed with the band for years.", "lost an article"),
        ("Mayor closed the terminal.", "The mayor closed the terminal.", "lost its article"),
        ("Calder is one of engineers here.", "Calder is one of the ablest engineers here.", "lost an article"),
        ("Renn wrote a letter in he praised it.", "Renn wrote a letter in which he praised it.", "relative pronoun"),
        ("The museum announced just shown here.", "The museum announced that the mummy, just shown here, left.", "its verb"),
        ("Calder said boats should sail.", "Calder said not all boats should sail.", "negation"),
        ("They know whom they work for fish.", "They know whom they work for, and buy fish.", "two phrases"),
        ("The goal was enough them at the top.", "The goal was enough to keep them at the top.", "lost its verb"),
        ("Renn says to help sailors.", "Renn, who says little, wants to help sailors.", "two verbs"),
        ("Mindful of costs, has closed it.", "And yet Corwell, mindful of costs, has closed it.", "aside"),
        ("Far this year three boats sank.", "So far this year three boats sank.", "within a phrase"),
        ("Not what is best for Corwell.", "We want what is best here, not what is best for Corwell.", "begins with a verb"),
        ("They are chanting a hateful.", "They are chanting a hateful, loud song.", "within a phrase"),
        ("The next ship will be a big-budget.", "The next ship will be a big-budget, Danish copy.", "within a phrase"),
        ("They train at a purpose-built.", "They train at a purpose-built riding school.", "within a phrase"),
        ("The club was closed after posting.", "The club was closed after posting on a page photos of men.", "within a phrase"),
        ("Iraqi troops are battling.", "Iraqi troops are battling to take the town.", "before 'to'"),
        ("It is an opportunity.", "It is an opportunity to sail.", "before 'to'"),
        ("Calder can look at it and ask.", "Calder can look at it and ask how it grew.", "before 'how'"),
        ("The trip was nothing.", "The trip was nothing but a hoax.", "before 'but'"),
        ("The law would require Corwell.", "The law would require Corwell to pay.", "to what"),
        ("The town seems more intent on winning.", "The town seems more intent on winning than on boats.", "than what"),
        ("Calder denied it, with her lawyer.", "Calder denied it, with her lawyer, Ole Renn, saying so.", "doing what"),
        ("According to Corwell is late.", "According to Corwell, what sails is late.", "no subject"),
        ("In 2012 was convicted on two counts.", "In 2012, Renn was convicted on two counts.", "no subject"),
        ("Two years after she left Sandmere.", "Two years after she left Sandmere, Renn is home.", "main clause is missing"),
        ("Solberg and Renn are, like Calder.", "Solberg and Renn are, like Calder, hard to beat.", "what something is"),
        ("Ivers said in a talk last month, my regard.", "Ivers said in a talk last month, my regard is low.", "no verb"),
    ],
)
def test_broken_cuts_are_named(text: str, sentence: str, fault: str) -> None:
    assert any(fault in line for line in cut_faults(text, sentence)), cut_faults(text, sentence)


@pytest.mark.parametrize(
    ("text", "sentence", "fault"),
    [
        ("The prize went to Renn, her teacher.", "The prize went to Renn, her teacher at Vesterholm told us.", "who said"),
        ("Not only was the ferry late.", "Not only was the ferry late, but two buses broke down.", "one half of 'not only"),
        ("Some sailors see the strike.", "Some sailors see the strike as a last chance, Renn said.", "as what"),
        ("Fares have risen in the 13 years.", "Fares have risen in the 13 years since the ferry opened.", "before 'since'"),
        ("Renn asked whether it was signed.", "Renn asked whether it was signed under pressure.", "before 'under'"),
        ("The boats need long.", "The boats need long, costly repairs in a dry dock.", "before 'costly'"),
        ("The crew already has a lot.", "The crew already has a lot on its plate.", "before 'on'"),
        ("The letter sheds light on the ties.", "The letter sheds light on the ties between the two ports.", "before 'between'"),
        ("The plan has gaps e.g.", "The plan has gaps -- e.g., who pays, and when.", "ends in 'e.g.'"),
        ("The old marks are still.", "The old marks are still in place.", "before 'in'"),
        ("Fog fell, making it hard.", "Fog fell, making it hard to land.", "before 'to'"),
        ("Corwell not renew its contract.", "Corwell said that it would not renew its contract in June.", "'not' has lost"),
        ("The port paid the crews to go.", "The port paid the crews to go after smugglers.", "before 'after'"),
        ('"We let the town down."', '"We let the town down," Renn told the Herald.', "who speaks"),
        ('"We let the town down."', '"We let the town down.', "who speaks"),
        ('Renn wrote that "there is no hope."', 'Renn wrote that "there is no hope for the old pier."', "quotation is cut"),
        ("On calm days the ferry can run.", "On calm days the ferry can run as often as twelve times.", "before 'as'"),
        ("On calm days the ferry can run as often.", "On calm days the ferry can run as often as twelve times.", "before 'as'"),
        ("Renn praised the way his crew, Sandmere.", "Renn praised the way his crew, Sandmere men, had held on.", "no verb"),
        ("Renn kept laughing at Dr..", "Renn kept laughing at Dr. Berg's plan.", "ends in 'dr"),
        ("Harwick joins Sandmere in Harwick.", "Harwick, the old port, joins Sandmere in the last round.", "twice"),
        ("Tests using a gun made to throw stones.", "Tests using a gun made to throw stones at scale seem sound.", "no verb"),
        ("Renn moved to Harwick and told the Herald.", 'Renn moved to Harwick and told the Herald, "It is home."', "told"),
        ("Captain Berg made the case.", "Captain Berg made the case in a letter that the pier is lost.", "before 'in'"),
        ("A deal is not 2017.", "A deal is not assured of passing before 2017.", "joins two"),
        ("Renn, Sandmere and Alban will sign.", "Renn said that Harwick, Sandmere and Alban will sign.", "lists what"),
        ("The law gave crews registered.", "The law gave crews registered as owners a vote.", "before 'as'"),
        ("Renn says the talks will go.", "Renn says the talks will go on, even in June.", "before 'on'"),
        ("There were a few times in June.", "There were a few times in June when the ferry stopped.", "before 'when'"),
        ("It was a reply to the June 11.", "It was a reply to the June 11 fires.", "before 'fires'"),
        ("Not only does rain help.", "Not only does rain help, it is cheap.", "one half of 'not only"),
        ("The town wants to tear.", "The town wants to tear into the old quay.", "before 'into'"),
        ("Renn locked the captain of the Alban.", "Renn locked the captain of the Alban out of the bridge.", "before 'out'"),
        ("Trust helps the growth of authentic.", "Trust helps the growth of authentic, lasting ties.", "within"),
        ("The town set new rules would bring limits.", "The town set new rules in June that would bring limits.", "relative"),
        ("Berg's to the council was short.", "Berg's recent speech to the council was short.", "genitive"),
        ("Renn, invites crews to the games.", "Renn, for example, invites crews to the games.", "a comma parts"),
        ("Crews think that once Renn is running.", "Crews think that once Renn is running, they will vote.", "main clause"),
        ("A lack of rain called low-water harm.", "A lack of rain called low-water years led to greater harm.", "lost its verb"),
        ("Studies of crews treated with salt.", "Studies of crews treated with salt in the bath suggest a cure.", "no verb"),
        ("Renn praised the way his crew.", "Renn praised the way his crew, all from Sandmere, had held on.", "no verb"),
        ("The line had a break between 2002.", "The line had a break between 2002, when it shut, and 2009.", "before 'when'"),
        ("Renn said the captain loved.", 'Renn said the captain "loved watching the boats."', "before 'watching'"),
        ("Renn went from weeping.", "Renn went from weeping, to laughing, to sleep.", "before 'to'"),
        ("Renn was inspired rowing.", "Renn was inspired by old songs of rowing in the bay.", "joins two verbs"),
        ("If we go back, to 1997, the year Renn died.", "If we go back, to 1997, the year Renn died, it is so.", "main clause"),
        ("Renn's goal, Berg's save won the day.", "Renn's goal and Berg's save won the day in Sandmere.", "lost its 'and'"),
    ],
)
def test_more_broken_cuts_are_named(text: str, sentence: str, fault: str) -> None:
    assert any(fault in line for line in cut_faults(text, sentence)), cut_faults(text, sentence)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The crews carried flags and drums.", "The crews carried flags and drums and said they would stay."),
        ("Fares have risen in the past 10 days.", "Fares have risen in the past 10 days since the strike began."),
        ("Renn made the call during the final.", "Renn made the call during the final between the two ports."),
        ("Tariffs will raise prices, Renn said.", 'Tariffs will raise prices in June," Renn said.'),
        ("Renn gets $20 in June.", "Renn gets $20 in June and pays no rent."),
        ("Renn took a look.", "Renn took a look at the boats."),
        ("While Renn is shy, he has courage.", "While Renn is shy, he has courage, the harbour council knows."),
        ('Renn says "It\'s a hard year."', '"It\'s a hard year," Renn said in Sandmere.'),
        ('Renn said it "closed the pier."', 'Renn said it "closed the pier and sold the boats."'),
        ("Renn flew in from Harwick.", "Renn flew in from Harwick to sign the contract."),
        ("Renn did not sign the contract.", "Renn, a captain, did not sign the contract in June."),
    ],
)
def test_what_looks_like_these_passes(text: str, sentence: str) -> None:
    assert cut_faults(text, sentence) == []


@pytest.mark.parametrize(("text", "sentence"), [("", FERRY), ("...", FERRY), (FERRY, "")])
def test_nothing_to_compare_is_a_fault(text: str, sentence: str) -> None:
    assert cut_faults(text, sentence) == ["there are no words"]


@pytest.mark.parametrize("sentence", [FERRY, STUDY, SAID, CREW, DEAL])
def test_a_whole_sentence_is_sound(sentence: str) -> None:
    assert cut_faults(sentence, sentence) == []


def test_words_of_ones_own_are_not_looked_at() -> None:
    assert cut_faults("Nothing here stands there.", FERRY) == []


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("The council votes to close the old terminal.", False),
        ("The council is voting 7-2.", True),
        ("The council closed the term.", True),
        ("The council, Solberg says, voted 7-2.", True),
        ("The council voted and closed the terminal.", True),
    ],
    ids=["another tense", "an auxiliary from nowhere", "half a word", "a name", "a link"],
)
def test_words_that_the_source_lacks_are_seen(text: str, added: bool) -> None:
    assert adds_words(text, FERRY) is added


def test_a_moved_source_is_seen_and_a_changed_tense_is_none() -> None:
    sentence = "About half are worried, 53% support a return and 72% said they were unlikely to go out, the survey shows."
    assert attributes_anew("72% said about half are worried.", "Half are worried, and 72% told us so.")
    assert attributes_anew("The survey says about half are worried.", sentence)
    assert not attributes_anew("About half are worried, the survey shows.", sentence)
    assert not attributes_anew("Renn says fares fell.", "Renn said fares fell in June.")
    assert not attributes_anew("Renn says fares fell.", "Renn said that fares fell in June.")


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        ("Renn backed interim backed interim Senator Holm.", True),
        ("Renn backed interim Senator Holm.", False),
        ("The more the better, the more the merrier.", False),
    ],
)
def test_what_is_said_twice_and_was_said_once_is_found(text: str, repeats: bool) -> None:
    sources = {True: "Renn backed interim Senator Holm, who lost.", False: text}
    assert repeats_words(text, sources[repeats]) is repeats
