"""The network: one encoder, read once a window, and two questions asked of what it makes of it.

The first is which pieces are *anchors*: the words of a cue, or what stands in its place where there is none. The second
is asked of one anchor at a time: which pieces are its source and its content, does it belong to the question, and with
which codes. For that, a narrow layer sees every piece around the anchor together with the anchor's own state and the
piece's distance from it, as a parser's arcs are scored (Dozat & Manning 2017); so a text costs one pass, however many
anchors it has.
"""

import numpy as np
import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn.functional import gelu, scaled_dot_product_attention

WIDTH, HEADS, LAYERS = 384, 12, 6  # of the encoder
NARROW, NARROW_HEADS, NARROW_LAYERS = 192, 6, 1  # of what is asked of one anchor
FAR = 128  # pieces from an anchor behind which all are equally far
ANCHOR_TAGS = 5  # outside, first and further word of a cue, first and further word of an anchor that is no cue
PART_TAGS = 5  # outside, source, content, cue, relay


class Drop(nn.Module):
    """Dropout of one in ten (Srivastava et al. 2014); the bytes are NumPy's, drawn in a tenth of torch's time."""

    draw = np.random.default_rng(0)  # one for all, so that a training repeats itself

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        """Return the states with one in ten set to nought while training."""
        if not self.training:
            return hidden
        drawn = np.frombuffer(self.draw.bytes(hidden.numel()), dtype=np.uint8) >= 26
        return hidden * torch.from_numpy(drawn).view(hidden.shape) * (256 / 230)


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019)."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.norm, self.last = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.drop = Drop()

    def forward(self, hidden: torch.Tensor, seen: torch.Tensor) -> torch.Tensor:
        """Return the states of the next layer; ``seen`` is true where a piece may be attended to."""
        rows, length, width = hidden.shape
        each = (self.query, self.key, self.value)
        split = [f(hidden).view(rows, length, self.heads, -1).transpose(1, 2) for f in each]
        mixed = scaled_dot_product_attention(*split, attn_mask=seen[:, None, None, :])
        hidden = self.norm(hidden + self.drop(self.out(mixed.transpose(1, 2).reshape(rows, length, width))))
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
    """The embeddings and the layers of the pretrained network."""

    def __init__(self, vocabulary: int, longest: int = 512) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(vocabulary, WIDTH), nn.Embedding(longest, WIDTH)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), Drop()
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS) for _ in range(LAYERS))

    def forward(self, pieces: torch.Tensor, seen: torch.Tensor) -> torch.Tensor:
        """Return the states of every piece."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        hidden = self.drop(self.norm(self.words(pieces) + self.places(places)))
        for layer in self.layers:
            hidden = layer(hidden, seen)
        return hidden

    def load(self, weights: dict[str, torch.Tensor]) -> None:
        """Take over the pretrained weights; those of the words stay as they are."""
        segment = weights["embeddings.token_type_embeddings.weight"][0]
        places = weights["embeddings.position_embeddings.weight"] + segment
        self.words.load_state_dict({"weight": weights["embeddings.word_embeddings.weight"]})
        self.places.load_state_dict({"weight": places})
        self.norm.load_state_dict({kind: weights[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias")})
        for number, layer in enumerate(self.layers):
            layer.load(weights, number)
        self.words.weight.requires_grad_(False)


class Anchors(nn.Module):
    """Which pieces are anchors: of any attribution, and of one that belongs to the question."""

    def __init__(self) -> None:
        super().__init__()
        self.drop = Drop()
        self.any, self.ours = nn.Linear(WIDTH, ANCHOR_TAGS), nn.Linear(WIDTH, ANCHOR_TAGS)

    def forward(self, hidden: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the scores of the tags of every piece, for any attribution and for those that count."""
        hidden = self.drop(hidden)
        return self.any(hidden), self.ours(hidden)


class Parts(nn.Module):
    """What belongs to one anchor, and the codes of its statement."""

    def __init__(self, codes: dict[str, int]) -> None:
        super().__init__()
        self.piece, self.anchor = nn.Linear(WIDTH, NARROW), nn.Linear(WIDTH, NARROW)
        self.distance, self.is_anchor = nn.Embedding(2 * FAR + 1, NARROW), nn.Embedding(2, NARROW)
        self.norm, self.drop = nn.LayerNorm(NARROW), Drop()
        self.layers = nn.ModuleList(Layer(NARROW, NARROW_HEADS) for _ in range(NARROW_LAYERS))
        self.tags = nn.Linear(NARROW, PART_TAGS)
        self.mixed = nn.Linear(2 * WIDTH + 3 * NARROW, WIDTH)
        self.codes = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in codes.items()})

    def forward(self, hidden: torch.Tensor, seen: torch.Tensor, anchor: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return the scores of the parts of every piece, and those of every code; ``anchor`` is 1 at its pieces."""
        own = _mean(hidden, anchor)
        at = torch.arange(hidden.shape[1], device=hidden.device)[None] - anchor.argmax(1)[:, None]
        far = self.distance(at.clamp(-FAR, FAR) + FAR) + self.is_anchor(anchor.long())
        narrow = self.drop(self.norm(self.piece(hidden) + self.anchor(own)[:, None] + far))
        for layer in self.layers:
            narrow = layer(narrow, seen)
        tags = self.tags(narrow)
        chance = torch.softmax(tags, -1) * seen[..., None]
        source, content = chance[..., 1].detach(), chance[..., 2].detach()
        pooled = own, _mean(hidden, content), _mean(narrow, source), _mean(narrow, content), _mean(narrow, anchor)
        mixed = self.drop(gelu(self.mixed(torch.cat(pooled, -1))))
        return tags, *(head(mixed) for head in self.codes.values())


def _mean(hidden: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Return the weighted mean over the pieces of each row."""
    weight = weight[..., None]
    return (hidden * weight).sum(1) / weight.sum(1).clamp_min(1e-3)


class Network(nn.Module):
    """The whole network."""

    def __init__(self, codes: dict[str, int], vocabulary: int = 30522) -> None:
        super().__init__()
        self.encoder, self.anchors, self.parts = Encoder(vocabulary), Anchors(), Parts(codes)

    def load_pretrained(self, path: str) -> None:
        """Take over the weights of all-MiniLM-L6-v2 (Apache-2.0)."""
        with torch.no_grad():
            self.encoder.load(load_file(path))
