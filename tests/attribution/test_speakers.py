"""Who speaks: names, offices, pronouns and descriptions resolved within a document and at its date."""

import pytest

from positions import coding
from positions.attribution.offices import titles_in
from positions.countries import SIDES
from positions.documents import Document
from positions.documents.structure import press_parts


def speakers(*paragraphs, published="1999-01-01"):
    """Return (speaker, office, country) of every statement of a document."""
    text = "Talks held\n\n" + "\n".join(paragraphs) + "\n"
    article = press_parts(text)
    read = Document("d", "d.txt", text, article.headline, article.paragraphs, "", published=published, outlet="dunya")
    rows = coding.code([read], SIDES, judge=None).statements
    return list(zip(rows["speaker"], rows["office"], rows["speaker_country"], strict=True))


MET = "Prime Minister Asad Mir met Chinese Ambassador Lin Mei in Lahore."


def test_an_office_alone_is_the_person_the_text_names():
    """Rule: "the premier" and "the ambassador" are those named with that office, each with the own country."""
    said = speakers(MET, "The premier thanked China for its help.", "The ambassador said Pakistan was a friend.")
    assert said == [
        ("Asad Mir", "Prime Minister", "PAK"),
        ("Lin Mei", "Ambassador to Pakistan", "CHN"),
    ]


def test_he_is_the_last_speaker():
    """Rule: a pronoun goes back to the speaker of the statement before it, not to the last name mentioned."""
    said = speakers(MET, "The premier thanked Ambassador Lin Mei for China’s help. He pledged to visit China soon.")
    assert [name for name, *_ in said] == ["Asad Mir", "Asad Mir"]


def test_he_is_whoever_became_the_subject_since():
    """Rule: when another person is the subject of a sentence in between, a pronoun is that person."""
    said = speakers(
        MET, "The premier thanked China for help.", "Finance Minister Omar Beg met bankers. He said the US would help."
    )
    assert [name for name, *_ in said] == ["Asad Mir", "Omar Beg"]


def test_a_visitor_is_the_other_side_of_the_engagement():
    """Rule: "the visiting dignitary" is the foreign party of the engagement at hand."""
    assert speakers(MET, "The visiting dignitary praised Pakistan’s role.") == [
        ("Lin Mei", "Ambassador to Pakistan", "CHN")
    ]


def test_both_are_the_parties_to_the_engagement():
    """Rule: "Both sides" of a meeting speak jointly, the Pakistani side named first."""
    said = speakers(MET, "Both sides agreed to build roads.")
    assert said == [("Asad Mir; Lin Mei", "Prime Minister; Ambassador to Pakistan", "JOINT")]


def test_an_office_without_a_known_holder_stays_an_office():
    """Rule: an office whose holder neither the text nor the table knows is never given a name."""
    said = speakers("The planning minister thanked China for its help.", published="1999-01-01")
    assert [(name, country) for name, _, country in said] == [("Planning Minister", "PAK")]


@pytest.mark.parametrize(("published", "expected"), [("2022-07-29", "Qamar Javed Bajwa"), ("2023-07-29", "Asim Munir")])
def test_the_army_chief_depends_on_the_date(published, expected):
    """Rule: an office alone is its holder on the document's date, by the offices table."""
    said = speakers("The army chief said the US was a friend.", published=published)
    assert [name for name, *_ in said] == [expected]


OFFICES = [
    (
        "The foreign secretary",
        "Secretary of State Marco Rubio met Foreign Secretary Amna Mir.",
        "Amna Mir",
        "1999-01-01",
    ),
    ("The president", "Vice President Ann Lee met Prime Minister Asad Mir.", "Asif Ali Zardari", "2025-02-01"),
    ("The minister", "Prime Minister Asad Mir met Information Minister Omar Beg.", "Omar Beg", "1999-01-01"),
    ("The prime minister", "Deputy Prime Minister Omar Beg met Prime Minister Asad Mir.", "Asad Mir", "1999-01-01"),
    ("The US envoy", "US Ambassador Ann Lee met Prime Minister Asad Mir.", "Ann Lee", "1999-01-01"),
    ("Wang", "Prime Minister Asad Mir met his Chinese counterpart Wang Li. Wang Li left.", "Wang Li", "1999-01-01"),
]


@pytest.mark.parametrize(("source", "named", "expected", "published"), OFFICES, ids=[source for source, *_ in OFFICES])
def test_an_office_is_not_mistaken_for_a_similar_one(source, named, expected, published):
    """Rule: words that two titles share do not make them one; a name does not run over the end of a sentence."""
    said = speakers(named, f"{source} said trade of Pakistan with China and the US would grow.", published=published)
    assert [name for name, *_ in said] == [expected]


def test_unnamed_sources_are_not_the_officials_named_before():
    """Rule: "Sources" stay sources without a country, whatever officials the text has named."""
    assert speakers("US officials met bankers.", "Sources said Washington had asked Pakistan for bases.") == []


def test_an_envoy_of_no_named_country_is_not_pakistans():
    """Rule: an ambassador without a country is nobody's, not the outlet's own."""
    assert speakers("Ambassador Li Ming said China would help Pakistan.", published="1999-01-01") == []


def test_an_office_named_for_another_country_stays_that_countrys():
    """Rule: "the army chief" is the one the text has named, even when that is a third country's."""
    assert speakers("The Indian army chief met troops.", "The army chief said China was a threat to Pakistan.") == []


def test_a_quoted_meeting_is_no_engagement():
    """Rule: a meeting within quotation marks is told by the speaker, not reported by the text."""
    quoted = "“Prime Minister Asad Mir met Chinese Ambassador Lin Mei,” the Lahore Post wrote."
    assert speakers(quoted, "The premier said trade would grow.") == []


def test_who_is_of_neither_side_is_not_in_the_engagement():
    """Rule: what an American says after a meeting with China's envoy is not said to Pakistan by that."""
    assert speakers(MET, "US President Ann Lee said trade would grow.") == []


def test_a_meeting_to_come_is_no_engagement():
    """Rule: what will happen, or did not, is no engagement; and so gives no statement its target."""
    said = speakers(
        "Prime Minister Asad Mir will meet Chinese Ambassador Lin Mei.", "The premier said trade would grow."
    )
    assert said == []


@pytest.mark.parametrize(
    "source", ["An official", "A spokesman", "Officials", "The official", "Sources", "The ambassador"]
)
def test_an_official_of_no_named_country_is_not_pakistans(source):
    """Rule: whose official it is must be known from the text: the outlet's country is not enough."""
    assert speakers(f"{source} said the US would sell arms to Israel.") == []
    assert [country for *_, country in speakers(f"Pakistani officials said the US was a friend. {source} left.")] == [
        "PAK"
    ]


def test_a_former_official_speaks_for_no_institution():
    """Rule: a former official and a party leader are voices of their own, with institution `other`, wherever named."""
    text = "T\n\nFormer foreign minister Asad Mir said China was Pakistan’s friend.\nMir said the US was too.\n"
    article = press_parts(text)
    read = Document(
        "d", "d.txt", text, article.headline, article.paragraphs, "", published="1999-01-01", outlet="dunya"
    )
    rows = coding.code([read], SIDES, judge=None).statements
    assert rows[["speaker", "voice", "institution"]].to_numpy().tolist() == [["Asad Mir", "former", "other"]] * 2


def test_a_title_is_read_whole():
    """Rule: the longest title counts: a deputy prime minister is no prime minister, a foreign minister no minister."""
    offices = [title.office for _, title in titles_in("Deputy Prime Minister and Foreign Minister Ishaq Dar", SIDES)]
    assert offices == ["Deputy Prime Minister"]
    assert [t.office for _, t in titles_in("the foreign minister", SIDES)] == ["Foreign Minister"]


def said_by(*paragraphs, headline="Talks held", published="1999-01-01"):
    """Return (speaker, country, target, content) of every statement of a document."""
    text = "\n\n".join([headline, *paragraphs]) + "\n"
    article = press_parts(text)
    read = Document("d", "d.txt", text, article.headline, article.paragraphs, "", published=published, outlet="dunya")
    rows = coding.code([read], SIDES, judge=None).statements
    return list(zip(rows["speaker"], rows["speaker_country"], rows["target"], rows["content"], strict=True))


def test_what_a_person_tells_of_another_is_the_others():
    """Rule: the innermost voice is the source when it is another country's or another person's, else the outer one."""
    told = said_by("Finance Minister Omar Beg said China had reaffirmed its support for Pakistan.")
    assert told == [("China", "CHN", "PAK", "its support for Pakistan")]
    own = said_by("Finance Minister Omar Beg said Pakistan valued China’s support.")
    assert own == [("Omar Beg", "PAK", "CHN", "Pakistan valued China’s support")]


def test_hearsay_stays_with_who_tells_it():
    """Rule: what a source of no party tells of a party is not put in the party's mouth."""
    assert said_by("Sources said Washington had asked Pakistan for bases.") == []


def test_who_told_of_others_is_the_one_who_goes_on():
    """Rule: behind what a person told of another, a pronoun is the one who told it."""
    said = said_by(
        "Omar Beg, the finance minister, said China had reaffirmed its support for Pakistan. He thanked China."
    )
    assert [name for name, *_ in said] == ["China", "Omar Beg"]


def test_a_relative_clause_does_not_change_who_goes_on():
    """Rule: behind "X, who had praised …", the sentences go on about the subject, not about X."""
    said = said_by(
        "Finance Minister Omar Beg thanked US President Ann Lee, who had praised Pakistan. He said the US was a friend."
    )
    assert [name for name, *_ in said] == ["Omar Beg", "Ann Lee", "Omar Beg"]


def test_a_state_is_no_he():
    """Rule: behind a statement of a state, "he" is the last person who spoke."""
    said = said_by("The premier, Asad Mir, thanked China. Pakistan welcomed China’s offer. He said China was a friend.")
    assert [name for name, *_ in said][-1] == "Asad Mir"


def test_a_spokesperson_goes_on_and_was_not_there():
    """Rule: sentences about others do not take the floor from a spokesperson, whom a meeting gives no target."""
    met = "Prime Minister Asad Mir met Chinese Ambassador Lin Mei."
    said = said_by(
        met, "Foreign Office spokesperson Omar Beg thanked China. Asad Mir opened a road. He said China was a friend."
    )
    assert [name for name, *_ in said] == ["Omar Beg", "Omar Beg"]
    assert said_by(met, "Foreign Office spokesperson Omar Beg said prices had risen.") == []


def test_what_a_speaker_goes_on_with_keeps_its_target():
    """Rule: a statement that names no country goes on from the speaker's last one in its paragraph; where the text has
    spoken of the country enough, also in the next one with a theme of that statement, and further on where it speaks of
    the relation; until another speaks or a third country is named."""
    thanked = "China is near and large. China lends. Pakistani Finance Minister Omar Beg thanked China for its loan."

    def targets(*paragraphs):
        return [target for *_, target, _ in said_by(*paragraphs)]

    assert targets(f"{thanked} He said roads were safe.") == ["CHN", "CHN"]
    assert targets(thanked, "He said roads were safe.") == ["CHN"]
    assert targets(thanked.replace("China is near and large. ", ""), "He said the loan would be repaid.") == ["CHN"]
    assert targets(thanked, "He said the loan would be repaid.") == ["CHN", "CHN"]
    assert targets(thanked, "Rain fell.", "He said the loan would be repaid.") == ["CHN"]
    assert targets(thanked, "Rain fell.", "He said cooperation would grow.") == ["CHN", "CHN"]
    between = "Law Minister Ali Shah said courts were slow."
    assert targets(thanked, between, "Mr Beg said the loan would be repaid.") == ["CHN"]
    assert targets(thanked, "He said the loan to India was lost.", "He said the loan was large.") == ["CHN"]


def test_an_apposition_tells_whose_someone_is():
    """Rule: an office beside a name, before or behind it, gives the country that the name alone does not."""
    behind = said_by("Omar Beg, chairman of the Pakistan Chamber, said China was a friend.")
    before = said_by("A senior official at the US Department of State, Ann Lee, said Pakistan was a friend.")
    assert [(name, country) for name, country, *_ in behind + before] == [("Omar Beg", "PAK"), ("Ann Lee", "USA")]
    assert said_by("Omar Beg, head of a bank, said China was a friend.") == []


def test_analysts_of_no_named_country_are_nobodys():
    """Rule: "analysts" are not Pakistan's for standing in a Pakistani paper."""
    assert said_by("Analysts said China was a friend.") == []


def test_the_statement_is_whose_it_was():
    """Rule: "the statement" is that of its owner named last, be it a body or two states; never the last body else."""
    joint = "The Foreign Office received the India-US joint statement."
    assert said_by(joint, "The statement urged Pakistan to act.")[0][:3] == ("India-US joint statement", "USA", "PAK")
    assert said_by("The Foreign Office met China.", "The statement thanked China.")[0][0] == "Foreign Office"


def test_they_who_are_not_named_are_not_both_sides():
    """Rule: "they" without an engagement or several speakers before is no joint voice."""
    assert said_by("They said China would help Pakistan.") == []


def test_a_side_is_its_state():
    """Rule: "the Chinese side" is China."""
    assert said_by("The Chinese side praised Pakistan’s efforts.")[0][:2] == ("China", "CHN")


def test_what_is_told_to_someone_is_towards_their_country():
    """Rule: whom a statement was told gives its target when the content names no country."""
    named = "Prime Minister Asad Mir flew home. Chinese Foreign Minister Lin Mei flew home."
    assert said_by(named, "Lin Mei told Asad Mir that roads were safe.")[0][:3] == ("Lin Mei", "CHN", "PAK")


def test_the_head_of_a_chamber_is_no_head_of_state():
    """Rule: "President of the Chamber" is not the president."""
    said = said_by("Omar Beg, President of the Lahore Chamber, said China was a friend.", published="2025-02-01")
    assert "Asif Ali Zardari" not in [name for name, *_ in said]


def test_who_serves_an_office_is_not_its_holder():
    """Rule: a spokesperson of the premier's office is not the premier."""
    said = said_by("Prime Minister Asad Mir flew home.", "A PM Office spokesperson said China was a friend.")
    assert "Asad Mir" not in [name for name, *_ in said]


def test_one_person_is_one_party():
    """Rule: an office and the name set behind it are one speaker."""
    said = said_by("Federal Minister for Maritime Affairs, Omar Beg, said China was a friend.")
    assert [name for name, *_ in said] == ["Omar Beg"]


def test_a_surname_goes_on_with_who_spoke():
    """Rule: "Mr Khan" behind a Khan's statement is that Khan, not another whom the text has named since."""
    said = said_by(
        "Law Minister Ali Shah Khan thanked China. The talks were with Omar Khan, a banker. "
        "Mr Khan said China was a friend."
    )
    assert [name for name, *_ in said] == ["Ali Shah Khan", "Ali Shah Khan"]


def test_several_portfolios_are_one_minister():
    """Rule: the commas and "and" of a minister's portfolios join nobody."""
    said = said_by("Minister for Planning, Development and Special Initiatives Omar Beg said China was a friend.")
    assert [(name, country) for name, country, *_ in said] == [("Omar Beg", "PAK")]


def test_a_congress_elsewhere_is_not_the_american_one():
    """Rule: a member of India's Congress party is not an American."""
    assert said_by("Congress MP Anil Rao said China had helped Pakistan.") == []


def test_a_group_goes_on_as_they():
    """Rule: "they" behind a group's statement is the group, be there a meeting or not."""
    said = said_by(
        "Prime Minister Asad Mir met Chinese Ambassador Lin Mei.",
        "Visiting US lawmakers praised Pakistan’s army. They thanked Pakistan for its help.",
    )
    assert [(name, country) for name, country, *_ in said] == [("Visiting US lawmakers", "USA")] * 2


def test_the_sides_of_a_meeting_of_many_are_the_states():
    """Rule: when more than two met, "the two sides" are the states and not all who were there."""
    met = "Prime Minister Asad Mir met Chinese Premier Lin Mei and Chinese Vice President Wu Bo in Beijing."
    assert said_by(met, "The two sides agreed to build roads.")[0][:2] == ("Pakistan; China", "JOINT")


def test_who_spoke_together_goes_on_as_they():
    """Rule: "they" are those who spoke together last, though one of them has spoken alone since."""
    said = said_by(
        "Prime Minister Asad Mir and Chinese Premier Lin Mei praised the corridor to China. "
        "Mr Mir thanked China. They agreed to build more roads."
    )
    assert [name for name, *_ in said] == ["Asad Mir; Lin Mei", "Asad Mir", "Asad Mir; Lin Mei"]


def test_an_office_of_another_country_is_no_apposition():
    """Rule: in a list, the office behind the name of someone of a known country is the next one's."""
    said = said_by(
        "Washington phoned Shehbaz Sharif, Indian foreign minister and others.",
        "Shehbaz Sharif said China was a friend.",
        published="2025-02-01",
    )
    assert [(name, country) for name, country, *_ in said] == [("Shehbaz Sharif", "PAK")]


def test_where_an_envoy_is_posted_is_not_whose_envoy_it_is():
    """Rule: the name behind "Ambassador of China in Pakistan" is the ambassador's, of China."""
    said = said_by("Ambassador of China in Pakistan Lin Mei thanked Pakistan for its help.")
    assert [(name, country) for name, country, *_ in said] == [("Lin Mei", "CHN")]


def test_a_country_behind_a_known_name_is_anothers():
    """Rule: what runs on behind the full name of someone the offices table knows does not change whose it is."""
    said = said_by(
        "Senator Mohammad Ishaq Dar Member of the Communist Party of China met students.",
        "Dar said Beijing was a friend.",
        published="2025-02-01",
    )
    assert [country for _, country, *_ in said] == ["PAK"]


def test_two_other_countries_are_no_joint_voice():
    """Rule: joint is Pakistan with a counterpart; other countries together are the first counterpart among them."""
    assert said_by("The US and India urged Pakistan to act.")[0][1:3] == ("USA", "PAK")
    assert said_by("The US and China urged Pakistan to act.")[0][1:3] == ("USA", "PAK")


def test_it_is_no_person():
    """Rule: "it" is the last body or state that spoke, whoever has spoken since."""
    said = said_by("The Foreign Office thanked China. Finance Minister Omar Beg praised China. It said China was near.")
    assert [name for name, *_ in said] == ["Foreign Office", "Omar Beg", "Foreign Office"]


def test_a_spokesperson_goes_on_with_what_the_state_said():
    """Rule: a state and its spokesperson are one speaker as to what they talk about."""
    said = said_by("Pakistan thanked the US for its help. Foreign Office spokesperson Omar Beg said talks would go on.")
    assert [target for _, _, target, _ in said] == ["USA", "USA"]
    assert [t for *_, t, _ in said_by("Pakistan thanked the US for its help. Mr Omar Beg said talks would go on.")] == [
        "USA"
    ]


def test_a_body_relays_under_one_name():
    """Rule: the Foreign Office is written in full where it relays, however the text shortens it."""
    text = "Talks held\n\nThe premier thanked China for its help, the FO said.\n"
    article = press_parts(text)
    read = Document(
        "d", "d.txt", text, article.headline, article.paragraphs, "", published="2025-02-01", outlet="dunya"
    )
    assert coding.code([read], SIDES, judge=None).statements["via"].tolist() == ["Foreign Office"]


@pytest.mark.parametrize("opening", ["In a letter to the prime minister,", "After a meeting with the president,"])
def test_whom_an_adjunct_names_is_not_who_speaks(opening):
    """Rule: an office behind a preposition is not the office of who is named behind it and speaks."""
    said = speakers(f"{opening} PBC chief executive Tariq Beg said China would help Pakistan.")
    assert said == [("Tariq Beg", "", "PAK")]
    said = speakers("The prime minister, Tariq Beg, said China would help Pakistan.")
    assert said == [("Tariq Beg", "Prime Minister", "PAK")]


@pytest.mark.parametrize(
    ("office", "name"),
    [
        ("Minister for Industries Tariq Beg", "Tariq Beg"),
        ("Minister for Science, Technology and Industries Tariq Beg", "Tariq Beg"),
        ("Minister of Housing Tariq Beg", "Tariq Beg"),
        ("Prime Minister Tariq Beg", "Tariq Beg"),
    ],
)
def test_the_field_of_an_office_is_no_name(office, name):
    """Rule: what a minister is for is not part of the name behind it."""
    assert [who for who, *_ in speakers(f"{office} thanked China for its help to Pakistan.")] == [name]


def test_a_press_release_is_of_whom_it_was_issued_by():
    """Rule: whose a paper is, the words behind it say before any body named earlier."""
    before = "The Foreign Office said Pakistan valued China."
    (_, (name, *_)) = speakers(
        before, "A press release issued from the President’s Secretariat said China was a friend."
    )
    assert name == "President’s House"
    (_, (name, *_)) = speakers(before, "A press release said China was a friend.")
    assert name == "Foreign Office"


def test_a_place_in_the_name_of_a_convention_is_no_country():
    """Rule: a treaty named after a town says nothing to or about the country of the town."""
    who = "Prime Minister Asad Mir said that Pakistan had signed the"
    assert speakers(f"{who} Hong Kong Convention.", "It rained in Beijing.") == []
    assert len(speakers(f"{who} Hong Kong trade agreement.", "It rained in Beijing.")) == 1
