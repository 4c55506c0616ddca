"""Who took part in an engagement, where it was, and what is none."""

import pytest

from positions import coding
from positions.attribution.resolution import home_country
from positions.countries import SIDES, Sides
from positions.documents import Document, Span

PREMIER, ENVOY = "Prime Minister Asad Mir", "Chinese Ambassador Lin Mei"
MIR, MEI = "Asad Mir, Prime Minister", "Lin Mei, Ambassador to Pakistan"
MET = [("meeting", MIR, MEI)]


def document(*sentences, published="1999-03-10"):
    """Return a report of invented sentences, a paragraph each."""
    text = "Headline of a paper\n\n" + "\n".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    paragraphs = tuple(Span(at, at + len(s)) for at, s in zip(starts, sentences, strict=True))
    return Document("d", "d.txt", text, Span(0, 19), paragraphs, "", outlet="dawn", published=published)


def rows(*sentences, sides=SIDES):
    """Return the rows of the engagements that invented sentences report."""
    return coding.code([document(*sentences)], sides, judge=None).engagements.to_dict("records")


def met(*sentences):
    """Return channel and sides of every engagement."""
    return [(row["channel"], row["own_side"], row["other_side"]) for row in rows(*sentences)]


@pytest.mark.parametrize(
    "sentence",
    [
        f"{PREMIER} met Sanctions, Missile and Export-Import in China.",
        f"{PREMIER} met Chinese investor Bo Wu and traders of a Chinese company.",
        f"{PREMIER} met Bo Wu, a scholar from China.",
        f"The Foreign Office spokesperson told {ENVOY} nothing, and a US spokesperson met Lahore.",
        f"Former {PREMIER} met {ENVOY}.",
        f"{PREMIER} is scheduled to hold a meeting with {ENVOY}.",
        f"{PREMIER} denied that he had met {ENVOY}.",
        f"{PREMIER} refused to meet {ENVOY}.",
        f"Whether {PREMIER} met {ENVOY} is not known.",
        f"Has {PREMIER} met {ENVOY}?",
        f"No minister met {ENVOY}, and none called.",
        f"{PREMIER} called on China to hold talks.",
        f"An Afghan minister met {PREMIER} and {ENVOY}.",
    ],
)
def test_what_is_no_engagement(sentence):
    """Rule: no office, no party; what is planned, denied or asked has not happened; a third party's meeting is none."""
    assert met(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        f"{PREMIER} met {ENVOY} in Lahore.",
        f"{ENVOY} called on {PREMIER} to discuss trade.",
        f"{PREMIER}, in a meeting with {ENVOY}, hailed trade.",
        f"During a meeting with {ENVOY}, {PREMIER} hailed trade.",
        f"The accord followed a meeting between {PREMIER} and {ENVOY}.",
        f"{PREMIER} and {ENVOY} held talks in Lahore.",
        f"{PREMIER} held in-depth talks with {ENVOY}, the Lahore Post said.",
        f"US Secretary of State Ann Lee said that {PREMIER} met {ENVOY}.",
        f"Trade grew as {PREMIER} met {ENVOY}, according to a spokesperson of the US State Department.",
        f"{ENVOY}, who called on {PREMIER}, hailed trade.",
        f"{PREMIER} was received by {ENVOY} at the consulate.",
    ],
)
def test_who_met_whom_whatever_the_words(sentence):
    """Rule: the sides of a meeting stand before and behind the words that report it; who tells of it is none."""
    assert met(sentence, "It rained in Pakistan.") == MET


@pytest.mark.parametrize(
    "sentence",
    [
        f"{ENVOY} called on {PREMIER} in Lahore, according to a statement.",
        f"{ENVOY} — the first woman in the post to speak Urdu — met {PREMIER}.",
        f"{PREMIER} said this in a meeting with {ENVOY}.",
        f"Trade was hailed during {PREMIER}’s meeting with {ENVOY}.",
    ],
)
def test_words_set_between_do_not_part_the_sides(sentence):
    """Rule: asides, who speaks of an own meeting, and an owner's "'s" leave the sides as they are."""
    assert met(sentence) == MET


def test_people_met_separately_are_met_one_by_one():
    """Rule: "separately" makes a meeting each of two who met one, whichever side they are of."""
    found = met(f"{PREMIER} and Army Chief Omar Tor separately met {ENVOY}.")
    assert [(own.partition(",")[0], other) for _, own, other in found] == [("Asad Mir", MEI), ("Omar Tor", MEI)]


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        (f"A US delegation, led by Congressman Joe Roe, met {PREMIER}.", ["Joe Roe"]),
        (f"A US delegation met {PREMIER}.", ["A US delegation"]),
        (f"{PREMIER} met Congressmen Joe Roe, Al Doe and Ann Lee in Washington.", ["Joe Roe", "Al Doe", "Ann Lee"]),
        (f"Representative Joe Roe of the US Congress met {PREMIER}.", ["Joe Roe"]),
        (f"US senators met {PREMIER}.", ["US senators"]),
    ],
)
def test_a_delegation_is_its_people(sentence, people):
    """Rule: who leads a country's delegation is its official; an office in the plural is that of all names behind."""
    ((channel, own, other),) = met(sentence)
    assert (channel, own) == ("meeting", MIR)
    assert [party.partition(", ")[0] for party in other.split("; ")] == people


def test_the_delegation_is_the_one_named_last():
    """Rule: "the delegation" is of the country whose delegation the text named last, of none where it named none."""
    (_, second) = met(f"A US delegation met {PREMIER}.", "The delegation called on Army Chief Omar Tor.")
    assert second[2] == "The delegation" and second[1].startswith("Omar Tor")
    assert met("The delegation called on Army Chief General Omar Tor.") == []


def test_a_delegation_of_a_company_is_none_of_a_state():
    """Rule: the words behind "a Chinese" say whose people they are."""
    assert met(f"A six-member delegation of a Chinese construction company met {PREMIER}.") == []
    assert met("A Chinese delegation met Minister for Industries Asad Mir.")[0][1] == "Asad Mir, Minister"


def test_an_office_in_the_plural_is_nobodys_alone():
    """Rule: "Asad Mir, US senators discuss trade" does not make him a senator."""
    text = document("Barrister Asad Mir, US senators discuss trade.", f"Asad Mir met {ENVOY}.")
    assert coding.code([text], SIDES, judge=None).engagements.empty


def test_a_pronoun_and_a_counterpart_are_parties():
    """Rule: "he" is the subject before; a counterpart is who the text or the table of offices says it is."""
    found = met(f"{PREMIER} left for the capital.", "He met US Secretary of State Ann Lee.")
    assert found == [("meeting", MIR, "Ann Lee, Secretary of State")]
    (row,) = rows(f"{PREMIER} met his Chinese counterpart, Bo Wu.")
    assert (row["own_side"], row["other_side"].partition(",")[0]) == (MIR, "Bo Wu")


def test_a_visit_is_to_the_other_sides_country():
    """Rule: an official in the other's country is on a visit; an envoy posted there, and one at home, is not."""
    assert met(f"{PREMIER} arrived in Beijing on Monday.") == [("visit", MIR, "China")]
    assert met(f"{PREMIER} hailed trade during his visit to China.") == [("visit", MIR, "China")]
    assert met("Chinese Premier Bo Wu visited Pakistan last year.") == [("visit", "Pakistan", "Bo Wu, Premier")]
    for none in (f"{ENVOY} arrived in Lahore.", f"{PREMIER} visited Lahore.", f"{PREMIER} will visit China."):
        assert met(none) == []
    assert met(f"{PREMIER} arrived in Washington to attend the spring meetings of the IMF.") == []
    assert met(f"{PREMIER} met {ENVOY} in Beijing on the sidelines of the SCO summit.", "It rained in Pakistan.") == MET
    assert met(f"{PREMIER} visited the US Chamber of Trade.") == []


def test_one_sentence_may_report_several():
    """Rule: a meeting within a visit is not the visit; each has words of its own as its place."""
    found = rows(f"{PREMIER} met Chinese Premier Bo Wu during his visit to China.")
    assert [row["channel"] for row in found] == ["meeting", "visit"]
    assert len({row["engagement_id"] for row in found}) == 2


def test_heads_are_met_one_by_one():
    """Rule: a president and a premier named together were met one after the other; lawmakers together."""
    found = met(f"{PREMIER} met Chinese President Bo Wu and Chinese Premier Hu Li.")
    assert [other for *_, other in found] == ["Bo Wu, President", "Hu Li, Premier"]
    (together,) = met(f"{PREMIER} met US Senator Ann Lee and US Senator Joe Roe.")
    assert together[2].startswith("Ann Lee") and "Joe Roe" in together[2]


def test_a_second_report_of_one_document_adds_its_day():
    """Rule: told again in the same text, an engagement is one, of the day that either sentence tells."""
    (row,) = rows(f"{PREMIER} met {ENVOY}.", "A storm came.", f"{ENVOY} met {PREMIER} on Monday.")
    assert row["date"] == "1999-03-08"


def test_the_day_of_telling_is_not_the_day_of_a_recent_visit():
    """Rule: beside "his recent visit" a weekday is when it was spoken of; a date is the visit's."""
    (row,) = rows(f"During his recent visit to China, {PREMIER} told a paper on Monday, trade had grown.")
    assert row["date"] == ""
    (row,) = rows(f"{PREMIER} arrived in Beijing on Monday.")
    assert row["date"] == "1999-03-08"


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("in Lahore", "Lahore"),
        ("at the Great Hall of the People in Beijing", "the Great Hall of the People in Beijing"),
        ("in June", ""),
        ("at Sanctions", ""),
        ("to discuss the war in Lahore", ""),
        ("", ""),
    ],
)
def test_a_place_is_a_place(where, place):
    """Rule: a month, a common word with a capital and the place of what was discussed are no place of a meeting."""
    (row,) = rows(f"{PREMIER} met {ENVOY} {where}.")
    assert row["place"] == place


def test_an_old_engagement_is_recalled():
    """Rule: what was long before publication, or is told in words that look back, is no news."""
    news = {f"{PREMIER} met {ENVOY} {when}.": "" for when in ("", "on Monday", "last week")}
    old = {f"{PREMIER} met {ENVOY} {when}.": "yes" for when in ("last October", "on January 4", "in 1997")}
    old[f"He recalled that {PREMIER} met {ENVOY}."] = "yes"
    for sentence, recalled in (news | old).items():
        assert [row["recalled"] for row in rows(sentence)] == [recalled], sentence


def test_nothing_of_others_stands_in_an_actors_columns():
    """Rule: engagements are the actor's asked for: India's from a text that tells of Pakistan's as well."""
    told = (
        "Indian Foreign Minister Anil Rao met US Secretary of State Ann Lee in Delhi.",
        f"{PREMIER} met US Secretary of State Ann Lee in Lahore.",
        f"{PREMIER} met {ENVOY} in Lahore.",
    )
    (row,) = rows(*told, sides=Sides("IND", ("USA", "CHN")))
    assert row["own_side"].startswith("Anil Rao") and row["place"] == "Delhi"
    assert home_country(document(*told), SIDES) == "PAK"
