"""Training of the network: first on all attributions of PolNeAR, then on articles coded by hand."""

import random
import time
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits as either
from torch.nn.functional import cross_entropy
from torch.optim.lr_scheduler import LambdaLR

from positions.attribution.pieces import Window
from training import codes
from training.data import RELAY, Example, Mark, anchor_tags, part_tags
from training.network import Network

PIECES = 1400  # pieces of the windows of one step
NEW, FASTER = ("anchors.", "parts."), 5  # what was not pretrained learns faster
CANDIDATE = 0.2  # how likely the network takes a piece for an anchor that is then shown to it
IGNORED = -100
SMOOTH, TOLD = 0.95, 20  # of the loss that is shown, and after how many steps


@dataclass
class Candidate:
    """An anchor to be read: where it stands, and the attribution it belongs to, if any."""

    window: int
    where: np.ndarray
    anchor: np.ndarray
    mark: Mark | None


def batches(found: list[Example], rng: random.Random) -> list[list[Example]]:
    """Return windows of like length together, in an order drawn."""
    order = sorted(found, key=lambda example: len(example.window.index) + rng.random() * 60)
    groups, group = [], []
    for example in order:
        if group and len(example.window.index) * (len(group) + 1) > PIECES:
            groups.append(group)
            group = []
        group.append(example)
    groups += [group] if group else []
    rng.shuffle(groups)
    return groups


def padded(rows: list[np.ndarray], fill: int = 0) -> torch.Tensor:
    """Return rows of unlike length as one tensor."""
    longest = max(len(row) for row in rows)
    return torch.tensor(np.stack([np.pad(row, (0, longest - len(row)), constant_values=fill) for row in rows]))


def runs(tags: np.ndarray) -> list[tuple[int, int]]:
    """Return the stretches of anchors that tags name: the first position, and behind the last."""
    found: list[list[int]] = []
    for n, tag in enumerate(tags):
        is_next = found and found[-1][1] == n and tag in (2, 4)
        if is_next:
            found[-1][1] = n + 1
        elif tag:
            found.append([n, n + 1])
    return [(first, last) for first, last in found]


def candidate(number: int, window: Window, at: tuple[int, int], mark: Mark | None) -> Candidate:
    """Return a candidate from the positions of its anchor in the window."""
    first, last = int(window.index[at[0]]), int(window.index[at[1] - 1]) + 1
    return Candidate(number, *window.around(first, last), mark)


def candidates(group: list[Example], tags: torch.Tensor, rng: random.Random) -> list[Candidate]:
    """Return the marked anchors of windows, and anchors that the network takes for such and are none."""
    found = []
    for number, example in enumerate(group):
        window, text = example.window, example.text
        counted = (window.index >= window.first) & (window.index < window.last)
        counted[: window.head] = False
        taken = np.zeros(len(window.index), dtype=bool)
        own = []
        for mark in text.marks:
            first, last = window.pieces.covered(*mark.anchor)
            covered = (window.index >= first) & (window.index < last)
            covered[: window.head] = False
            inside = np.flatnonzero(covered)
            if len(inside) and window.first <= first < window.last:
                taken[inside] = True
                own.append(candidate(number, window, (int(inside[0]), int(inside[-1]) + 1), mark))
        likely = runs(tags[number, : len(window.index)].numpy()) + [
            at for cue in text.cues if (at := _positions(window, *window.pieces.covered(*cue)))
        ]
        wrong = [at for at in dict.fromkeys(likely) if counted[at[0]] and not taken[slice(*at)].any()]
        rng.shuffle(wrong)
        most = len(own) + 4 if text.coded else 2 + len(own) // 3
        found += own + [candidate(number, window, at, None) for at in wrong[:most]]
    return found


def _positions(window: Window, first: int, last: int) -> tuple[int, int] | None:
    """Return where some pieces stand in a window, the first and behind the last; None when they do not."""
    covered = (window.index >= first) & (window.index < last)
    covered[: window.head] = False
    inside = np.flatnonzero(covered)
    return (int(inside[0]), int(inside[-1]) + 1) if len(inside) else None


def loss(network: Network, group: list[Example], rng: random.Random) -> torch.Tensor:
    """Return the loss of one step."""
    ids = padded([each.window.ids for each in group])
    seen = padded([np.ones(len(each.window.index), dtype=bool) for each in group]).bool()
    hidden = network.encoder(ids, seen)
    any_, ours = network.anchors(hidden)
    wanted = padded([_wanted(each) for each in group], IGNORED)
    is_coded = torch.tensor([each.text.coded for each in group])[:, None].expand_as(wanted)
    of_any = torch.where(is_coded, IGNORED, wanted)
    of_ours = torch.where(is_coded, wanted, IGNORED)
    total = _tagging(any_, of_any) + 1.5 * _tagging(ours, of_ours)
    likely = torch.where(torch.softmax(ours.detach().float(), -1)[..., 0] < 1 - CANDIDATE, 2, 0)
    both = torch.where(is_coded, likely, any_.argmax(-1))
    chosen = candidates(group, both, rng)
    return total + _parts_loss(network, group, chosen, hidden) if chosen else total


def _wanted(example: Example) -> np.ndarray:
    """Return the tags of a window, with what is only context ignored."""
    tags, window = anchor_tags(example), example.window
    context = (window.index < window.first) | (window.index >= window.last)
    context[: window.head] = True
    tags[context] = IGNORED
    return tags


def _tagging(scores: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Return the loss of tags, nothing where all are ignored."""
    if not (wanted != IGNORED).any():
        return scores.sum() * 0
    weight = torch.tensor([0.5, 1, 1, 1, 1])
    return 4 * cross_entropy(scores.float().flatten(0, 1), wanted.flatten(), weight=weight, ignore_index=IGNORED)


def _parts_loss(network: Network, group: list[Example], chosen: list[Candidate], hidden: torch.Tensor) -> torch.Tensor:
    """Return the loss of what is read at each anchor."""
    where, anchor = padded([each.where for each in chosen]), padded([each.anchor for each in chosen])
    seen = padded([np.ones(len(each.where), dtype=bool) for each in chosen]).bool()
    number = torch.tensor([each.window for each in chosen])[:, None]
    tags, *scores = network.parts(hidden[number, where], seen, anchor)
    wanted = [
        part_tags(group[each.window].window, each.where, each.mark) if each.mark else np.full(len(each.where), IGNORED)
        for each in chosen
    ]
    wanted = padded(wanted, IGNORED)
    is_coded = torch.tensor([group[each.window].text.coded for each in chosen])
    unmarked = torch.zeros_like(tags)
    unmarked[~is_coded, :, RELAY] = -1e4  # PolNeAR marks no relays
    tags = tags + unmarked
    total = tags.sum() * 0
    if (wanted >= 0).any():
        total = 2 * cross_entropy(tags.float().flatten(0, 1), wanted.flatten(), ignore_index=IGNORED)
    by_name = dict(zip(codes.SIZES, scores, strict=True))
    is_mark = torch.tensor([each.mark is not None for each in chosen]).float()
    known = {"valid": (1, ~is_coded | (is_mark > 0)), "ours": (2, is_coded)}
    for name, (weight, rows) in known.items():
        if rows.any():
            total = total + weight * either(by_name[name].float()[rows, 0], is_mark[rows])
    own = torch.tensor([bool(each.mark and each.mark.codes) for each in chosen])
    if own.any():
        rows = [each.mark.codes for each in chosen if each.mark and each.mark.codes]
        total = total + _codes_loss({name: score.float()[own] for name, score in by_name.items()}, rows)
    return total


def _codes_loss(scores: dict[str, torch.Tensor], rows: list[dict]) -> torch.Tensor:
    """Return the loss of the codes of coded statements."""
    values = [codes.numbers(row) for row in rows]
    total = 2 * either(scores["themes"], torch.tensor([codes.several(row) for row in rows]))
    for name in codes.ONE_OF:
        right = torch.tensor([value[name] for value in values])
        if (right >= 0).any():
            weight = 0.8 if name in codes.DOUBLE else 0.4
            total = total + weight * cross_entropy(scores[name], right, weight=codes.weights(name), ignore_index=-1)
    return total


def fit(
    network: Network,
    found: list[Example],
    rounds: int,
    rate: float,
    seed: int,
) -> None:
    """Train the network in place.

    Parameters
    ----------
    network : Network
        The network.
    found : list of Example
        The windows to learn from, each seen once a round.
    rounds : int
        How often.
    rate : float
        The highest learning rate: it rises over a twelfth of the steps and falls to nought over the rest.
    seed : int
        Of the order, and of what is dropped.
    """
    rng = random.Random(seed)
    torch.manual_seed(seed)
    plan: list[list[Example]] = []
    for _ in range(rounds):
        plan += batches(found, rng)
    optimiser, shape = _optimiser(network, rate, len(plan))
    network.train()
    start, mean = time.perf_counter(), 0.0
    for number, group in enumerate(plan):
        value = loss(network, group, rng)
        optimiser.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        shape.step()
        mean = SMOOTH * mean + (1 - SMOOTH) * float(value.detach()) if number else float(value.detach())
        if number % TOLD == 0:
            left = (time.perf_counter() - start) / (number + 1) * (len(plan) - number) / 60
            print(f"step {number} of {len(plan)}: loss {mean:.3f}, {left:.0f} min left", flush=True)


def _optimiser(network: Network, rate: float, steps: int) -> tuple[torch.optim.Optimizer, LambdaLR]:
    """Return what changes the weights, and the course of the learning rate."""
    named = [(name, weight) for name, weight in network.named_parameters() if weight.requires_grad]
    new = {name for name, _ in named if name.startswith(NEW)}
    plain = [weight for name, weight in named if weight.ndim < 2 and name not in new]
    matrices = [weight for name, weight in named if weight.ndim >= 2 and name not in new]
    groups = [
        {"params": matrices, "weight_decay": 0.01},
        {"params": plain, "weight_decay": 0.0},
        {"params": [weight for name, weight in named if name in new], "weight_decay": 0.0, "lr": FASTER * rate},
    ]
    optimiser = torch.optim.AdamW(groups, lr=rate, fused=True)
    rising = max(1, steps // 12)

    def course(step: int) -> float:
        return min((step + 1) / rising, max(0.02, (steps - step) / (steps - rising + 1)))

    return optimiser, LambdaLR(optimiser, course)
