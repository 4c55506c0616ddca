"""Whose words they are: what tells a speaker's country, and what only seems to (invented sentences)."""

import pytest

from positions import coding
from positions.countries import SIDES
from positions.documents import Document
from positions.documents.structure import press_parts


def said(*paragraphs, published="2025-02-01", headline="Ties discussed"):
    """Return speaker, country, target and relay of every statement of an article of a Pakistani outlet."""
    text = f"{headline}\n\n" + "\n\n".join(paragraphs) + "\n"
    article = press_parts(text)
    read = Document(
        "d", "d.txt", text, article.headline, article.paragraphs, "", published=published, outlet="dunya",
        dateline=article.dateline,
    )  # fmt: skip
    rows = coding.code([read], SIDES, judge=None).statements
    return list(rows[["speaker", "speaker_country", "target", "via"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        # an institution in an apposition, also behind a comma of its own
        (
            "Asad Mir, CEO, Pakistan Business Council, said the US was a market.",
            ("Asad Mir", "PAK", "USA", ""),
        ),
        ("Ann Roe, a fellow at the Wilson Centre, said Pakistan was weak.", ("Ann Roe", "USA", "PAK", "")),
        # whose office it is, before the office
        (
            "Khyber Pakhtunkhwa government’s spokesperson Asad Mir said the US was far.",
            ("Asad Mir", "PAK", "USA", ""),
        ),
        # a party before a rank
        ("Jamaat-i-Islami Emir Asad Mir said America was far.", ("Asad Mir", "PAK", "USA", "")),
        # words in capitals, as at the opening of a report
        (
            "AMERICAN officials have said that Pakistan was a friend.",
            ("AMERICAN officials", "USA", "PAK", ""),
        ),
        ("A senior official at the Pakistan’s foreign ministry said the US was far.", (
            "senior official at the Pakistan’s foreign ministry", "PAK", "USA", "",
        )),
    ],
)  # fmt: skip
def test_words_beside_a_name_tell_the_country(paragraph, expected):
    """Rule: a body, a party, an owner or a demonym beside a name tells whose words they are."""
    assert said(paragraph) == [expected]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Indian analyst Ravi Roe, a fellow at the Wilson Center, said Pakistan was weak.",
        "A Russian foreign ministry spokeswoman said the US should leave Pakistan alone.",
        "The Indian foreign ministry said the US had armed Pakistan.",
        "John Roe, head of Asia at Barclays, US banks said, China would lend Pakistan money.",
        "According to an official of Pakistan’s foreign ministry, Roe promised nothing to the US.",
        "The Philippine Department of Justice said China had armed Pakistan.",
        "“Prime Minister Asad Mir met Chinese Ambassador Lin Mei,” the Lahore Post wrote.",
    ],
)
def test_what_is_beside_another_tells_nothing(paragraph):
    """Rule: a nationality goes before a workplace; another's office, bank or ministry makes nobody a party's."""
    assert said(paragraph) == []


def test_a_dateline_below_points_is_a_place():
    """Rule: the place that opens a report below a few points did not say what stands behind it."""
    points = "• US and China condemn attack", "• President meets envoy"
    told = said(
        *points, "ISLAMABAD: Minister Asad Mir thanked China on Friday, reaffirming ties of Pakistan with Beijing."
    )
    assert [speaker for speaker, *_ in told] == ["Asad Mir", "Asad Mir"]


def test_of_pakistan_and_a_third_country_together_pakistan_is_the_party():
    """Rule: a Pakistani and somebody of no party speak for Pakistan; only with a counterpart are they both sides."""
    (joint,) = said("Minister Asad Mir and Iranian Minister Ali Roe said the US was far. Pakistan was calm.")
    assert joint[1:3] == ("PAK", "USA")
    (joint,) = said("Minister Asad Mir and Chinese Ambassador Lin Mei said China and Pakistan were friends.")
    assert joint[1:3] == ("JOINT", "CHN")


def test_the_spokesman_is_who_was_called_a_spokesperson():
    """Rule: "the spokesman" is the spokesperson named before; another body's spokesman is not."""
    named = "Foreign Office Spokesperson Asad Mir said that peace was near."
    assert said(f"{named} The spokesman welcomed the US programme for Pakistan.") == [("Asad Mir", "PAK", "USA", "")]
    foreign = "Lin Mei, the Chinese Foreign Ministry spokesperson, spoke."
    assert said(f"{foreign} The army spokesman said the US would help Pakistan.") == []


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("“China is our closest friend,” warned Minister Asad Mir. Pakistan agreed.", ("Asad Mir", "PAK", "CHN", "")),
        ("Pakistan’s envoy Asad Mir spoke. “China will stay a friend,” he wrote.", ("Asad Mir", "PAK", "CHN", "")),
        (
            "“Our doors are open to American firms,” Minister Asad Mir was quoted by APP as saying.",
            ("Asad Mir", "PAK", "USA", "APP"),
        ),
        (
            "The US State Department said it was watching Pakistan closely, CNN reported.",
            ("State Department", "USA", "PAK", "CNN"),
        ),
        (
            "China’s envoy Lin Mei, using the word “brothers,” congratulated Pakistan on its day.",
            ("Lin Mei", "CHN", "PAK", ""),
        ),
        (
            "US President Donald Trump, in a post on “Truth Social,” thanked Pakistan for its help.",
            ("Donald Trump", "USA", "PAK", ""),
        ),
    ],
)
def test_a_verb_behind_a_quotation_belongs_to_its_speaker(paragraph, expected):
    """Rule: any verb behind a quotation that opens the sentence has its source beside it; behind a mere word in
    quotation marks the one named behind the verb is its object."""
    assert said(paragraph) == [expected]


def test_a_clause_of_time_has_its_own_speaker():
    """Rule: of "after Iran said" Iran is the speaker, not whoever the main clause is about."""
    assert said("Reuters reported that Pakistan needed China after Iran said the US was wrong.") == []


@pytest.mark.parametrize(
    ("content", "act"),
    [
        ("Minister Asad Mir said Pakistan had no better friend than China.", "praise"),
        ("Minister Asad Mir said the exercise with China was not directed at anyone.", "state"),
        ("Minister Asad Mir said the charge of the US was not based on facts.", "deny"),
        ("Washington wants Islamabad to release the doctor.", "request"),
        ("“We stand ready to work with Pakistan,” Chinese Ambassador Lin Mei said.", "commit"),
        ("“We will attack Pakistan,” US Senator Ann Roe said.", "state"),
        ("Minister Asad Mir said the US was not a great country to work with.", "state"),
        ("“We are deeply grateful to China,” Minister Asad Mir said.", "praise"),
    ],
)
def test_negation_and_threats_are_not_what_their_words_seem(content, act):
    """Rule: a negation alone is no denial, and turns no praise into praise; a threat is no commitment."""
    text = f"Ties discussed\n\n{content} Pakistan listened.\n"
    article = press_parts(text)
    read = Document(
        "d", "d.txt", text, article.headline, article.paragraphs, "", published="2025-02-01", outlet="dunya"
    )
    assert list(coding.code([read], SIDES, judge=None).statements["act"]) in ([act], [act, act])


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # a ministry named before as another country's is still that country's
        (
            ("Beijing’s finance ministry met the press.", "The finance ministry said Pakistan was a friend of China."),
            [("The finance ministry", "CHN", "PAK", "")],
        ),
        (("The Afghan interior ministry spokesperson said the US had left Pakistan.",), []),
        (("Minister Counsellor Yang Roe said Pakistan was a friend. China was near.",), []),
        # a centre that has both countries in its name is of neither for that
        (("Ali Roe, Director of the China Pakistan Study Centre, said Pakistan was a friend of China.",), []),
    ],
)
def test_a_name_with_a_country_in_it_is_not_always_that_countrys(paragraphs, expected):
    """Rule: whose a ministry, a title or a centre is, its own words and what was said of it before decide."""
    assert said(*paragraphs) == expected


def test_firms_and_lawyers_are_no_voice_of_the_state():
    """Rule: a brokerage and the president of an association speak for themselves."""
    text = (
        "Ties discussed\n\nTopline Securities said the US was a market. Karachi Bar President Ali Roe thanked China.\n"
    )
    article = press_parts(text)
    read = Document(
        "d", "d.txt", text, article.headline, article.paragraphs, "", published="2025-02-01", outlet="dunya"
    )
    rows = coding.code([read], SIDES, judge=None).statements
    assert list(rows["voice"]) == ["private", "private"] and set(rows["office"]) == {""}


def test_of_namesakes_the_office_decides():
    """Rule: "spokesperson Khan" is the Khan who is the spokesperson, whoever else of that name the text has named."""
    named = "Foreign Office Spokesman Shafqat Ali Khan spoke. The bill is about Imran Khan."
    told = said(named, "FO spokesperson Khan said the US was a friend.", "The spokesman thanked Washington.")
    assert [speaker for speaker, *_ in told] == ["Shafqat Ali Khan", "Shafqat Ali Khan"]


def test_the_minister_is_the_one_who_spoke():
    """Rule: an office without a name is the speaker before who holds it, whoever of that rank was named since."""
    spoke = "Pakistani Information Minister Asad Mir thanked China for its help to Railways Minister Omar Beg."
    told = said(f"{spoke} The minister said Beijing was a friend.")
    assert [speaker for speaker, *_ in told] == ["Asad Mir", "Asad Mir"]


def test_a_chief_minister_has_no_portfolio():
    """Rule: behind "Chief Minister of" stands a province, and behind its comma somebody else."""
    listed = "Chief Minister of Gilgit-Baltistan Asad Mir, Engineer Omar Beg and Ali Shah took part."
    assert [speaker for speaker, *_ in said(listed, "The chief minister thanked China.")] == ["Asad Mir"]


def test_an_office_goes_before_a_profession():
    """Rule: a minister who is a professor speaks for the state."""
    text = "Ties discussed\n\nPakistani Planning Minister Professor Asad Mir thanked China.\n"
    article = press_parts(text)
    read = Document(
        "d", "d.txt", text, article.headline, article.paragraphs, "", published="2025-02-01", outlet="dunya"
    )
    assert list(coding.code([read], SIDES, judge=None).statements["voice"]) == ["state"]


def test_a_country_hardly_spoken_of_is_no_target_unnamed():
    """Rule: behind the paragraph that names the country, a statement goes on about it only where the headline names it,
    or where the text before has named it three times."""
    thanked, later = (
        "Pakistani Finance Minister Omar Beg thanked China for its help.",
        "He said cooperation would grow.",
    )
    assert [target for *_, target, _ in said(thanked, later)] == ["CHN"]
    assert [target for *_, target, _ in said(f"China is near. China is large. {thanked}", later)] == ["CHN", "CHN"]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # an agency's own report
        (("Pakistani media reported progress. Xinhua said Pakistan was a friend of China.",), []),
        # another minister than the one who met the envoy
        (
            (
                "Pakistani Foreign Minister Omar Beg met Chinese Ambassador Lin Mei. He thanked China.",
                "Pakistani Defence Minister Asad Mir said roads would be built.",
            ),
            [("Omar Beg", "CHN")],
        ),
        # a meeting further down is not the lead's
        (
            (
                "Pakistani Minister Omar Beg promised better roads for Multan.",
                "In March Beg met Chinese Ambassador Lin Mei in Lahore.",
            ),
            [],
        ),
        # two counterparts, and Pakistan nowhere
        (("The minister said China and the US were rivals.",), []),
        # money
        (("The finance minister said exports had crossed US$3 billion in May.",), []),
    ],
)
def test_what_ties_a_statement_to_a_country(paragraphs, expected):
    """Rule: a statement counts that names the country or was made by who met it; money and media count for nothing."""
    assert [(speaker, target) for speaker, _, target, _ in said(*paragraphs)] == expected


def test_a_headline_puts_a_country_in_play():
    """Rule: where the headline names the country, a speaker goes on about it in a later paragraph."""
    told = ("Pakistani Finance Minister Omar Beg thanked Beijing for its help.", "He said cooperation would grow.")
    assert len(said(*told)) == 1
    assert len(said(*told, headline="China thanked")) == 2


def test_a_topic_waits_for_its_speaker():
    """Rule: a statement too far from the country's name leaves it for the next, nearer in matter."""
    told = (
        "Pakistani Finance Minister Omar Beg thanked Beijing for its help.",
        "He said the monsoon had come early.",
        "He said cooperation would grow.",
    )
    assert [target for *_, target, _ in said(*told, headline="China thanked")] == ["CHN", "CHN"]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        # a person before "secretary of state" is its holder's, not a state of that name
        ("US Secretary of State Ann Roe said Pakistan was a friend.", ("Ann Roe", "USA")),
        ("The US undertook to protect Pakistan’s students.", ("United States", "USA")),
        ("“We stand by Pakistan,” Ann Roe, a US State Department spokesperson, was quoted by Dawn as saying.", (
            "Ann Roe", "USA",
        )),
        ("Foreign Office Spokesman Asad Mir said China was near, citing a report by the army.", ("Asad Mir", "PAK")),
    ],
)  # fmt: skip
def test_forms_of_a_report(paragraph, expected):
    """Rule: an undertaking, a quotation passed on and what a reporter adds behind a comma are read as what they are."""
    assert [(speaker, country) for speaker, country, *_ in said(paragraph)] == [expected]


def coded(paragraph, headline="Ties discussed"):
    """Return act and stance of every statement of an article of one paragraph."""
    text = f"{headline}\n\n{paragraph}\n"
    article = press_parts(text)
    read = Document(
        "d", "d.txt", text, article.headline, article.paragraphs, "", published="2025-02-01", outlet="dunya"
    )
    return list(coding.code([read], SIDES, judge=None).statements[["act", "stance"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        # a third country faulted in the presence of a partner
        (
            "Pakistani Foreign Minister Omar Beg met Chinese Foreign Minister Lin Mei. Beg condemned India’s strikes.",
            [("criticise", 0)],
        ),
        ("Washington wants Islamabad to release the doctor.", [("request", 0)]),
        ("Pakistani Minister Omar Beg said China had never criticised a friend.", [("state", 1)]),
    ],
)
def test_act_and_stance_are_towards_the_counterpart(paragraph, expected):
    """Rule: to fault a third country is no stance; what is wanted is asked; a negation turns no act around."""
    assert coded(paragraph) == expected


@pytest.mark.parametrize(
    "paragraphs",
    [
        # a consul or a chargé is an envoy
        (
            "Chinese Consul General Lin Mei visited the plant. A minister from Qatar was there.",
            "The envoy said Pakistan was a friend.",
        ),
        # what the text calls somebody
        (
            "Lin Mei, a banker from China, praised Pakistan. Minister Omar Beg of Qatar was there.",
            "The banker said Pakistan was a friend.",
        ),
    ],
)
def test_a_noun_goes_on_with_whom_the_text_calls_so(paragraphs):
    """Rule: "the envoy" is a consul who spoke before, "the banker" whoever was introduced as one."""
    told = said(paragraphs[0], f"Ms Lin said Pakistan had helped. {paragraphs[1]}")
    assert told[-1] == ("Lin Mei", "CHN", "PAK", "")


def test_who_agreed_is_who_met():
    """Rule: "it was agreed" is of both sides of the engagement, and of nobody where none is told of."""
    met = "Foreign Minister Ishaq Dar met Chinese Foreign Minister Wang Yi in Beijing."
    assert said(met, "It was agreed that the road would be finished.")[-1][1:3] == ("JOINT", "CHN")
    assert said("Pakistan and China are far apart.", "It was agreed that the road would be finished.") == []
