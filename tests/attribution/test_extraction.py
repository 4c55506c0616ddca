"""Attribution by rules, on the project's own sentences: who is named, by which cue, with which content."""

import pytest

from positions.attribution.extraction import find_reported
from positions.countries import SIDES
from positions.documents import Document
from positions.documents.structure import press_parts


def document(body, headline="Talks held"):
    """Return a document of a headline and one paragraph."""
    text = f"{headline}\n\n{body}\n"
    article = press_parts(text)
    return Document("d", "d.txt", text, article.headline, article.paragraphs, "")


def found(body, headline="Talks held"):
    """Return (source, cue, content, relay) of every attribution, as words; pieces of a content joined by a bar."""
    read = document(body, headline)

    def words(span):
        return span.of(read.text) if span else ""

    return [
        (words(a.source), words(a.cue), "|".join(map(words, a.content)), "|".join(map(words, a.relays)))
        for a in find_reported(read, SIDES)
    ]


CASES = {
    "source, cue, content": (
        "The prime minister said that Pakistan wanted peace.",
        [("The prime minister", "said", "Pakistan wanted peace", "")],
    ),
    "two cues of one source are two statements": (
        "He thanked Washington for its help and pledged to work with it.",
        [("He", "thanked", "Washington for its help", ""), ("He", "pledged", "to work with it", "")],
    ),
    "one cue with two contents is one statement": (
        "He praised the envoy’s work and China’s support.",
        [("He", "praised", "the envoy’s work and China’s support", "")],
    ),
    "a participle carries on": (
        "Mr Khan said the road was open, adding that trade would grow.",
        [("Mr Khan", "said", "the road was open", ""), ("Mr Khan", "adding", "trade would grow", "")],
    ),
    "content first": (
        "The corridor will be extended to the north, the minister said on Friday.",
        [("the minister", "said", "The corridor will be extended to the north", "")],
    ),
    "content first, cue before source": (
        "“We want more trade,” said Ambassador Lin Mei.",
        [("Ambassador Lin Mei", "said", "We want more trade", "")],
    ),
    "a quotation of several sentences is one content": (
        "“We want trade. We need it now,” he said.",
        [("he", "said", "We want trade. We need it now", "")],
    ),
    "a cue that interrupts leaves two pieces": (
        "“Trade,” he said, “is what we want.”",
        [("he", "said", "Trade|is what we want", "")],
    ),
    "according to": (
        "According to the Foreign Office, the talks were about trade.",
        [("the Foreign Office", "According to", "the talks were about trade", "")],
    ),
    "an official within a body's report speaks, the body relays": (
        "The Foreign Office said the premier assured Beijing of full support.",
        [("the premier", "assured", "Beijing of full support", "The Foreign Office")],
    ),
    "a body's marks around an official's words": (
        "“Both sides agreed to expand trade,” the Foreign Office said.",
        [("Both sides", "agreed", "to expand trade", "the Foreign Office")],
    ),
    "a body that reports no one's words is the source": (
        "Roads and ports were discussed, the Foreign Office said.",
        [("the Foreign Office", "said", "Roads and ports were discussed", "")],
    ),
    "a person who reports is not a relay": (
        "The minister said Pakistan welcomed the offer.",
        [("The minister", "said", "Pakistan welcomed the offer", "")],
    ),
    "a noun that governs the content belongs to the cue": (
        "She expressed hope that ties would grow.",
        [("She", "expressed hope", "ties would grow", "")],
    ),
    "an introduction names no source": (
        "Talking to reporters in Washington, the envoy said he had met nobody.",
        [("the envoy", "said", "he had met nobody", "")],
    ),
    "an aside between source and cue": (
        "Mr Khan, who also leads the party, said the loan was welcome.",
        [("Mr Khan", "said", "the loan was welcome", "")],
    ),
    "several sources": (
        "Pakistan and China reaffirmed their commitment to the corridor.",
        [("Pakistan and China", "reaffirmed", "their commitment to the corridor", "")],
    ),
    "what a preposition governs is no source": (
        "In talks between Pakistan and China, both sides agreed to build roads.",
        [("both sides", "agreed", "to build roads", "")],
    ),
    "a passive attributes nothing": ("The envoy was welcomed by the crowd.", []),
    "an action is no statement": ("The envoy arrived in Islamabad and signed the paper.", []),
    "a wish to speak is no statement": ("The envoy is expected to thank the army next week.", []),
    "a wish or a possibility to speak is no speech": ("The president would thank China for its help.", []),
    "a source with an aside goes before a name behind its cue": (
        "US President Lee, in his reply, thanked Mr Khan.",
        [("US President Lee", "thanked", "Mr Khan", "")],
    ),
    "what was never said": ("Pakistan never accused the US of spying.", []),
    "what was not said": ("Pakistan has not said that China broke its word.", []),
    "what nobody said": ("No Pakistani official said the US was at fault.", []),
    "what was neither said nor denied": ("Mr Dar neither confirmed nor denied that the US had asked.", []),
    "a capital that ends like a participle": (
        "Beijing said Pakistan was a friend.",
        [("Beijing", "said", "Pakistan was a friend", "")],
    ),
    "to call on a person is a visit": ("The president called on President Li in Beijing.", []),
    "to call on a person to act is a request": (
        "The president called on Washington to end the tariffs.",
        [("The president", "called on", "Washington to end the tariffs", "")],
    ),
    "a noun that a clause does not follow belongs to the content": (
        "She expressed a strong desire to visit China and voiced deep concern over the tariffs.",
        [
            ("She", "expressed", "a strong desire to visit China", ""),
            ("She", "voiced", "deep concern over the tariffs", ""),
        ],
    ),
    "views that were expressed are no content": ("He expressed these views at a seminar on trade.", []),
    "whoever stands before the verb goes before whom an opening clause names": (
        "To welcome the president and the Chinese people, the premier said trade would grow.",
        [("the premier", "said", "trade would grow", "")],
    ),
    "a comma parts a subject from its verb only behind an aside": (
        "China will help Pakistan, said Lin Mei, a spokesperson for the ministry, on Friday.",
        [("Lin Mei", "said", "China will help Pakistan", "")],
    ),
    "what is only assumed was not said": ("If Pakistan says China is a friend, trade will grow.", []),
    "what is being urged is urged": (
        "Beijing has been urging Pakistan to protect its engineers.",
        [("Beijing", "has been urging", "Pakistan to protect its engineers", "")],
    ),
    "a participle with a subject of its own": (
        "The two leaders held talks, with Secretary Lin agreeing to send help.",
        [("Secretary Lin", "agreeing", "to send help", "")],
    ),
    "a participle behind a verb that does not attribute": (
        "The premier took the paper, calling it a new beginning.",
        [("The premier", "calling", "it a new beginning", "")],
    ),
    "a participle between a source and its verb": (
        "Mr Khan, while calling the visit a success, said trade would grow.",
        [("Mr Khan", "calling", "the visit a success", ""), ("Mr Khan", "said", "trade would grow", "")],
    ),
    "a doubtful participle is no speech": (
        "He said trade would grow, seeking a third term.",
        [("He", "said", "trade would grow, seeking a third term", "")],
    ),
    "who, behind a name": (
        "The session was opened by Ambassador Lin Mei, who called the corridor a success.",
        [("Ambassador Lin Mei", "called", "the corridor a success", "")],
    ),
    "as pointed out by": (
        "The weapons were left behind, as pointed out by the minister.",
        [("the minister", "pointed out", "The weapons were left behind", "")],
    ),
    "quoted as saying, with the one who quotes": (
        "“We want trade,” Xinhua quoted Wang as saying.",
        [("Wang", "quoted Wang as saying", "We want trade", "Xinhua")],
    ),
    "quoted as saying, content behind": (
        "Radio Pakistan quoted the premier as saying that China was a friend.",
        [("the premier", "quoted the premier as saying", "China was a friend", "Radio Pakistan")],
    ),
    "was quoted as saying": (
        "“We want trade,” the ambassador was quoted as saying.",
        [("the ambassador", "was quoted as saying", "We want trade", "")],
    ),
    "a source between commas interrupts a content that is not quoted": (
        "The corridor, he said, would reach the sea next year.",
        [("he", "said", "The corridor|would reach the sea next year", "")],
    ),
    "an adjunct before a source between commas is no content": (
        "In Washington, the spokesperson said on Monday, the two sides had discussed trade.",
        [("the spokesperson", "said", "the two sides had discussed trade", "")],
    ),
    "content first, then a second cue": (
        "The road will be safe, she said and praised China’s engineers.",
        [("she", "said", "The road will be safe", ""), ("she", "praised", "China’s engineers", "")],
    ),
    "where and when stand between cue and content": (
        "Wang said in Beijing on Monday that China would help Pakistan.",
        [("Wang", "said", "China would help Pakistan", "")],
    ),
    "a relay's excerpt that opens with its cue": (
        "The premier “thanked China for its help”, Radio Pakistan reported.",
        [("The premier", "thanked", "China for its help", "Radio Pakistan")],
    ),
    "his country is no one": (
        "On his US visit, he maintained relations were good.",
        [("he", "maintained", "relations were good", "")],
    ),
    "what a comma parts from a verb is not its subject": ("Trade with China grew, reported to be the largest.", []),
    "who, behind a name and what is set beside it": (
        "The session was opened by Ambassador Lin Mei, President of the Chamber, who called the corridor a success.",
        [("Ambassador Lin Mei", "called", "the corridor a success", "")],
    ),
    "a long adjunct before a source between commas is no content": (
        "Addressing the press in Lahore, he said, trade would grow this year.",
        [("he", "said", "trade would grow this year", "")],
    ),
    "a part without words is no part of a content": (
        "“We want trade,” he said, “.",
        [("he", "said", "We want trade", "")],
    ),
    "a body's report that goes on in a quotation of its own": (
        "“The premier thanked China for its help,” the Foreign Office said. “The ambassador praised Pakistan’s role.”",
        [
            ("The premier", "thanked", "China for its help", "the Foreign Office"),
            ("The ambassador", "praised", "Pakistan’s role", "the Foreign Office"),
        ],
    ),
    "to maintain ties is no saying": ("Both countries have maintained strong ties since then.", []),
    "US is a country and us is a pronoun": (
        "The army chief said the US had helped us.",
        [("The army chief", "said", "the US had helped us", "")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_sentence(name):
    """Rule: the sentence has exactly the attributions that the name of the case describes."""
    body, expected = CASES[name]
    assert found(body) == expected


HEADLINES = {
    "Pakistan wants better ties with US: army chief": [("army chief", "", "Pakistan wants better ties with US", "")],
    "China says it backs Pakistan": [("China", "says", "it backs Pakistan", "")],
    "Pakistan, China vow to build roads": [("Pakistan, China", "vow", "to build roads", "")],
    "Two roads: a short history": [],
    "In new year greetings, president and PM reaffirm ties with China": [
        ("president and PM", "reaffirm", "ties with China", "")
    ],
}


@pytest.mark.parametrize("headline", HEADLINES)
def test_headline(headline):
    """Rule: a headline attributes by a colon before its source or like a sentence; another colon attributes nothing."""
    assert found("Nothing else.", headline) == HEADLINES[headline]


def test_a_quotation_alone_goes_on_from_the_sentence_before():
    """Rule: a sentence wholly in quotation marks behind an attribution is a statement of its own, without a cue."""
    body = "He said China was a friend. “Our roads will be safe.”"
    assert found(body)[1] == ("", "", "Our roads will be safe.", "")


def test_a_content_is_attributed_once():
    """Rule: every stretch is read by one pattern; a repeated sentence is another content."""
    read = document("He said China was a friend. He said China was a friend.")
    contents = [a.content for a in find_reported(read, SIDES)]
    assert len(contents) == len(set(contents)) == 2


def test_relays_stand_from_the_outermost_in():
    """Rule: of two bodies, one in the other's report, both relay what the official said, the outer one first."""
    body = "Radio Pakistan reported that the Foreign Office said the premier assured Beijing of support."
    assert found(body) == [("the premier", "assured", "Beijing of support", "Radio Pakistan|the Foreign Office")]


def test_a_sentence_that_only_goes_on_is_left_out():
    """Rule: without quotation marks or a cue, a sentence behind an attribution is not a statement (codebook, Unit)."""
    assert len(found("He said China was a friend. The road was long.")) == 1


def test_a_point_below_the_headline_goes_on_from_it():
    """Rule: a point that opens with a cue is a statement of whoever the headline names, so it has no source."""
    assert found("• Says the road to China is open", "Trade will grow: PM") == [
        ("PM", "", "Trade will grow", ""),
        ("", "Says", "the road to China is open", ""),
    ]


def test_a_quotation_of_its_own_paragraph_goes_on_from_the_one_before():
    """Rule: a paragraph that is nothing but a quotation goes on from the attribution before it."""
    assert found("He said China was a friend.\n\n“Our roads will be safe.”")[1] == (
        "",
        "",
        "Our roads will be safe.",
        "",
    )


def within(body):
    """Return (source, cue, content) of the statements that the first attribution of a text tells of."""
    read = document(body)
    told = find_reported(read, SIDES)[0].within
    return [(a.source.of(read.text), a.cue.of(read.text), a.content[0].of(read.text)) for a in told]


def test_others_statements_within_a_persons_are_kept_beside_it():
    """Rule: what a person's statement tells of others is found with it; whose it is is decided with the names."""
    assert within("Mr Khan said China had reaffirmed its support.") == [("China", "had reaffirmed", "its support")]
    assert within("Mr Khan told reporters that in Beijing, both sides agreed to build roads.") == [
        ("both sides", "agreed", "to build roads")
    ]
    assert within("Mr Khan said he hoped trade would grow.") == []


def test_whom_it_was_told():
    """Rule: the noun phrase behind "told" is the addressee, whether the content stands before it or behind."""
    for body in ("Wang told Mr Khan that trade would grow.", "Trade will grow, Wang told Mr Khan."):
        read = document(body)
        (one,) = find_reported(read, SIDES)
        assert one.addressee.of(read.text) == "Mr Khan"
        assert "rade w" in one.content[0].of(read.text)
