"""From an answer to its findings: recognise, judge, advise. The same way for the window and the command line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from refcoach.core.attempt import TakeProblem
from refcoach.core.delivery import Delivery
from refcoach.core.errors import RefCoachError
from refcoach.core.feedback import Asked, Feedback, feedback
from refcoach.core.finding import Finding, Judgement, soften
from refcoach.core.heard import Heard
from refcoach.core.own_check import OwnCheck
from refcoach.core.profile import Profile
from refcoach.core.transcript import Transcript, typed
from refcoach.engine.better_lines import LineFinder
from refcoach.engine.delivery import delivery_of
from refcoach.judge.custom import PreparedCheck, answer_all, prepare
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
USUAL = Asked()


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer with all that was found about it; `recorded` and `delivery` are None for a typed one."""

    transcript: Transcript
    judgement: Judgement
    feedback: Feedback
    recorded: Recorded | None = None
    delivery: Delivery | None = None
    problems: tuple[TakeProblem, ...] = ()


def problems_of(recorded: Recorded, transcript: Transcript) -> tuple[TakeProblem, ...]:
    """What is wrong with a recording, and what its words tell about it."""
    problems = recorded.problems
    confidence = transcript.confidence()
    if confidence is not None and confidence < LOW_CONFIDENCE:
        problems = (*problems, TakeProblem.LOW_CONFIDENCE)
    if not transcript.text and TakeProblem.SILENT not in problems:
        problems = (*problems, TakeProblem.SILENT)
    return problems


class Coach:
    """Brings recogniser, judge and the rep's script together; all are passed in. `profile` gives the script as it is now."""

    def __init__(self, recogniser: Recogniser, judge: Judge, profile: Callable[[], Profile] = Profile) -> None:
        self.recogniser = recogniser
        self.judge = judge
        self._profile = profile
        self._lines = LineFinder(judge)
        self._prepared: dict[OwnCheck, PreparedCheck] = {}

    def warm(self) -> None:
        """Load the models ahead of the first take; raises ModelError."""
        self.recogniser.warm()
        self.judge.warm()

    def check_text(self, text: str, asked: Asked = USUAL) -> Checked:
        """Judge a typed answer."""
        transcript = typed(text)
        return Checked(transcript, *self.judged(transcript, asked))

    def check_take(
        self,
        recorded: Recorded,
        asked: Asked = USUAL,
        on_stage: Callable[[str], None] = lambda stage: None,
        hear: Callable[[Path], Heard] | None = None,
    ) -> Checked:
        """Recognise and judge a recording; `on_stage` hears "recognising", then "judging". Raises AudioError or ModelError.

        `hear` gives what was recognised while the take was spoken; without it the file is recognised now.
        """
        on_stage("recognising")
        heard = hear(recorded.path) if hear is not None else Heard(self.recogniser.transcribe(recorded.path))
        transcript = heard.transcript
        on_stage("judging")
        problems = problems_of(recorded, transcript)
        judgement, said = self.judged(transcript, asked, problems)
        return Checked(transcript, judgement, said, recorded, delivery_of(recorded, heard, problems), problems)

    def read_ahead(self, so_far: Transcript, asked: Asked) -> None:
        """Judge the beginning of a take, so that `check_take` has only the rest to read: the judge keeps what it has read."""
        try:
            self.judged(so_far, asked)
        except RefCoachError:
            pass  # it is told when the take is checked

    def judged(self, transcript: Transcript, asked: Asked, problems: Sequence[TakeProblem] = ()) -> tuple[Judgement, Feedback]:
        """Findings and feedback of a transcript; with a doubtful recording nothing in it is called missing. Raises ModelError."""
        judgement = self.findings(transcript, asked.checks)
        if DOUBTFUL.intersection(problems) or not transcript.text.strip():
            judgement = soften(judgement, True)
        return judgement, self.advise(transcript, judgement, asked)

    def findings(self, transcript: Transcript, checks: Sequence[OwnCheck]) -> Judgement:
        """The answers to the rubric's checks and to these. Raises ModelError."""
        return Judgement((*self.judge.judge(transcript).findings, *self._own(checks, transcript)))

    def advise(self, transcript: Transcript, judgement: Judgement, asked: Asked) -> Feedback:
        """Feedback on findings, with lines from the rep's script. Raises ModelError."""
        return feedback(transcript, judgement, asked, self._lines.for_take(self._profile(), transcript, judgement))

    def _own(self, checks: Sequence[OwnCheck], transcript: Transcript) -> tuple[Finding, ...]:
        """The answers to a pack's own checks, with their names and questions."""
        for check in checks:
            if check not in self._prepared:
                self._prepared[check] = prepare(self.judge.model, check)
        answers = answer_all([self._prepared[check] for check in checks], self.judge.model, transcript)
        return tuple(replace(found, name=check.name, question=check.question) for found, check in zip(answers, checks, strict=True))
