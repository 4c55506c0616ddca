"""The trained network as the package uses it: two graphs, their weights in half the space."""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from training import codes
from training.network import WIDTH, Network, Parts


class SmallWords(nn.Module):
    """The embeddings of pieces, each row as whole numbers from -127 to 127 and a scale."""

    def __init__(self, words: nn.Embedding) -> None:
        super().__init__()
        scale = words.weight.detach().abs().amax(1, keepdim=True).clamp_min(1e-6) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", torch.round(words.weight.detach() / scale).to(torch.int8))

    def forward(self, pieces: torch.Tensor) -> torch.Tensor:
        """Return the embedding of every piece."""
        return self.rows[pieces].float() * self.scale[pieces]


class Asked(nn.Module):
    """What the package asks of one anchor: whether it belongs to the question, and with which codes."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.parts = parts

    def forward(self, hidden: torch.Tensor, seen: torch.Tensor, anchor: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return the scores of those codes."""
        _, *scores = self.parts(hidden, seen, anchor)
        by_name = dict(zip(codes.SIZES, scores, strict=True))
        return tuple(by_name[name] for name in ("ours", *codes.ASKED))


def export(network: Network, tokenizer: str, folder: Path) -> None:
    """Write the two graphs, the vocabulary and the list of what they hold.

    Parameters
    ----------
    network : Network
        The trained network. Its embeddings are replaced by the small ones.
    tokenizer : str
        The vocabulary, as ``tokenizers`` writes it.
    folder : Path
        Where they are written.
    """
    network.eval()
    network.encoder.words = SmallWords(network.encoder.words)
    folder.mkdir(parents=True, exist_ok=True)
    some = torch.ones(2, 17, dtype=torch.int64), torch.ones(2, 17, dtype=torch.bool)
    axes = {0: "rows", 1: "length"}
    _write(network.encoder, some, ["ids", "seen"], ["hidden"], axes, folder / "windows.onnx")
    some = torch.randn(3, 19, WIDTH), torch.ones(3, 19, dtype=torch.bool), torch.ones(3, 19)
    outputs = ["ours", *codes.ASKED]
    _write(Asked(network.parts), some, ["hidden", "seen", "anchor"], outputs, axes, folder / "parts.onnx")
    (folder / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    named = ("parts.onnx", "tokenizer.json", "windows.onnx")
    listed = {
        "sha256": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in named},
        "codes": {name: codes.ONE_OF[name] for name in codes.ASKED},
    }
    (folder / "network.json").write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")


def _write(module: nn.Module, some: tuple, inputs: list[str], outputs: list[str], axes: dict, path: Path) -> None:
    """Write one graph, then again with its weights as half floats."""
    dynamic = {name: axes for name in inputs} | {name: axes for name in outputs if name == "hidden"}
    dynamic |= {name: {0: "rows"} for name in outputs if name not in dynamic}
    torch.onnx.export(
        module,
        some,
        str(path),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes=dynamic,
        opset_version=17,
        dynamo=False,
    )
    model = onnx.load(str(path))
    _halve(model.graph)
    model.producer_name, model.producer_version = "positions", ""
    path.write_bytes(model.SerializeToString(deterministic=True))


def _halve(graph: onnx.GraphProto) -> None:
    """Store large weights as half floats, and let the graph turn them back: it computes in whole floats everywhere."""
    casts = []
    for weight in list(graph.initializer):
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < 1024:
            continue
        graph.initializer.remove(weight)
        graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), f"{weight.name}.half"))
        casts.append(helper.make_node("Cast", [f"{weight.name}.half"], [weight.name], to=TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
