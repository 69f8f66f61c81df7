"""A pack's own checks are answered inside a drill, with their names, by the real judge."""

from pathlib import Path

from refcoach.core.feedback import headline
from refcoach.core.finding import Verdict
from refcoach.core.records import attempt_from, attempt_record
from refcoach.engine.attempts import system_clock
from refcoach.engine.desk import open_desk
from refcoach.engine.drill import Answer, Drill
from refcoach.engine.parts import make_coach
from refcoach.packs.load import load_pack

PACK = """\
format: 1
id: garden
title: Garden firm
version: 1.0.0
checks:
  - id: asks_about_tools
    name: Tools
    question: Did you ask which tools they use now?
    yes:
      - Which mower do you use at the moment?
      - What tools have you got in the shed today?
      - Tell me what equipment your people work with now.
      - Which machines are you using this season?
    no:
      - We sell the best mowers in the county.
      - How is your family?
      - I can come by on Thursday.
      - The grass is high this year.
"""
SCENARIO = """\
id: first-visit
title: The first visit
situation: You visit a new client.
persona: {name: Ben}
beats:
  - id: open
    lines: [Come in.]
    required: [asks_about_tools, permission]
"""


def test_the_pack_s_own_check_is_answered_named_and_logged(tmp_path: Path) -> None:
    (tmp_path / "garden" / "scenarios").mkdir(parents=True)
    (tmp_path / "garden" / "pack.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "garden" / "scenarios" / "first-visit.yaml").write_text(SCENARIO, encoding="utf-8")
    pack, problems = load_pack(tmp_path / "garden")
    assert pack is not None, problems
    desk = open_desk(env={"REFCOACH_HOME": str(tmp_path / "home")})
    coach = make_coach(desk)
    said = {}
    for text in ("Which hedge trimmers and machines do your people use at the moment?", "Lovely weather today. I can come back on Monday."):
        drill = Drill(pack.scenarios[0], 1, desk, coach, system_clock())
        attempt, _ = drill.answer(Answer(text))
        read = attempt_from(attempt_record(desk.attempts(limit=1)[0]))
        assert read.attempt_id == attempt.attempt_id
        said[text] = read
    asked, not_asked = said.values()
    assert asked.judgement.verdict("asks_about_tools") is Verdict.PRESENT
    assert not_asked.judgement.verdict("asks_about_tools") is not Verdict.PRESENT
    finding = asked.judgement.get("asks_about_tools")
    assert finding is not None
    assert (finding.name, finding.question) == ("Tools", "Did you ask which tools they use now?")
    assert "tools" in headline(not_asked.judgement, not_asked.required)
    desk.close()
