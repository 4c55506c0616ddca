"""What the command says when the system does not do what it is asked."""

import argparse

import pytest

from positions import cli


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            PermissionError(13, "Permission denied", "corpus/manifest.jsonl"),
            "corpus/manifest.jsonl: permission denied.",
        ),
        (OSError(28, "No space left on device", "reports/a"), "reports/a: no space left on device."),
        (OSError("the line is dead"), "the line is dead"),
    ],
)
def test_an_error_of_the_system_is_one_sentence(capsys, monkeypatch, error, told):
    """Rule: the file comes first, then what is wrong in words, without number; and where a file is named, a remedy."""

    def failing(given):
        raise error

    monkeypatch.setattr(cli.PARSER, "parse_args", lambda words: argparse.Namespace(command=failing))
    assert cli.main(["notebooks"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"positions: {told}")
    assert ("Check that it exists" in line) == bool(error.filename)
