"""The judge's second look: better lines in which it hears what was missing, and praise that its quote proves by itself."""

from collections.abc import Mapping

from refcoach.core.feedback import SecondLook
from refcoach.core.finding import Judgement, Verdict
from refcoach.core.lines import MENDS, candidates
from refcoach.core.profile import Profile
from refcoach.core.rubric import BY_KEY, REQUIRED_KEYS
from refcoach.core.sentences import sentence_at
from refcoach.core.transcript import Transcript, typed
from refcoach.judge.judge import Judge

BEGINNINGS = frozenset((*REQUIRED_KEYS, "open_question", "appreciation"))


class LineFinder:
    """Keeps what the judge heard in the rep's intro script, which seldom changes."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._read: tuple[str, Mapping[str, str]] = ("", {})

    def for_take(self, profile: Profile, transcript: Transcript, judgement: Judgement) -> SecondLook:
        """Lines from the script and the take, of which there may be none for a check, and proofs. Both raise ModelError."""

        def line_for(key: str) -> str:
            offered = candidates(key, profile, transcript.text, judgement, self._intro_lines(profile.intro))
            return next((line for line in offered if self._holds(line, key)), "")

        return SecondLook(line_for, self._proves, self._may_hold)

    def _proves(self, key: str, quote: str) -> bool:
        """Whether `key` is heard in a quote alone. Appreciation never could be, for it needs an ask in the same turn."""
        return key == "appreciation" or self._judge.judge(typed(quote)).verdict(key) is Verdict.PRESENT

    def _may_hold(self, key: str, quote: str) -> bool:
        return self._judge.judge(typed(quote)).verdict(key) in (Verdict.PRESENT, Verdict.UNCLEAR) and key in BY_KEY

    def _intro_lines(self, intro: str) -> Mapping[str, str]:
        """For each check that the intro script meets, the sentence of it in which it stands."""
        if self._read[0] != intro:
            found = self._judge.judge(typed(intro)).findings if intro else ()
            lines = {
                finding.key: intro[slice(*sentence_at(intro, finding.evidence[0].start, finding.evidence[0].end))]
                for finding in found
                if finding.present and finding.evidence
            }
            self._read = (intro, lines)
        return self._read[1]

    def _holds(self, line: str, key: str) -> bool:
        """Whether the judge hears in `line` alone what it is meant to mend, and no pitfall."""
        heard = self._judge.judge(typed(line))
        wanted = MENDS.get(key, key)
        present = heard.present_keys()
        # What follows an apology is worth beginning with only when something of an ask is in it.
        proven = bool(set(present) & BEGINNINGS) if key == "apologetic" else wanted in present
        return proven and not any(finding.present for finding in heard.pitfalls)
