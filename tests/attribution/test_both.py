"""The rules and the tagger together, on the project's own sentences."""

from positions.attribution import both, rules, tagger
from positions.documents import Document
from positions.documents.press import parts

FOUND = "The minister said that trade with China would grow."
# No verb of the lexicon attributes here; people who mark attributions do mark it.
MISSED = "“Trade with China will grow this year and the next,” joked the minister."


def document(*sentences):
    """Return a document of one paragraph a sentence."""
    text = "\n\n".join(["Talks held", *sentences]) + "\n"
    article = parts(text)
    return Document("d", "d.txt", text, article.headline, article.paragraphs, "")


def test_the_rules_stay_and_the_tagger_adds_what_they_miss():
    """Rule: every attribution of the rules is there unchanged; the tagger's are sure and overlap with none of them."""
    read = document(FOUND, MISSED)
    together, alone = both.attributions(read), rules.attributions(read)
    added = [one for one in together if one not in alone]
    assert [one for one in together if one in alone] == alone
    assert [one.cue.of(read.text) for one in added] == ["joked"]
    assert {one.rule for one in added} == {"tagger"}


def test_what_the_tagger_is_not_sure_of_is_left_out(monkeypatch):
    """Rule: a reading counts from the stated probability on, and not below it."""
    read = document(FOUND, MISSED)
    sureness = max(sure for one, sure in tagger.scored(read, 0.0) if one.cue.of(read.text) == "joked")
    monkeypatch.setattr(both, "LEAST", sureness)
    assert len(both.attributions(read)) == 2
    monkeypatch.setattr(both, "LEAST", sureness + 1e-6)
    assert both.attributions(read) == rules.attributions(read)
