"""How far long work has come: shown by commands on standard error, never in a notebook."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import time
from itertools import pairwise

import pytest

from positions import progress
from positions.ingest import reading
from positions.ingest.tables import Mapping

WORK = """
import time
from positions import progress
from positions.cli import say
with progress.shown():
    for n in progress.over(range(4_000), "coding", 4_000):
        if n == 2_500:
            say("a warning")
        if n in (1_000, 2_000, 3_000):
            time.sleep(0.8)
"""


def slow(number: int, seconds: float = 0.05):
    """Yield numbers, each after a while."""
    for n in range(number):
        time.sleep(seconds)
        yield n


def on_a_terminal(code: str) -> list[tuple[float, str]]:
    """Run code whose standard error is a terminal; return what it wrote there, with the moments it was read."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 120, 0, 0))
    with subprocess.Popen([sys.executable, "-c", code], stderr=theirs):
        os.close(theirs)
        found = []
        while True:
            try:
                read = os.read(ours, 65_536)
            except OSError:  # the other end is closed
                break
            found.append((time.monotonic(), read.decode()))
    os.close(ours)
    return found


def test_a_terminal_has_one_line_that_is_redrawn():
    """Rule: done, of how many, rate and time left stand on one line, which a message goes above and the end removes."""
    written = on_a_terminal(WORK)
    whole = "".join(text for _, text in written)
    drawn = re.findall(
        r"positions: coding +(\d+)%\|.{20}\| ([\d,]+) of 4,000 documents, +[\d.]+ documents/s, \d\d:\d\d left", whole
    )
    assert {"1,000", "2,000", "3,000"} <= {done for _, done in drawn}
    assert whole.count("\n") == 1 and re.search(r"\rpositions: a warning\r\n", whole)
    assert whole.rpartition("\r")[2] == "" and not whole.rstrip("\r").rpartition("\r")[2].strip()
    moments = [moment for moment, text in written if "coding" in text]
    assert max(later - earlier for earlier, later in pairwise(moments)) < 3  # half a second, on a machine at leisure


def test_elsewhere_a_line_now_and_then(capfd, monkeypatch):
    """Rule: what is no terminal has whole lines, some time apart; the time left is that of the rate so far."""
    monkeypatch.setattr(progress, "SELDOM", 0.5)
    with progress.shown():
        assert list(progress.over(slow(24), "coding", 24)) == list(range(24))
    lines = capfd.readouterr().err.splitlines()
    assert 1 <= len(lines) <= 4
    for line in lines:
        done, rate, left = re.fullmatch(
            r"positions: coding: (\d+) of 24 documents, ([\d.]+) a second, 00:0(\d) left", line
        ).groups()
        assert 0 < int(done) < 24
        assert int(left) == pytest.approx((24 - int(done)) / float(rate), abs=1)


def test_without_a_total_there_is_no_time_left(capfd, monkeypatch):
    """Rule: what is not known is not said; and more that comes than was expected is no fault."""
    monkeypatch.setattr(progress, "SELDOM", 0.2)
    with progress.shown():
        list(progress.over(slow(8), "counting"))
        list(progress.over(slow(8), "adding", 2))
    told = capfd.readouterr().err
    assert re.search(r"^positions: counting: \d+ documents, [\d.]+ a second$", told, re.MULTILINE)
    assert re.search(r"^positions: adding: ([3-8]) of \1 documents", told, re.MULTILINE)


def test_short_work_and_work_that_no_command_does_say_nothing(capfd, monkeypatch):
    """Rule: work of a few seconds has no line; outside a command (in a notebook, a script) there is none at all."""
    with progress.shown():
        list(progress.over(slow(3), "coding", 3))
    monkeypatch.setattr(progress, "SELDOM", 0.1)
    list(progress.over(slow(8), "coding", 8))
    assert capfd.readouterr() == ("", "")


def test_what_stops_the_work_ends_the_line(capfd, monkeypatch):
    """Rule: an error in the work passes through, and nothing is drawn afterwards."""
    monkeypatch.setattr(progress, "SELDOM", 0.1)
    with pytest.raises(ZeroDivisionError), progress.shown():
        for n in progress.over(range(3), "coding", 3):
            1 / (1 - n)
    capfd.readouterr()
    time.sleep(0.4)
    assert capfd.readouterr().err == ""


def test_what_will_be_added_is_counted_first(tmp_path):
    """Rule: each row of a table counts, each file, each address of a list; what is broken does not stop the count."""
    (tmp_path / "rows.jsonl").write_text('{"text": "a"}\n{"text": "b"}\nbroken\n')
    (tmp_path / "rows.csv").write_text('title,text\nA,"one\ntwo"\nB,three\n')
    (tmp_path / "a.txt").write_text("Headline\n\nBody.\n")
    (tmp_path / "links.txt").write_text("https://a.example/1\nhttps://a.example/2\n")
    (tmp_path / "empty.parquet").write_bytes(b"PAR1")
    given = [str(tmp_path), "https://a.example/3"]
    assert len([*reading.count_candidates(given)]) == 3 + 2 + 1 + 2 + 1 + 1
    found = reading.find_candidates([str(tmp_path / "rows.csv")], lambda addresses: iter(()), Mapping())
    assert len([*found]) == 2
