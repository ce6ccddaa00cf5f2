"""Writes a trained network as one int8 ONNX graph, node by node, beside its labels and vocabulary.

Weights are signed 7-bit, one scale a column: with unsigned 8-bit activations no pair of
products overflows 16 bits (255 · 63 · 2 < 2¹⁵), so processors with and without VNNI
compute the same integers. Activations are quantised at run time over one sentence.
"""

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.names import KINDS, SCHEMES, TAGS
from training.network import ARC, ATTENTION_HEADS, EPSILON, LABEL, LAYERS, NAME, Network
from training.train import load

MICROSOFT = "com.microsoft"
LARGEST = 63  # of a quantised weight
WORDS = ("first", "last", "shapes")  # inputs with an entry a word
BEST = ("upos", "xpos", "scripts", "heads", "names")  # outputs with a class a word

Array = NDArray[np.float32]


class Graph:
    """Collects nodes and constants; every method returns the name of the value it adds."""

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix  # of the names given to values without one
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, *inputs: str, name: str = "", domain: str = "", **attributes: Any) -> str:
        name = name or f"{self._prefix}{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, domain=domain, **attributes))
        return name

    def split(self, value: str, names: Sequence[str], sizes: Sequence[int]) -> list[str]:
        """Cuts the last axis into parts, named where a name is given."""
        parts = [name or f"{value}_{index}" for index, name in enumerate(names)]
        lengths = self.constant(f"{value}_sizes", np.array(sizes))
        self.nodes.append(helper.make_node("Split", [value, lengths], parts, axis=-1, name=f"{value}_split"))
        return parts

    def linear(self, value: str, name: str, weight: Array, bias: Array | None) -> str:
        """`value @ weight + bias`, int8; weight is [in, out]."""
        whole, scales = quantized(weight)
        inputs = [value, self.constant(f"{name}.weight", whole), self.constant(f"{name}.scale", scales), ""]
        if bias is not None:
            inputs.append(self.constant(f"{name}.bias", bias))
        return self.add("DynamicQuantizeMatMul", *inputs, name=name, domain=MICROSOFT)


def quantized(weight: Array) -> tuple[NDArray[np.int8], Array]:
    """Whole numbers and the scale of each column."""
    scales = np.maximum(np.abs(weight).max(0), 1e-8) / LARGEST
    return np.rint(weight / scales).astype(np.int8), scales.astype(np.float32)


def export(checkpoint: Path, vocabulary: Path, out: Path) -> None:
    """Fills `out` with two graphs, labels.json and vocab.txt; each file is replaced whole."""
    network, labels = load(checkpoint)
    out.mkdir(parents=True, exist_ok=True)
    for name, model in (("encoder", build(network)), ("relations", build_relations(network))):
        onnx.checker.check_model(model)
        _replace(out / f"{name}.onnx", model.SerializeToString())
    lists = {
        "upos": labels.upos,
        "xpos": labels.xpos,
        "scripts": labels.scripts,
        "relations": labels.relations,
        "names": TAGS,
        "kinds": KINDS,
        "conventions": SCHEMES,
    }
    _replace(out / "labels.json", json.dumps(lists, ensure_ascii=False, indent=0).encode())
    shutil.copyfile(vocabulary, out / "vocab.txt")


def _replace(path: Path, content: bytes) -> None:
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)


def build(network: Network) -> onnx.ModelProto:
    """The graph for one sentence of P pieces and W words; analysis/encoder.py names its inputs and outputs."""
    graph = Graph()
    weights = _weights(network)
    words = _words(graph, weights, _states(graph, weights))
    _tags(graph, weights, words, network)
    hidden = graph.linear(words, "hidden", *_pair(weights, "hidden"))
    hidden = graph.add("LeakyRelu", hidden, alpha=0.1, name="hidden_active")
    dependents, heads, _, _, name = graph.split(
        hidden, ["", "", "label_dependents", "label_heads", ""], [ARC, ARC, LABEL, LABEL, NAME]
    )
    _arcs(graph, weights, dependents, heads)
    _names(graph, weights, name, network)
    inputs = [_whole("pieces", "P"), _whole("piece_shapes", "P"), *(_whole(name, "W") for name in WORDS)]
    outputs = [*(_whole(name, "W") for name in BEST), _real("arcs", "W", "W"), _real("name_scores", "W")]
    outputs += [_real("label_dependents", "W", LABEL), _real("label_heads", "W", LABEL)]
    return _model(graph, [*inputs, _whole("convention")], outputs)


def build_relations(network: Network) -> onnx.ModelProto:
    """The graph that names the relations of words to heads already chosen, so that only W of W² pairs are scored."""
    graph = Graph()
    label = _weights(network)["label"].transpose(1, 0, 2)  # [LABEL + 1, relations, LABEL + 1]
    flat = label[:, :, :LABEL].reshape(LABEL + 1, -1)
    turned = graph.linear("label_dependents", "label", flat[:LABEL], flat[LABEL])
    turned = graph.add("Reshape", turned, graph.constant("label_shape", np.array([0, label.shape[1], LABEL])))
    alone = graph.linear("label_dependents", "alone", label[:LABEL, :, LABEL], label[LABEL, :, LABEL])
    last = graph.constant("last_axis", np.array([2]))
    chosen = graph.add("Unsqueeze", graph.add("Gather", "label_heads", "heads"), last)
    scores = graph.add("Squeeze", graph.add("MatMul", turned, chosen), last)
    _best(graph, graph.add("Add", scores, alone), "relations")
    inputs = [_real("label_dependents", "W", LABEL), _real("label_heads", "W", LABEL), _whole("heads", "W")]
    return _model(graph, inputs, [_whole("relations", "W")])


def _weights(network: Network) -> dict[str, Array]:
    return {name: weight.detach().numpy() for name, weight in network.state_dict().items()}


def _states(graph: Graph, weights: dict[str, Array]) -> str:
    """[L, HIDDEN]: the layers' states, mixed."""
    states = graph.add("Unsqueeze", _embedded(graph, weights), graph.constant("first_axis", np.array([0])))
    mix = np.exp(weights["mix"] - weights["mix"].max())
    mix /= mix.sum()
    mixed = []
    for index in range(LAYERS):
        states = _layer(graph, weights, states, f"layers.{index}")
        share = graph.constant(f"mix.{index}", np.array(mix[index], dtype=np.float32))
        mixed.append(graph.add("Mul", states, share))
    return graph.add("Squeeze", graph.add("Sum", *mixed), "first_axis")


def _embedded(graph: Graph, weights: dict[str, Array]) -> str:
    table = weights["piece.weight"]
    scales = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
    whole = graph.constant("pieces.weight", np.rint(table / scales).astype(np.int8))
    scale = graph.constant("pieces.scale", scales.astype(np.float32))
    numbers = graph.add("Cast", graph.add("Gather", whole, "pieces"), to=TensorProto.FLOAT)
    embedded = graph.add("Mul", numbers, graph.add("Gather", scale, "pieces"))
    kinds = graph.add("Gather", graph.constant("piece_shapes.weight", weights["piece_shape.weight"]), "piece_shapes")
    length = graph.add("Shape", "pieces")
    zero, one = graph.constant("zero", np.array([0])), graph.constant("one", np.array([1]))
    places = graph.add("Slice", graph.constant("positions.weight", weights["position.weight"]), zero, length, zero, one)
    return _normal(graph, weights, graph.add("Sum", embedded, kinds, places), "embedding_norm")


def _normal(graph: Graph, weights: dict[str, Array], value: str, name: str) -> str:
    scale, bias = (graph.constant(f"{name}.{kind}", weights[f"{name}.{kind}"]) for kind in ("weight", "bias"))
    return graph.add("LayerNormalization", value, scale, bias, axis=-1, epsilon=EPSILON, name=name)


def _layer(graph: Graph, weights: dict[str, Array], states: str, name: str) -> str:
    context = _attention(graph, weights, states, f"{name}.query_key_value")
    attended = graph.linear(context, f"{name}.attended", *_pair(weights, f"{name}.attended"))
    states = _skip(graph, weights, attended, states, f"{name}.attended")
    inner = graph.linear(states, f"{name}.inner", weights[f"{name}.inner.weight"].T, None)
    bias = graph.constant(f"{name}.inner.bias", weights[f"{name}.inner.bias"])
    inner = graph.add("BiasGelu", inner, bias, domain=MICROSOFT)
    outer = graph.linear(inner, f"{name}.outer", *_pair(weights, f"{name}.outer"))
    return _skip(graph, weights, outer, states, f"{name}.outer")


def _pair(weights: dict[str, Array], name: str) -> tuple[Array, Array]:
    """A linear layer's weight, [in, out], and bias."""
    return weights[f"{name}.weight"].T, weights[f"{name}.bias"]


def _attention(graph: Graph, weights: dict[str, Array], states: str, name: str) -> str:
    whole, scales = quantized(weights[f"{name}.weight"].T)
    parts = [f"{name}.input", f"{name}.input_scale", f"{name}.input_zero"]
    graph.nodes.append(helper.make_node("DynamicQuantizeLinear", [states], parts, name=f"{name}.quantize"))
    return graph.add(
        "QAttention",
        parts[0],
        graph.constant(f"{name}.weight", whole),
        graph.constant(f"{name}.bias", weights[f"{name}.bias"]),
        parts[1],
        graph.constant(f"{name}.scale", scales),
        "",
        parts[2],
        graph.constant(f"{name}.zero", np.zeros(len(scales), dtype=np.int8)),
        name=name,
        domain=MICROSOFT,
        num_heads=ATTENTION_HEADS,
    )


def _skip(graph: Graph, weights: dict[str, Array], value: str, states: str, name: str) -> str:
    """LayerNorm(value + states); the fused SkipLayerNormalization is three times as slow on a processor."""
    return _normal(graph, weights, graph.add("Add", value, states), f"{name}_norm")


def _words(graph: Graph, weights: dict[str, Array], mixed: str) -> str:
    kinds = graph.add("Gather", graph.constant("shapes.weight", weights["shape.weight"]), "shapes")
    ends = [graph.add("Gather", mixed, place) for place in ("first", "last")]
    return graph.add("Concat", *ends, kinds, axis=-1, name="words")


def _tags(graph: Graph, weights: dict[str, Array], words: str, network: Network) -> None:
    scores = graph.linear(words, "tags", *_pair(weights, "tag"))
    sizes = [network.sizes.upos, network.sizes.xpos, network.sizes.scripts]
    for name, part in zip(("upos", "xpos", "scripts"), graph.split(scores, ["", "", ""], sizes), strict=True):
        _best(graph, part, name)


def _best(graph: Graph, scores: str, name: str) -> None:
    graph.add("ArgMax", scores, axis=-1, keepdims=0, name=name)


def _arcs(graph: Graph, weights: dict[str, Array], dependents: str, heads: str) -> None:
    turned = graph.linear(dependents, "arc", weights["arc"][:ARC], weights["arc"][ARC])
    scores = graph.add("MatMul", turned, graph.add("Transpose", heads, perm=[1, 0]))
    graph.add("LogSoftmax", scores, axis=-1, name="arcs")
    _best(graph, scores, "heads")


def _names(graph: Graph, weights: dict[str, Array], hidden: str, network: Network) -> None:
    schemes = network.sizes.schemes
    weight = weights["name.weight"] + np.tile(weights["name_shared.weight"], (schemes, 1))
    bias = weights["name.bias"] + np.tile(weights["name_shared.bias"], schemes)
    scores = graph.linear(hidden, "name", weight.T, bias)
    shape = graph.constant("name_shape", np.array([0, schemes, network.sizes.name_tags]))
    own = graph.add("Gather", graph.add("Reshape", scores, shape), "convention", axis=1)
    chances = graph.add("Softmax", own, axis=-1)
    _best(graph, chances, "names")
    graph.add("ReduceMax", chances, "last_place", name="name_scores", keepdims=0)
    graph.constant("last_place", np.array([-1]))


def _whole(name: str, *shape: str | int) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.INT64, list(shape))


def _real(name: str, *shape: str | int) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))


def _model(
    graph: Graph, inputs: Sequence[onnx.ValueInfoProto], outputs: Sequence[onnx.ValueInfoProto]
) -> onnx.ModelProto:
    drawn = helper.make_graph(graph.nodes, "communique", inputs, outputs, graph.constants)
    versions = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(drawn, opset_imports=versions, ir_version=9)


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
