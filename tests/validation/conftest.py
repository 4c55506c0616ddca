"""What the tests of this room share: the hand coding beside the project, where it is at hand, measured once."""

from types import SimpleNamespace

import pytest

from positions import validation
from positions.validation.figures import judge_statements
from positions.validation.hand_coding import DEVELOPMENT


@pytest.fixture(scope="session")
def at_hand():
    """The articles kept apart with what the program makes of them, and the judgements of some others, ``lessons``."""
    if not validation.is_at_hand():
        pytest.skip("no hand coding at ../shared/gold to measure against")
    hand = validation.read()
    machine, texts = hand.machine(), hand.texts()
    judged = judge_statements(hand.merged, machine, texts)
    others = validation.read(DEVELOPMENT)
    lessons = judge_statements(others.merged, others.machine(), others.texts())
    return SimpleNamespace(hand=hand, machine=machine, judged=judged, files=list(texts), lessons=lessons)


def record(content: str, **fields: object) -> dict:
    """Describe one invented statement as hand coding is written."""
    plain = {"file": "one.txt", "content": content, "cue": "said", "source": "The minister", "speaker": "Ali Noon"}
    plain |= {"speaker_country": "PAK", "institution": "foreign_ministry", "via": "", "quote_type": "indirect"}
    plain |= {"target": "USA", "target_basis": "explicit", "themes": ["defence"], "act": "praise", "stance": 1}
    return plain | {"condition": "", "label": ""} | fields


@pytest.fixture(name="record")
def _record():
    """Describe an invented statement."""
    return record
