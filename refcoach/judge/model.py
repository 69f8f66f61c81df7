"""The trained model: text to scores for every key, for the whole text and for each piece of a word.

An encoder with two heads (see docs/judge-card.md), run by onnxruntime on one core. Long texts go through in windows.
"""

import functools
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
WINDOWS_KEPT = 64  # an hour of speech; a window's scores take about 30 kB
MEANINGS_KEPT = 1024  # the clauses of a quarter of an hour of speech; each takes 1.5 kB


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
    """Loads on first use; may be used from several threads.

    Every text runs alone: the network rounds a batch by its largest value, so that a score would depend on its neighbours. What was read
    lately is kept: a text that goes on costs only what is new in it.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or asset("judge", "model")
        self._lock = threading.Lock()
        self._session: Any = None
        self._tokenizer: Any = None
        self._settings: Settings | None = None
        self._window = functools.lru_cache(WINDOWS_KEPT)(self._infer)
        self._meaning = functools.lru_cache(MEANINGS_KEPT)(self._mean)

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

    @property
    def _width(self) -> int:
        return int(self._session.get_outputs()[2].shape[-1])

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
            encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
            rows = [self._meaning(tuple(encoding.ids[:WINDOW_TOKENS])) for encoding in encodings]
            return numpy.array(rows, numpy.float32).reshape(len(rows), self._width)

    def _run(self, ids: list[int], offsets: list[tuple[int, int]]) -> Scores:
        import numpy

        assert self._settings is not None
        step = WINDOW_TOKENS - OVERLAP_TOKENS
        starts = list(range(0, max(1, len(ids) - OVERLAP_TOKENS), step))
        pieces = numpy.zeros((len(ids), len(self._settings.keys)), numpy.float32)
        best = numpy.full(len(self._settings.keys), -1e9, numpy.float32)
        for start in starts:
            tokens, texts = self._window(tuple(ids[start : start + WINDOW_TOKENS]))
            window = pieces[start : start + len(tokens)]
            numpy.maximum(window, tokens, out=window)
            best = numpy.maximum(best, texts)
        scale = numpy.array([self._settings.scale[key] for key in self._settings.keys], numpy.float32)
        text_scores = 1.0 / (1.0 + numpy.exp(-numpy.clip(best * scale, -30, 30)))
        return Scores(
            self._settings.keys,
            tuple(float(score) for score in text_scores),
            tuple(Piece(start, end, tuple(map(float, row))) for (start, end), row in zip(offsets, pieces, strict=True)),
        )

    def _infer(self, ids: tuple[int, ...]) -> tuple[Any, Any]:
        """Token scores and text logits of one window."""
        import numpy

        tokens, texts = self._feed(ids, ["token_logits", "text_logits"])
        return 1.0 / (1.0 + numpy.exp(-numpy.clip(tokens[0, 1:-1], -30, 30))), texts[0]

    def _mean(self, ids: tuple[int, ...]) -> Any:
        """The mean state of the words of a clause, of length 1; zeros without words."""
        import numpy

        if not ids:
            return numpy.zeros(self._width, numpy.float32)
        (states,) = self._feed(ids, ["states"])
        mean = states[0, 1:-1].mean(axis=0)
        return mean / max(float(numpy.linalg.norm(mean)), 1e-9)

    def _feed(self, ids: tuple[int, ...], outputs: list[str]) -> Any:
        """The named outputs of the network for one text; [CLS] and [SEP] are put around it."""
        import numpy

        start, end = self._tokenizer.token_to_id("[CLS]"), self._tokenizer.token_to_id("[SEP]")
        whole = numpy.array([[start, *ids, end]], numpy.int64)
        return self._session.run(outputs, {"input_ids": whole, "attention_mask": numpy.ones_like(whole)})
