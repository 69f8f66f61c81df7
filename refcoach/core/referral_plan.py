"""The written referral plan: one page of seven headings, begun from My script, printed as text or Markdown."""

import re
from dataclasses import replace

from refcoach.core.lines import described, reason_line
from refcoach.core.profile import Profile
from refcoach.core.real_ask import PLAN_FIELDS, ReferralPlan

LONGEST_FIELD = 1_500  # characters; seven of them still are about two pages
# For each field its heading, the question it answers, and an example in a rep's words.
PLAN_WORDS = {
    "ideal_client": ("Whom I want to meet", "So precisely that one face comes to mind.", "Plant managers at food makers in Ohio"),
    "business_reason": ("Why it is worth meeting me", "What changed for clients.", "We gave the planners two days a week back."),
    "sources": (
        "Whom I ask",
        "By category: clients now and before, colleagues, suppliers, neighbours, advisers.",
        "Clients: Priya, Tomasz\nAdvisers: my accountant\nNeighbours: Ines, who runs a print shop",
    ),
    "moments": (
        "When I ask",
        "The moments at which something of value was just recognised.",
        "After the first report; when somebody says thanks",
    ),
    "giving": ("Whom I help first", "Referrals that I make for others.", "Two introductions a month; Ines wants to meet bakers"),
    "habits": ("What I do every week", "Small enough to be kept.", "Rehearse on Monday and Wednesday, one real ask by Friday"),
    "measures": ("What I count", "And where I want to be in a quarter.", "Asks made, introductions, meetings; twelve asks by March"),
}


def prefilled(plan: ReferralPlan, profile: Profile) -> ReferralPlan:
    """The plan with the empty one of its first two fields filled from My script."""
    ideal = described(profile.ideal_client)
    reasons = " ".join(line for reason in profile.reasons if (line := reason_line(reason)))
    return replace(
        plan,
        ideal_client=plan.ideal_client or (ideal[:1].upper() + ideal[1:]),
        business_reason=plan.business_reason or reasons,
    )


def same_words(one: ReferralPlan, other: ReferralPlan) -> bool:
    """Whether both say the same, whenever they were written."""
    return all(getattr(one, field).strip() == getattr(other, field).strip() for field in PLAN_FIELDS)


def is_empty(plan: ReferralPlan) -> bool:
    return not any(getattr(plan, field).strip() for field in PLAN_FIELDS)


def plan_text(plan: ReferralPlan, name: str = "", markdown: bool = False) -> str:
    """The page as text or Markdown; a field that is empty stays a heading with a line to write on. Ends with a line feed."""
    title = f"Referral plan of {name}" if name else "My referral plan"
    written = f"Written on {plan.at[:10]}" if plan.at else ""
    if markdown:
        parts = [f"# {title}", *([f"*{written}*"] if written else [])]
        parts += [f"## {PLAN_WORDS[field][0]}\n\n{_markdown(getattr(plan, field))}" for field in PLAN_FIELDS]
    else:
        parts = [f"{title}\n{'=' * len(title)}", *([written] if written else [])]
        parts += [f"{PLAN_WORDS[field][0]}\n{_indented(getattr(plan, field))}" for field in PLAN_FIELDS]
    return "\n\n".join(parts) + "\n"


def _indented(words: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in (words.strip() or "____").splitlines())


def _markdown(words: str) -> str:
    """Each line a line of its own; signs that Markdown would take for its own are escaped."""
    lines = [_escaped(line.strip()) for line in words.strip().splitlines()]
    return "  \n".join(lines) or "\\_\\_\\_\\_"


def _escaped(line: str) -> str:
    line = re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", line)
    return re.sub(r"^(\d*)([-+.)])(?=\s|$)", r"\1\\\2", line)  # what would begin a list
