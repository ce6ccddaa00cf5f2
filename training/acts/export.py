"""Grafts the trained acts head onto the encoder's graph, so that one pass answers everything."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import onnx
import torch

from training.acts.data import LABELS, MODE_LABELS, ROLES, STATUSES
from training.acts.network import OWN, PAIR
from training.acts.states import HIDDEN_AT
from training.export import Array, Graph, _layer, _pair, _real, _replace

PREFIX = "acts."
OUTPUTS = ("act_labels", "act_statuses", "act_modes", "act_mains", "act_triggers", "act_fillers")


def export(checkpoint: Path, folder: Path) -> None:
    """Adds the head of `checkpoint` to `folder`'s encoder.onnx, its lists to labels.json; an older one is replaced."""
    weights: dict[str, Array] = {
        PREFIX + name: weight.numpy() for name, weight in torch.load(checkpoint, weights_only=True).items()
    }
    model = without(onnx.load(str(folder / "encoder.onnx")))
    graph = Graph(PREFIX)
    graph.constants = list(model.graph.initializer)
    given = len(graph.constants)
    outputs = _build(graph, weights)
    model.graph.node.extend(graph.nodes)
    model.graph.initializer.extend(graph.constants[given:])
    model.graph.output.extend(outputs)
    onnx.checker.check_model(model)
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    labels["acts"] = {"labels": LABELS, "statuses": STATUSES, "modes": MODE_LABELS, "roles": ROLES, "width": PAIR}
    _replace(folder / "encoder.onnx", model.SerializeToString())
    _replace(folder / "labels.json", json.dumps(labels, ensure_ascii=False, indent=0).encode())


def without(model: onnx.ModelProto) -> onnx.ModelProto:
    """The encoder without an acts head."""
    for field in (model.graph.node, model.graph.initializer, model.graph.output):
        kept = [part for part in field if not part.name.startswith((PREFIX, *OUTPUTS))]
        del field[:]
        field.extend(kept)
    return model


def _build(graph: Graph, weights: dict[str, Array]) -> list[onnx.ValueInfoProto]:
    states = HIDDEN_AT
    for index in range(OWN):
        states = _layer(graph, weights, states, f"{PREFIX}layers.{index}")
    states = graph.add("Squeeze", states, "first_axis")
    words = graph.add("Concat", *(graph.add("Gather", states, place) for place in ("first", "last")), axis=-1)
    hidden = graph.linear(words, f"{PREFIX}hidden", *_pair(weights, f"{PREFIX}hidden"))
    hidden = graph.add("LeakyRelu", hidden, alpha=0.1)
    scores = graph.linear(hidden, f"{PREFIX}scores", *_pair(weights, f"{PREFIX}scores"))
    sizes = [len(LABELS), len(STATUSES), len(MODE_LABELS), 1]
    labels, statuses, _, mains = graph.split(scores, ["", "", "act_modes", ""], sizes)
    graph.add("Sigmoid", labels, name="act_labels")
    graph.add("Sigmoid", mains, name="act_mains")
    graph.add("ArgMax", statuses, axis=-1, keepdims=0, name="act_statuses")
    pairs = graph.linear(words, f"{PREFIX}pairs", *_pair(weights, f"{PREFIX}pairs"))
    half = len(ROLES) * PAIR
    graph.split(graph.add("LeakyRelu", pairs, alpha=0.1), ["act_triggers", "act_fillers"], [half, half])
    return [
        _real("act_labels", "W", len(LABELS)), _real("act_modes", "W", len(MODE_LABELS)),
        onnx.helper.make_tensor_value_info("act_statuses", onnx.TensorProto.INT64, ["W"]), _real("act_mains", "W", 1),
        _real("act_triggers", "W", half), _real("act_fillers", "W", half),
    ]  # fmt: skip


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]))
