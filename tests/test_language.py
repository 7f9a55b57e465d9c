from summarize.language import looks_english


def test_english_news_is_english() -> None:
    text = "The council voted on Tuesday to close the old ferry terminal, and the mayor said that it would be sold by May. "
    assert looks_english(text * 3)


def test_german_news_is_not() -> None:
    text = "Der Rat stimmte am Dienstag für die Schließung des alten Fährhafens, und die Bürgermeisterin lobte es. "
    assert not looks_english(text * 3)


def test_a_few_words_pass() -> None:
    assert looks_english("Bonjour le monde")
