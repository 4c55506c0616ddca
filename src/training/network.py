"""The network of the reader: one encoder, and two questions asked of it.

The first four layers of the encoder are shared. The last two exist twice: one pair finds *anchors* (the words of a cue,
or what stands in its place where there is none), the other reads one anchor at a time, marks the source and the content
of its attribution, and says whether it belongs to the question and with which codes.
"""

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn.functional import gelu

WIDTH, HEADS, SHARED, LAYERS = 384, 12, 4, 6
ANCHOR_TAGS = 5  # outside, first and further word of a cue, first and further word of an anchor that is no cue
PART_TAGS = 5  # outside, source, content, cue, relay


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm, self.last = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, hidden: torch.Tensor, seen: torch.Tensor) -> torch.Tensor:
        """Return the states of the next layer; ``seen`` is true where a piece may be attended to."""
        rows, length, _ = hidden.shape
        heads = [f(hidden).view(rows, length, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value)]
        query, key, value = heads
        weight = query @ key.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5
        weight = (weight + (~seen[:, None, None, :]).to(weight.dtype) * -30000.0).softmax(-1).to(value.dtype)
        mixed = (weight @ value).transpose(1, 2).reshape(rows, length, WIDTH)
        hidden = self.norm(hidden + self.out(mixed))
        return self.last(hidden + self.drop(self.down(gelu(self.up(hidden)))))

    def load(self, weights: dict[str, torch.Tensor], number: int) -> None:
        """Take over the weights of one layer of the pretrained encoder."""
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "out": "attention.output.dense", "norm": "attention.output.LayerNorm", "up": "intermediate.dense",
            "down": "output.dense", "last": "output.LayerNorm",
        }  # fmt: skip
        own = {f"{mine}.{kind}": weights[f"encoder.layer.{number}.{theirs}.{kind}"]
               for mine, theirs in names.items() for kind in ("weight", "bias")}  # fmt: skip
        self.load_state_dict(own)


class Encoder(nn.Module):
    """The embeddings and the shared layers."""

    def __init__(self, vocabulary: int, longest: int = 512) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(vocabulary, WIDTH), nn.Embedding(longest, WIDTH)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(SHARED))

    def forward(self, pieces: torch.Tensor, seen: torch.Tensor) -> torch.Tensor:
        """Return the states of every piece behind the shared layers."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        hidden = self.drop(self.norm(self.words(pieces) + self.places(places)))
        for layer in self.layers:
            hidden = layer(hidden, seen)
        return hidden


class Anchors(nn.Module):
    """Which pieces are anchors: of any attribution, and of one that belongs to the question."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS - SHARED))
        self.drop = nn.Dropout(0.1)
        self.any, self.ours = nn.Linear(WIDTH, ANCHOR_TAGS), nn.Linear(WIDTH, ANCHOR_TAGS)

    def forward(self, hidden: torch.Tensor, seen: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the scores of the tags of every piece, for any attribution and for those that count."""
        for layer in self.layers:
            hidden = layer(hidden, seen)
        hidden = self.drop(hidden)
        return self.any(hidden), self.ours(hidden)


class Parts(nn.Module):
    """What belongs to one anchor, and the codes of its statement."""

    def __init__(self, codes: dict[str, int]) -> None:
        super().__init__()
        self.marked = nn.Parameter(torch.randn(WIDTH) * 0.7)  # as large as the states that it is added to
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS - SHARED))
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(WIDTH, PART_TAGS)
        self.mixed = nn.Linear(3 * WIDTH, WIDTH)
        self.codes = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in codes.items()})

    def forward(self, hidden: torch.Tensor, seen: torch.Tensor, anchor: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return the scores of the parts of every piece, and those of every code; ``anchor`` is 1 at its pieces."""
        hidden = hidden + anchor[..., None] * self.marked
        for layer in self.layers:
            hidden = layer(hidden, seen)
        tags = self.tags(self.drop(hidden))
        chance = torch.softmax(tags.float(), -1) * seen[..., None]
        pooled = [_mean(hidden, weight) for weight in (anchor, chance[..., 1].detach(), chance[..., 2].detach())]
        mixed = self.drop(gelu(self.mixed(torch.cat(pooled, -1))))
        return tags, *(head(mixed) for head in self.codes.values())


def _mean(hidden: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Return the weighted mean over the pieces of each row."""
    weight = weight.to(hidden.dtype)[..., None]
    return (hidden * weight).sum(1) / weight.sum(1).clamp_min(1e-3)


class Reader(nn.Module):
    """The whole network."""

    def __init__(self, codes: dict[str, int], vocabulary: int = 30522) -> None:
        super().__init__()
        self.encoder, self.anchors, self.parts = Encoder(vocabulary), Anchors(), Parts(codes)

    def load_pretrained(self, path: str) -> None:
        """Take over the weights of all-MiniLM-L6-v2 (Apache-2.0)."""
        weights = load_file(path)
        with torch.no_grad():
            self.encoder.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
            places = weights["embeddings.position_embeddings.weight"]
            places = places + weights["embeddings.token_type_embeddings.weight"][0]
            self.encoder.places.weight.copy_(places)
        norm = {kind: weights[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias")}
        self.encoder.norm.load_state_dict(norm)
        for number, layer in enumerate(self.encoder.layers):
            layer.load(weights, number)
        for branch in (self.anchors, self.parts):
            for number, layer in enumerate(branch.layers, SHARED):
                layer.load(weights, number)
