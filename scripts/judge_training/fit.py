"""Fit the network: batches, loss, schedule."""

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from judge_training.data import KEYS, Example, noisy
from judge_training.network import JudgeNetwork

MAX_TOKENS = 224
NOISE_SHARE = 0.35


def tokenizer(folder: Path) -> Tokenizer:
    """The encoder's tokenizer, cut at MAX_TOKENS, without padding."""
    made = Tokenizer.from_file(str(folder / "tokenizer.json"))
    made.enable_truncation(MAX_TOKENS)
    made.no_padding()
    return made


def encode(items: Sequence[Example], tokens: Tokenizer) -> list[tuple[list[int], np.ndarray, np.ndarray]]:
    """Ids, token labels [tokens, keys] and text labels [keys] of each example."""
    encoded = []
    for item, encoding in zip(items, tokens.encode_batch([item.text for item in items]), strict=True):
        labels = np.zeros((len(encoding.ids), len(KEYS)), np.float32)
        for at, (start, end) in enumerate(encoding.offsets):
            if end > start:
                for key, first, last in item.spans:
                    if first <= start and end <= last + 1 and start < last:
                        labels[at, key] = 1.0
        encoded.append((encoding.ids, labels, np.array(item.labels(), np.float32)))
    return encoded


def batches(encoded: list[tuple[list[int], np.ndarray, np.ndarray]], size: int, rng: random.Random | None):  # type: ignore[no-untyped-def]
    """Batches of texts of similar length, in random order when `rng` is given; each with the original indices."""
    order = sorted(range(len(encoded)), key=lambda at: len(encoded[at][0]) + (rng.random() * 12 if rng else 0))
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    if rng:
        rng.shuffle(groups)
    for group in groups:
        length = max(len(encoded[at][0]) for at in group)
        ids, mask = np.zeros((len(group), length), np.int64), np.zeros((len(group), length), np.int64)
        labels = np.zeros((len(group), length, len(KEYS)), np.float32)
        for row, at in enumerate(group):
            count = len(encoded[at][0])
            ids[row, :count], mask[row, :count], labels[row, :count] = encoded[at][0], 1, encoded[at][1]
        texts = np.stack([encoded[at][2] for at in group])
        yield group, torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(labels), torch.from_numpy(texts)


def fit(
    network: JudgeNetwork,
    make_examples: Callable[[int, random.Random], list[Example]],
    tokens: Tokenizer,
    epochs: int,
    seed: int,
    batch: int = 16,
    rate: float = 1.5e-4,
    teacher: Callable[[list[Example]], list[tuple[np.ndarray, np.ndarray]]] | None = None,
) -> None:
    """Fit in place. `make_examples(epoch, rng)` gives each epoch's texts; a share of them is made noisy here."""
    rng = random.Random(seed)
    sizes = [len(make_examples(epoch, random.Random(seed + epoch))) for epoch in range(epochs)]
    steps = sum(-(-size // batch) for size in sizes)
    heads = [parameter for name, parameter in network.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": [item for item in network.encoder.parameters() if item.requires_grad], "lr": rate}, {"params": heads, "lr": rate * 10}],
        weight_decay=0.01,
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, [rate, rate * 10], total_steps=steps + 1, pct_start=0.1)
    begun = time.monotonic()
    for epoch in range(epochs):
        network.train()
        items = make_examples(epoch, random.Random(seed + epoch))
        items = [noisy(item, rng) if rng.random() < NOISE_SHARE else item for item in items]
        encoded, total, count = encode(items, tokens), 0.0, 0
        for _, ids, mask, token_labels, text_labels in batches(encoded, batch, rng):
            token_logits, text_logits, _ = network(ids, mask)
            loss = joint_loss(token_logits, text_logits, mask, token_labels, text_labels)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        print(f"epoch {epoch + 1}/{epochs}: loss {total / count:.4f}, {time.monotonic() - begun:.0f} s", flush=True)


def joint_loss(token_logits, text_logits, mask, token_labels, text_labels):  # type: ignore[no-untyped-def]
    """Binary cross-entropy of tokens (evidence is rare, so it weighs more) and of texts."""
    weight = torch.full((len(KEYS),), 3.0)
    tokens = functional.binary_cross_entropy_with_logits(token_logits, token_labels, pos_weight=weight, reduction="none")
    tokens = (tokens * mask.unsqueeze(-1)).sum() / mask.sum() / len(KEYS)
    smooth = text_labels * 0.97 + 0.015
    texts = functional.binary_cross_entropy_with_logits(text_logits, smooth)
    return 6.0 * tokens + 2.0 * texts


@torch.no_grad()
def predict(network: JudgeNetwork, items: Sequence[Example], tokens: Tokenizer) -> tuple[np.ndarray, list[np.ndarray]]:
    """Text scores [texts, keys] and token scores of each text, from 0 to 1."""
    network.eval()
    encoded = encode(items, tokens)
    texts = np.zeros((len(items), len(KEYS)), np.float32)
    evidence: list[np.ndarray] = [np.zeros((0, 0))] * len(items)
    for group, ids, mask, _, _ in batches(encoded, 32, None):
        token_logits, text_logits, _ = network(ids, mask)
        texts[group] = torch.sigmoid(text_logits).numpy()
        for row, at in enumerate(group):
            evidence[at] = torch.sigmoid(token_logits[row, : len(encoded[at][0])]).numpy()
    return texts, evidence
