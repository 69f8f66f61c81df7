"""The trained model: text to scores for every key, for the whole text and for each piece of a word.

An encoder with two heads (see docs/judge-card.md), run by onnxruntime on one core. Long texts go through in windows.
"""

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from refcoach.core.assets import asset
from refcoach.core.errors import ModelError

FILES = ("model.onnx", "tokenizer.json", "judge.json")
WINDOW_TOKENS = 220
OVERLAP_TOKENS = 40
WINDOWS_AT_ONCE = 16  # bounds memory on very long texts


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a word at characters [start, end) with one score for each key."""

    start: int
    end: int
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of one text: `text` holds one calibrated score for each key, from 0 to 1."""

    keys: tuple[str, ...]
    text: tuple[float, ...]
    pieces: tuple[Piece, ...]

    def of(self, key: str) -> float:
        return self.text[self.keys.index(key)]


@dataclass(frozen=True, slots=True)
class Settings:
    """What was measured at training time (judge.json): the score from which a key counts as present, the fence below it,
    and the factor that calibrates its logit."""

    keys: tuple[str, ...]
    threshold: dict[str, float]
    fence: dict[str, float]
    scale: dict[str, float]


class JudgeModel:
    """Loads on first use; may be used from several threads."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or asset("judge", "model")
        self._lock = threading.Lock()
        self._session: Any = None
        self._tokenizer: Any = None
        self._settings: Settings | None = None

    def warm(self) -> None:
        """Load the model; raises ModelError when a file is missing or damaged."""
        with self._lock:
            self._load()

    @property
    def settings(self) -> Settings:
        self.warm()
        assert self._settings is not None
        return self._settings

    def _load(self) -> None:
        if self._session is not None:
            return
        for name in FILES:
            if not (self._folder / name).is_file():
                raise ModelError(f"The judge's model has no {name}.", "Install RefCoach again: python3 scripts/run.py")
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            meta = json.loads((self._folder / "judge.json").read_text(encoding="utf-8"))
            tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
            tokenizer.no_truncation()
            tokenizer.no_padding()
            session = onnxruntime.InferenceSession(str(self._folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
            self._settings = Settings(tuple(meta["keys"]), meta["threshold"], meta["fence"], meta["scale"])
        except Exception as error:  # the libraries raise types of their own for damaged files
            raise ModelError(f"The judge's model is damaged: {error}", "Install RefCoach again: python3 scripts/run.py") from error
        self._tokenizer, self._session = tokenizer, session

    def scores(self, text: str) -> Scores:
        """Scores of a text of any length; a text without words scores 0 everywhere."""
        with self._lock:
            self._load()
            assert self._settings is not None
            keys = self._settings.keys
            encoding = self._tokenizer.encode(text, add_special_tokens=False)
            ids, offsets = list(encoding.ids), list(encoding.offsets)
            if not ids:
                return Scores(keys, (0.0,) * len(keys), ())
            return self._run(ids, offsets)

    def embeddings(self, texts: Sequence[str]) -> Any:
        """One row of 384 numbers and length 1 for each text: the mean of the encoder's states over its words, as a numpy array.

        For clauses: a text longer than one window is cut there. A text without words gives zeros.
        """
        import numpy

        with self._lock:
            self._load()
            ids = [encoding.ids[:WINDOW_TOKENS] for encoding in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]
            rows = numpy.zeros((len(ids), self._session.get_outputs()[2].shape[-1]), numpy.float32)
            by_length = sorted((at for at in range(len(ids)) if ids[at]), key=lambda at: len(ids[at]))  # little padding in each batch
            for first in range(0, len(by_length), WINDOWS_AT_ONCE):
                group = by_length[first : first + WINDOWS_AT_ONCE]
                (states,) = self._feed([ids[at] for at in group], ["states"])
                for row, at in enumerate(group):
                    mean = states[row, 1 : len(ids[at]) + 1].mean(axis=0)
                    rows[at] = mean / max(float(numpy.linalg.norm(mean)), 1e-9)
        return rows

    def _run(self, ids: list[int], offsets: list[tuple[int, int]]) -> Scores:
        import numpy

        assert self._settings is not None
        step = WINDOW_TOKENS - OVERLAP_TOKENS
        starts = list(range(0, max(1, len(ids) - OVERLAP_TOKENS), step))
        pieces = numpy.zeros((len(ids), len(self._settings.keys)), numpy.float32)
        best = numpy.full(len(self._settings.keys), -1e9, numpy.float32)
        for first in range(0, len(starts), WINDOWS_AT_ONCE):
            group = starts[first : first + WINDOWS_AT_ONCE]
            tokens, texts = self._infer([ids[start : start + WINDOW_TOKENS] for start in group])
            for row, start in enumerate(group):
                count = min(WINDOW_TOKENS, len(ids) - start)
                window = pieces[start : start + count]
                numpy.maximum(window, tokens[row, 1 : count + 1], out=window)
            best = numpy.maximum(best, texts.max(axis=0))
        scale = numpy.array([self._settings.scale[key] for key in self._settings.keys], numpy.float32)
        text_scores = 1.0 / (1.0 + numpy.exp(-numpy.clip(best * scale, -30, 30)))
        return Scores(
            self._settings.keys,
            tuple(float(score) for score in text_scores),
            tuple(Piece(start, end, tuple(map(float, row))) for (start, end), row in zip(offsets, pieces, strict=True)),
        )

    def _infer(self, windows: list[list[int]]) -> tuple[Any, Any]:
        """Token scores and text logits of windows."""
        import numpy

        tokens, texts = self._feed(windows, ["token_logits", "text_logits"])
        return 1.0 / (1.0 + numpy.exp(-numpy.clip(tokens, -30, 30))), texts

    def _feed(self, windows: list[list[int]], outputs: list[str]) -> Any:
        """The named outputs of the network for windows; [CLS] and [SEP] are put around each."""
        import numpy

        start, end = self._tokenizer.token_to_id("[CLS]"), self._tokenizer.token_to_id("[SEP]")
        length = max(len(window) for window in windows) + 2
        ids, mask = numpy.zeros((len(windows), length), numpy.int64), numpy.zeros((len(windows), length), numpy.int64)
        for row, window in enumerate(windows):
            ids[row, : len(window) + 2] = [start, *window, end]
            mask[row, : len(window) + 2] = 1
        return self._session.run(outputs, {"input_ids": ids, "attention_mask": mask})
