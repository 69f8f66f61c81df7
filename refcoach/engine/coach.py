"""From an answer to its findings: recognise, judge, advise. The same way for the window and the command line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from refcoach.core.attempt import TakeProblem
from refcoach.core.delivery import Delivery
from refcoach.core.feedback import NextStep, next_steps
from refcoach.core.finding import Judgement, soften
from refcoach.core.rubric import REQUIRED_KEYS
from refcoach.core.transcript import Transcript, typed
from refcoach.engine.delivery import delivery_of
from refcoach.judge.judge import Judge
from refcoach.speech.ports import Recogniser, Recorded

# Mean word probability: the shipped take has 0.83, and 0.67 with noise 5 dB below the speech, where half of its words are wrong.
LOW_CONFIDENCE = 0.7
# With any of these a word may have been said and not heard, so nothing can be called missing.
DOUBTFUL = frozenset(
    {
        TakeProblem.DIGITAL_ZERO,
        TakeProblem.SILENT,
        TakeProblem.TOO_QUIET,
        TakeProblem.CLIPPED,
        TakeProblem.NOISY,
        TakeProblem.CUT_SHORT,
        TakeProblem.LOW_CONFIDENCE,
    }
)


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer with all that was found about it; `recorded` and `delivery` are None for a typed one."""

    transcript: Transcript
    judgement: Judgement
    next_steps: tuple[NextStep, ...]
    recorded: Recorded | None = None
    delivery: Delivery | None = None
    problems: tuple[TakeProblem, ...] = ()


class Coach:
    """Brings recogniser and judge together; both are passed in."""

    def __init__(self, recogniser: Recogniser, judge: Judge) -> None:
        self.recogniser = recogniser
        self.judge = judge

    def warm(self) -> None:
        """Load the models ahead of the first take; raises ModelError."""
        self.recogniser.warm()
        self.judge.warm()

    def check_text(self, text: str, required: Sequence[str] = REQUIRED_KEYS, optional: Sequence[str] = ()) -> Checked:
        """Judge a typed answer."""
        transcript = typed(text)
        judgement = self.judge.judge(transcript)
        return Checked(transcript, judgement, next_steps(judgement, required, optional))

    def check_take(
        self,
        recorded: Recorded,
        required: Sequence[str] = REQUIRED_KEYS,
        optional: Sequence[str] = (),
        on_stage: Callable[[str], None] = lambda stage: None,
    ) -> Checked:
        """Recognise and judge a recording; `on_stage` hears "recognising", then "judging". Raises AudioError or ModelError."""
        on_stage("recognising")
        transcript = self.recogniser.transcribe(recorded.path)
        on_stage("judging")
        problems = recorded.problems
        confidence = transcript.confidence()
        if confidence is not None and confidence < LOW_CONFIDENCE:
            problems = (*problems, TakeProblem.LOW_CONFIDENCE)
        if not transcript.text and TakeProblem.SILENT not in problems:
            problems = (*problems, TakeProblem.SILENT)
        judgement = self.judge.judge(transcript)
        if DOUBTFUL.intersection(problems):
            judgement = soften(judgement, True)
        steps = next_steps(judgement, required, optional)
        return Checked(transcript, judgement, steps, recorded, delivery_of(recorded, transcript, problems), problems)
