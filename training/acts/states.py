"""The trunk's states as the shipped graph computes them, for training the branch on exactly what it will be given."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor

from communique.analysis.encoder import LONGEST, MODEL, Encoder
from communique.analysis.pieces import SHAPES
from training.acts.network import BELOW
from training.network import Sizes, from_base

HIDDEN_AT = f"layers.{BELOW - 1}.outer_norm"


class Trunk:
    """The encoder's lower layers, cut out of a model's graph."""

    def __init__(self, folder: Path = MODEL) -> None:
        import onnxruntime

        self._encoder = Encoder(folder)
        model = onnx.load(str(folder / "encoder.onnx"))
        del model.graph.output[:]
        hidden = onnx.helper.make_tensor_value_info(HIDDEN_AT, onnx.TensorProto.FLOAT, [1, None, None])
        model.graph.output.append(hidden)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 2
        self._session = onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
        self._wanted = {value.name for value in self._session.get_inputs()}

    def read(self, sentences: Iterable[tuple[str, ...]]) -> Iterable[tuple[Tensor, list[int], list[int]] | None]:
        """States [L, HIDDEN] and each word's first and last piece, the root first; None for what is too long."""
        for words in sentences:
            inputs = self._encoder._inputs(words)
            if len(inputs["pieces"]) > LONGEST:
                yield None
                continue
            states = self._session.run(None, {k: v for k, v in inputs.items() if k in self._wanted})[0]
            yield torch.from_numpy(np.array(states[0])).half(), inputs["first"].tolist(), inputs["last"].tolist()


def base_layers(folder: Path, *, own: int) -> dict[str, Tensor]:
    """The base model's layers above the trunk, as they were before any of them learnt to parse."""
    network = from_base(folder, Sizes(2, 2, 2, 2, 2, 2, SHAPES))
    return {
        name.replace(f"layers.{BELOW + index}.", f"layers.{index}."): weight
        for index in range(own)
        for name, weight in network.state_dict().items()
        if name.startswith(f"layers.{BELOW + index}.")
    }
