"""Each coder on the project's own sentences: the codebook's distinctions, one case for each."""

import pytest

from positions.attribution.constructions import Attribution, Construction
from positions.attribution.speakers import JOINT, Reason, Speaker, countries_in, country_mentions
from positions.attribution.statements import ENGAGEMENT, EXPLICIT, Target, find_target
from positions.coding.acts import code_act, code_quote_type
from positions.coding.stance import code_stance, mark_countries, whom_faulted
from positions.coding.themes import code_themes, find_label
from positions.countries import SIDES
from positions.documents import Span


def named(content, towards):
    """Return a content of a Pakistani speaker with its countries marked."""
    whole = Span(0, len(content))
    return mark_countries(content, [whole], country_mentions(content, whole, SIDES), towards, "PAK", SIDES)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("trade with China would grow", "economy_trade"),
        ("the CPEC would bring investment", "connectivity; economy_trade"),
        ("economic and trade relations", "economy_trade"),
        ("the strategic partnership and its trade", "bilateral_relations; economy_trade"),
        ("he was glad to be here", "bilateral_relations"),
        ("terrorism, trade, energy and floods", "counter_terrorism; economy_trade; energy_minerals"),
        ("the safety of Chinese nationals", "citizens_security"),
    ],
)
def test_themes(content, expected):
    """Rule: the first theme named leads, a named relationship before it; three at the most; ties when none is."""
    assert code_themes(content).value == expected


@pytest.mark.parametrize(
    ("content", "cue", "kind", "lemma", "is_clause", "expected"),
    [
        ("the desire to enhance ties", "reiterated", "affirm", "reiterate", False, "aspire"),
        ("Pakistan values its ties with Beijing", "said", "state", "say", True, "praise"),
        ("Pakistan values its ties and we look forward to more", "said", "state", "say", True, "praise"),
        ("we look forward to more and value our ties", "said", "state", "say", True, "aspire"),
        ("Pakistan remains committed to peace", "said", "state", "say", True, "affirm"),
        ("its stance on the matter", "reiterated", "affirm", "reiterate", False, "affirm"),
        ("to work for better ties", "pledged", "commit", "pledge", False, "commit"),
        ("Pakistan is not under pressure", "said", "state", "say", True, "deny"),
        ("the tariffs were unjustified", "said", "state", "say", True, "criticise"),
        ("the talks began at noon", "said", "state", "say", True, "state"),
        ("the role of the army", "acknowledged", "state", "acknowledge", False, "praise"),
        ("the talks began late", "acknowledged", "state", "acknowledge", True, "state"),
        ("him for support", "thanked", "praise", "thank", False, "praise"),
        ("the envoy to visit Lahore", "invited", "request", "invite", False, "request"),
    ],
)
def test_act(content, cue, kind, lemma, is_clause, expected):
    """Rule: the content decides before the cue; of two acts in one content the first counts (ruling 5)."""
    assert code_act(content, cue, kind, lemma, is_clause).value == expected


@pytest.mark.parametrize(
    ("content", "code", "target_country", "is_own", "expected"),
    [
        ("China is an iron brother", "state", "CHN", True, 2),
        ("China’s support", "praise", "CHN", True, 1),
        ("the all-weather strategic partnership", "affirm", "CHN", True, 1),
        ("the talks began at noon", "state", "CHN", True, 0),
        ("trade was discussed with our good friend", "state", "CHN", True, 0),
        ("deep concern over the US tariffs", "criticise", "USA", True, -1),
        ("we strongly condemn the American strike", "criticise", "USA", True, -2),
        ("a friend of both", "praise", "BOTH", True, 0),
        ("the pressure of Washington’s tariffs", "state", "USA", True, -1),
        ("the pressure on farmers", "state", "USA", False, 0),
    ],
)
def test_stance(content, code, target_country, is_own, expected):
    """Rule: +2 needs loyalty (ruling 7), what was merely talked about is 0 (3), both powers at once is 0 (10)."""
    towards = Target(target_country, EXPLICIT if is_own else ENGAGEMENT, Reason())
    fault = whom_faulted(named(content, target_country), "said")
    assert code_stance(content, code, "economy_trade", towards, False, fault).value == expected


@pytest.mark.parametrize(
    ("content", "code", "theme", "basis", "names_third", "expected"),
    [
        ("peace in the valley", "aspire", "india_kashmir", ENGAGEMENT, False, 0),
        ("peace between India and its neighbour", "aspire", "bilateral_relations", ENGAGEMENT, True, 0),
        ("cooperation between both countries for peace", "aspire", "regional_security", ENGAGEMENT, False, 1),
        ("China’s help for peace in the valley", "aspire", "india_kashmir", EXPLICIT, False, 1),
        ("the attack on Chinese engineers", "criticise", "counter_terrorism", EXPLICIT, False, 1),
        ("the attack on the market", "criticise", "counter_terrorism", ENGAGEMENT, False, 0),
        ("there was no pressure from Beijing", "deny", "core_interests", EXPLICIT, False, -1),
        ("he had no contact with Chinese officials", "deny", "bilateral_relations", EXPLICIT, False, 0),
    ],
)
def test_stance_is_towards_the_target(content, code, theme, basis, names_third, expected):
    """Rule: other matters said to a side are neutral (ruling 9), blame for an attack on its people favours it, and a
    denial is against it unless it is about the speaker's own doings."""
    fault = whom_faulted(named(content, "CHN"), "said")
    assert code_stance(content, code, theme, Target("CHN", basis, Reason()), names_third, fault).value == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("our all-weather strategic cooperative partnership", "all-weather strategic cooperative partnership"),
        ("time-tested, deep-rooted and enduring friendship", "time-tested, deep-rooted and enduring friendship"),
        ("bilateral relations in all fields", ""),
        ("close cooperation on trade", ""),
        ("economic ties", ""),
    ],
)
def test_label(content, expected):
    """Rule: a name has a qualifier that says what kind of relationship it is; plain and merely close ties have none."""
    assert find_label(content, Span(0, len(content))).words == expected


PAK = Speaker("A", country="PAK")
TARGETS = {
    "a Pakistani speaker names one": ("trade with China", PAK, "USA", "", ("CHN", "explicit")),
    "a Pakistani speaker names both": ("ties with China and the US", PAK, "", "", ("BOTH", "explicit")),
    "known from the engagement": ("its partners in the region", PAK, "CHN", "", ("CHN", "engagement")),
    "known from what was just said": ("they helped us", PAK, "", "USA", ("USA", "context")),
    "a third country ends what was just said": ("India attacked first", PAK, "", "USA", None),
    "not of this question": ("the harvest was good", PAK, "", "", None),
    "a US speaker on Pakistan": ("Pakistan’s role", Speaker("B", country="USA"), "", "", ("PAK", "explicit")),
    "a US speaker on others": ("Canada’s role", Speaker("B", country="USA"), "", "", None),
    "both sides": (
        "the desire for more",
        Speaker("A; C", country=JOINT, parties=(PAK, Speaker("C", country="CHN"))),
        "",
        "",
        ("CHN", "engagement"),
    ),
    "a third country": ("Pakistan and the US", Speaker("D", country="OTHER"), "USA", "", None),
}


@pytest.mark.parametrize("name", TARGETS)
def test_target(name):
    """Rule: the country the content names, else that of the engagement, else of the statement before, else none."""
    content, speaker, across, subject, expected = TARGETS[name]
    named = {SIDES.party(mention.country): "" for mention in countries_in(content, SIDES)}
    found = find_target(named, speaker, across, subject, SIDES)
    assert (found and (found.country, found.basis)) == expected


QUOTED = [
    ("said", "we want peace", [(0, 13)], False, "direct"),
    ("said", "Pakistan wants “peace” now", [(16, 21)], False, "mixed"),
    ("said", "Pakistan wants peace", [], False, "indirect"),
    ("pledged", "to work for peace", [], False, "reported"),
    ("reiterated", "the desire for peace", [], False, "reported"),
    ("reiterated", "the desire for peace", [(0, 20)], True, "reported"),
]


@pytest.mark.parametrize(("cue", "content", "quoted", "is_relayed", "expected"), QUOTED)
def test_quote_type(cue, content, quoted, is_relayed, expected):
    """Rule: direct wholly, mixed partly in marks, a relaying body's aside (ruling 2); else clause or phrase."""
    text = f"{content} {cue}"
    spans = [Span(*place) for place in quoted]
    relays = (Span(len(content), len(text)),) if is_relayed else ()
    found = Attribution(None, None, (Span(0, len(content)),), Construction.FORWARD, relays, kind="state")
    assert code_quote_type(found, spans, text).value == expected


def test_praise_is_praise_whatever_is_praised():
    """Rule: what a cue of praise or of blame says goes before the noun that its content opens with."""
    assert code_act("the commitment to peace", "praised", "praise", "praise", False).value == "praise"
    assert code_act("the commitment to peace", "reiterated", "affirm", "reiterate", False).value == "affirm"


def test_a_theme_goes_on_where_nothing_else_is_named():
    """Rule: a content that raises no theme has that of the statement before it, one that raises its own has its own."""
    assert code_themes("it was a good start", "connectivity").value == "connectivity"
    assert code_themes("trade was a good start", "connectivity").value == "economy_trade"
    assert code_themes("it was a good start").value == "bilateral_relations"


@pytest.mark.parametrize(
    ("content", "lemma", "cue", "expected"),
    [
        ("the baseless allegations", "reject", "rejected", "deny"),
        ("media reports of a base as untrue", "dismiss", "dismissed", "deny"),
        ("the tariff", "reject", "rejected", "criticise"),
        ("any pressure from abroad", "reject", "rejected", "criticise"),
    ],
)
def test_a_claim_is_disputed_and_a_deed_rejected(content, lemma, cue, expected):
    """Rule: who rejects what is claimed says that it is not so; who rejects what is done finds fault."""
    assert code_act(content, cue, "criticise", lemma, False).value == expected


@pytest.mark.parametrize(
    "content",
    ["workers staying illegally abroad came home", "his appeal was rejected", "their concerns would be resolved"],
)
def test_a_word_of_blame_may_blame_nobody(content):
    """Rule: what is merely unlawful, what nobody named turned down, and concerns that will be met blame nobody."""
    assert code_act(content, "said", "state", "say", True).value != "criticise"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("the unique ties between Pakistan and China", 2),
        ("the unique appeal of Pakistan for Chinese buyers of land", 0),
        ("a friendship with China for generations", 2),
        ("the port of Gwadar would serve coming generations", 0),
    ],
)
def test_a_superlative_is_of_the_relationship(content, expected):
    """Rule: "unique" and "generations" are strongly favourable only where the content speaks of the relationship."""
    found = code_stance(
        content,
        "state",
        "bilateral_relations",
        Target("CHN", "explicit", Reason()),
        False,
        whom_faulted(content, "said"),
    )
    assert found.value == expected


def test_there_being_no_doubt_is_no_denial():
    """Rule: "no question of any doubt" affirms; "no question of bases" denies."""
    assert code_act("There is no question of any ambiguity about One China", "said", "say", "say", True).value != "deny"
    assert code_act("There is no question of bases for the US", "said", "say", "say", True).value == "deny"
