"""The fitted network to the files the app ships: int8 ONNX, tokenizer, thresholds."""

import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from torch import nn

from judge_training.data import KEYS
from judge_training.network import JudgeNetwork


class _Outputs(nn.Module):
    """The two heads alone, with the encoder's states for few-shot checks."""

    def __init__(self, network: JudgeNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        tokens, texts, states = self.network(input_ids, attention_mask)
        return tokens, texts, states


def export(network: JudgeNetwork, encoder_folder: Path, out: Path) -> None:
    """Write model.onnx (int8 weights, each output channel with its own scale) and tokenizer.json."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    network.eval()
    ids = torch.tensor([[101, 2040, 2079, 102], [101, 2017, 102, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            _Outputs(network),
            (ids, mask),
            str(plain),
            input_names=["input_ids", "attention_mask"],
            output_names=["token_logits", "text_logits", "states"],
            dynamic_axes={
                "input_ids": {0: "texts", 1: "tokens"},
                "attention_mask": {0: "texts", 1: "tokens"},
                "token_logits": {0: "texts", 1: "tokens"},
                "text_logits": {0: "texts"},
                "states": {0: "texts", 1: "tokens"},
            },
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(plain), str(out / "model.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    shutil.copyfile(encoder_folder / "tokenizer.json", out / "tokenizer.json")


def best_thresholds(scores: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """For each key the threshold of best F1, drawn towards 0.5 where few texts speak for it."""
    chosen = {}
    grid = np.arange(0.2, 0.81, 0.02)
    for at, key in enumerate(KEYS):
        positives = labels[:, at].sum()
        rates = []
        for threshold in grid:
            found = scores[:, at] >= threshold
            hits = (found & (labels[:, at] > 0)).sum()
            rates.append(2 * hits / max(1, found.sum() + positives) - 0.03 * abs(threshold - 0.5))
        weight = positives / (positives + 20)
        chosen[key] = round(float(weight * grid[int(np.argmax(rates))] + (1 - weight) * 0.5), 3)
    return chosen


def calibration(scores: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """For each key the factor on the logit that gives the held-back texts the highest likelihood."""
    factors = {}
    grid = np.arange(0.5, 2.01, 0.05)
    clipped = np.clip(scores, 1e-6, 1 - 1e-6)
    logits = np.log(clipped / (1 - clipped))
    for at, key in enumerate(KEYS):
        losses = []
        for factor in grid:
            probability = 1 / (1 + np.exp(-logits[:, at] * factor))
            losses.append(-np.mean(labels[:, at] * np.log(probability) + (1 - labels[:, at]) * np.log(1 - probability)))
        factors[key] = round(float(grid[int(np.argmin(losses))]), 3)
    return factors


def write_settings(out: Path, threshold: dict[str, float], fence: dict[str, float], scale: dict[str, float]) -> None:
    """judge.json, which the app reads beside the model."""
    meta = {"format": 1, "keys": list(KEYS), "threshold": threshold, "fence": fence, "scale": scale}
    (out / "judge.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


FENCE = 0.12  # below the threshold by less than this a score is on the fence


def fences(threshold: dict[str, float]) -> dict[str, float]:
    """For each key the score from which a finding is unclear rather than missing."""
    return {key: round(max(0.05, value - FENCE), 3) for key, value in threshold.items()}
