"""The network: MiniLM's six layers, fed with word shapes, and light heads over words."""

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

HIDDEN, INNER, LAYERS, ATTENTION_HEADS = 384, 1536, 6, 12
ARC, LABEL, NAME, SHAPE = 256, 96, 192, 24
EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many classes each head knows."""

    upos: int
    xpos: int
    scripts: int
    relations: int
    schemes: int
    name_tags: int
    shapes: int


@dataclass(frozen=True, slots=True)
class Batch:
    """B sentences of at most L word pieces and W-1 words; word 0 is the root ([CLS]). Absent labels are -100."""

    pieces: Tensor  # [B, L] vocabulary ids
    piece_shapes: Tensor  # [B, L] shape of the word a piece belongs to
    mask: Tensor  # [B, L] bool
    first: Tensor  # [B, W] a word's first piece
    last: Tensor  # [B, W] its last
    shapes: Tensor  # [B, W]
    present: Tensor  # [B, W] bool: word exists
    upos: Tensor  # [B, W]
    xpos: Tensor
    scripts: Tensor
    heads: Tensor
    relations: Tensor
    names: Tensor
    schemes: Tensor  # [B] whose convention the names follow


@dataclass(frozen=True, slots=True)
class Answers:
    upos: Tensor  # [B, W, classes]
    xpos: Tensor
    scripts: Tensor
    arcs: Tensor  # [B, dependent W, head W]
    names: Tensor  # [B, W, schemes, tags]
    label_dependents: Tensor  # [B, W, LABEL]
    label_heads: Tensor  # [B, W, LABEL]


class Layer(nn.Module):
    """One BERT layer; queries, keys and values from one matrix."""

    def __init__(self) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.attended = nn.Linear(HIDDEN, HIDDEN)
        self.attended_norm = nn.LayerNorm(HIDDEN, EPSILON)
        self.inner = nn.Linear(HIDDEN, INNER)
        self.outer = nn.Linear(INNER, HIDDEN)
        self.outer_norm = nn.LayerNorm(HIDDEN, EPSILON)

    def forward(self, states: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """[B, L, HIDDEN] → the same; `mask` [B, 1, 1, L] is added to the scores: 0, or very low for padding."""
        batch, length, _ = states.shape
        parts = self.query_key_value(states).view(batch, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        # plain products: on a processor the fused attention's backward pass is slower for short sentences
        scores = parts[0] @ parts[1].transpose(2, 3) * (HIDDEN // ATTENTION_HEADS) ** -0.5 + mask
        context = scores.softmax(-1) @ parts[2]
        context = self.attended(context.transpose(1, 2).reshape(batch, length, HIDDEN))
        states = self.attended_norm(states + self._dropped(context, dropout))
        inner = self.outer(functional.gelu(self.inner(states)))
        result: Tensor = self.outer_norm(states + self._dropped(inner, dropout))
        return result

    def _dropped(self, states: Tensor, rate: float) -> Tensor:
        return dropped(states, rate) if self.training else states


class Network(nn.Module):
    """All heads at once over word vectors: a word's first and last piece, mixed over layers, and its shape."""

    def __init__(self, sizes: Sizes, *, dropout: float = 0.1, word_dropout: float = 0.25) -> None:
        super().__init__()
        self.sizes, self.dropout, self.word_dropout = sizes, dropout, word_dropout
        self.piece = nn.Embedding(30522, HIDDEN)
        self.position = nn.Embedding(512, HIDDEN)
        self.piece_shape = nn.Embedding(sizes.shapes, HIDDEN)
        self.embedding_norm = nn.LayerNorm(HIDDEN, EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.linspace(-2.0, 1.0, LAYERS))
        self.shape = nn.Embedding(sizes.shapes, SHAPE)
        width = 2 * HIDDEN + SHAPE
        self.tag = nn.Linear(width, sizes.upos + sizes.xpos + sizes.scripts)
        self.hidden = nn.Linear(width, 2 * ARC + 2 * LABEL + NAME)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label = nn.Parameter(torch.zeros(sizes.relations, LABEL + 1, LABEL + 1))
        self.name_shared = nn.Linear(NAME, sizes.name_tags)
        self.name = nn.Linear(NAME, sizes.schemes * sizes.name_tags)
        nn.init.zeros_(self.piece_shape.weight)
        nn.init.xavier_uniform_(self.arc)
        nn.init.xavier_uniform_(self.label)

    def encoder_parameters(self) -> list[nn.Parameter]:
        parts = (self.piece, self.position, self.embedding_norm, self.layers)
        return [weight for part in parts for weight in part.parameters()]

    def states(self, batch: Batch) -> Tensor:
        """[B, L, HIDDEN]: the layers' states, mixed."""
        places = torch.arange(batch.pieces.shape[1])
        states = self.piece(batch.pieces) + self.position(places) + self.piece_shape(batch.piece_shapes)
        states = self._dropped(self.embedding_norm(states), self.dropout)
        mask = torch.zeros(batch.mask.shape).masked_fill(~batch.mask, -1e4)[:, None, None, :]
        mask = mask.to(torch.get_autocast_dtype("cpu")) if torch.is_autocast_enabled("cpu") else mask
        weights = self.mix.softmax(0)
        mixed = torch.zeros(())
        for weight, layer in zip(weights, self.layers, strict=True):
            states = layer(states, mask, self.dropout)
            mixed = mixed + weight * states
        return mixed

    def forward(self, batch: Batch) -> Answers:
        mixed = self.states(batch)
        words = torch.cat([_pick(mixed, batch.first), _pick(mixed, batch.last)], -1)
        words = self._dropped(words, self.word_dropout)
        words = torch.cat([words, self.shape(batch.shapes).to(words.dtype)], -1)
        sizes = self.sizes
        upos, xpos, scripts = torch.split(self.tag(words), [sizes.upos, sizes.xpos, sizes.scripts], -1)
        hidden = functional.leaky_relu(self.hidden(words), 0.1)
        hidden = self._dropped(hidden, self.word_dropout)
        dependents, heads, label_dependents, label_heads, name = torch.split(hidden, [ARC, ARC, LABEL, LABEL, NAME], -1)
        arcs = (_with_one(dependents) @ self.arc) @ heads.transpose(1, 2)
        own = self.name(name).reshape(*name.shape[:2], sizes.schemes, sizes.name_tags)
        names = own + self.name_shared(name).unsqueeze(-2)
        return Answers(upos, xpos, scripts, arcs, names, label_dependents, label_heads)

    def labels(self, answers: Answers, heads: Tensor) -> Tensor:
        """[B, W, relations]: scores of each word's relation to the given head [B, W]."""
        chosen = _with_one(_pick(answers.label_heads, heads))
        turned = _with_one(answers.label_dependents) @ self.label.transpose(0, 1).flatten(1)
        turned = turned.reshape(*heads.shape, self.sizes.relations, LABEL + 1)
        scores: Tensor = (turned @ chosen.unsqueeze(-1)).squeeze(-1)
        return scores

    def _dropped(self, states: Tensor, rate: float) -> Tensor:
        return dropped(states, rate) if self.training else states


def from_base(folder: Path, sizes: Sizes) -> Network:
    """A network with MiniLM's weights in its layers and fresh heads."""
    network = Network(sizes)
    given = {name.removeprefix("bert."): weight for name, weight in load_file(folder / "model.safetensors").items()}
    kept = network.state_dict()
    kept["piece.weight"] = given["embeddings.word_embeddings.weight"]
    kept["position.weight"] = (
        given["embeddings.position_embeddings.weight"] + given["embeddings.token_type_embeddings.weight"][0]
    )
    _copy(kept, "embedding_norm", given, "embeddings.LayerNorm")
    for index in range(LAYERS):
        here, there = f"layers.{index}", f"encoder.layer.{index}"
        for kind in ("weight", "bias"):
            parts = [given[f"{there}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            kept[f"{here}.query_key_value.{kind}"] = torch.cat(parts)
        _copy(kept, f"{here}.attended", given, f"{there}.attention.output.dense")
        _copy(kept, f"{here}.attended_norm", given, f"{there}.attention.output.LayerNorm")
        _copy(kept, f"{here}.inner", given, f"{there}.intermediate.dense")
        _copy(kept, f"{here}.outer", given, f"{there}.output.dense")
        _copy(kept, f"{here}.outer_norm", given, f"{there}.output.LayerNorm")
    network.load_state_dict(kept)
    return network


def _copy(kept: dict[str, Tensor], here: str, given: dict[str, Tensor], there: str) -> None:
    for kind in ("weight", "bias"):
        kept[f"{here}.{kind}"] = given[f"{there}.{kind}"]


def dropped(states: Tensor, rate: float) -> Tensor:
    """Drops the same features at every place of a sentence (variational dropout), [B, L, H]."""
    kept = torch.rand(states.shape[0], 1, states.shape[2]) >= rate
    return states * (kept / (1 - rate)).to(states.dtype)


def _pick(states: Tensor, places: Tensor) -> Tensor:
    """[B, L, H] and [B, W] → [B, W, H]."""
    return torch.gather(states, 1, places.unsqueeze(-1).expand(-1, -1, states.shape[-1]))


def _with_one(states: Tensor) -> Tensor:
    return torch.cat([states, torch.ones_like(states[..., :1])], -1)
