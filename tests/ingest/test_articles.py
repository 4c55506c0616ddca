"""Whether a text is an article: briefs are, errors, barriers, lists, captions and titles alone are not."""

import pytest

from positions.ingest.intake import FEWEST_WORDS, refuse_article

LEAD = "The minister met the ambassador of China in Islamabad on Monday and spoke about trade."
TEASERS = "\n".join(f"Story {n}\nThe minister met the ambassador and spoke about...\nRead more →" for n in range(5))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Envoy calls on minister", f"{LEAD} He thanked him."),
        ("", f"Envoy calls on minister\n\n{LEAD} He thanked him."),
        ("", LEAD),
        ("Page not found: the story of a lost manuscript", f"{LEAD} He thanked him. {LEAD} They parted."),
        ("404 killed in floods", f"{LEAD} He thanked him."),
        ("News", f"{LEAD} He thanked him."),
        (
            "Envoy calls on minister",
            f"{LEAD} He thanked him.\nMore than a thousand people were there, he said, and…\n{LEAD}",
        ),
        ("Envoy calls on minister", f"{LEAD} He thanked him.\n{TEASERS}"),
        ("Cookies", f"This site uses cookies, the court heard. {LEAD} He thanked him. {LEAD} They parted."),
        ("In pictures: Eid in Karachi", f"{LEAD} He thanked him.\nHeader image: People pray in Karachi. — Reuters"),
        ("外长会见大使", "外交部长星期一在伊斯兰堡会见了中国大使并就贸易问题交换了意见双方同意继续加强合作。"),
    ],
)
def test_an_article_is_taken(title, body):
    """Rule: a brief of two sentences, a text of one line, words that errors use too: only what is shown is refused."""
    assert refuse_article(title, body) is None


@pytest.mark.parametrize(
    ("title", "body", "said"),
    [
        ("Envoy calls on minister", "Content not found", "not found"),
        ("404 Not Found", "", "not found"),
        ("Page not found", "The page you are looking for could not be found.", "not found"),
        ("The Paper", "Subscribe to continue reading this article. Already a subscriber? Sign in to read.", "barrier"),
        ("Just a moment...", "Please enable JavaScript and cookies to continue.", "barrier"),
        ("Archives November 2013", TEASERS, "list of articles"),
        ("Latest News", TEASERS, "list of articles"),
        ("Stories", TEASERS, "list of articles"),
        ("Karachi News - Today", "karachi\nCity fined\nThe city has been told to pay half a million rupees as", "list"),
        ("Envoy calls on minister", "The minister met the ambassador in Islamabad on Monday and…", "breaks off"),
        ("In pictures: Eid in Karachi", "Header image: People pray in Karachi on Friday. — Reuters", "captions"),
        ("Envoy calls on minister", "", "no text below"),
        ("Envoy calls on minister", " \n\t\n", "no text below"),
        ("", " \n ", "is empty"),
        ("Envoy calls on minister", "He came.", "has 2 words"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused(title, body, said):
    """Rule: each is refused for its own reason, with a remedy that is a sentence."""
    reason, remedy = refuse_article(title, body)
    assert said in reason
    assert remedy.endswith(".")


def test_the_bound_is_what_it_says():
    """Rule: a text of as many words as the bound is taken, one word less is not."""
    words = " ".join(["word"] * FEWEST_WORDS)
    assert refuse_article("A title", words) is None
    assert (
        refuse_article("A title", words[len("word ") :])[0] == f"has {FEWEST_WORDS - 1} words, too few for an article"
    )


@pytest.mark.parametrize("line", ["a" * 3_000_000, "read more " * 300_000, "— " * 1_000_000, "." * 3_000_000 + "…"])
def test_long_lines_take_no_time(line):
    """Rule: a line of megabytes is told in a moment, whatever it is made of."""
    refuse_article("Archives", f"{line}\n{line}")
