"""The rubric: every check that the judge answers, as data.

Keys are fixed: they stand in the log, in scenario packs, in JSON output and in reports.
"""

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """What a check is for."""

    REQUIRED = "required"
    SUPPORTING = "supporting"
    FACET = "facet"
    PITFALL = "pitfall"


@dataclass(frozen=True, slots=True)
class Check:
    """One yes/no question about what was said.

    `label` names the check on screen, `question` says exactly what counts, `advice` is the step for a rep who missed it
    (or, for a pitfall, what to say instead).
    """

    key: str
    group: Group
    label: str
    question: str
    advice: str


REQUIRED = (
    Check(
        "ideal_client",
        Group.REQUIRED,
        "Ideal client",
        "Did you say whom you want to meet, with at least one specific facet?",
        "Say whom you want to meet, so that one face comes to mind: their trade, their place, their role, or what is happening to them.",
    ),
    Check(
        "business_reason",
        Group.REQUIRED,
        "Business reason",
        "Did you say why it is worth meeting: a result, an outcome or a problem solved for clients?",
        "Say what changed for a client you helped. One result is enough; it gives the other person the case to make for you.",
    ),
    Check(
        "introduction_request",
        Group.REQUIRED,
        "Introduction",
        "Did you ask the listener to bring the two of you together?",
        "Ask them to bring you together: a call for three, an e-mail to both of you, or a word beforehand so that you are expected.",
    ),
)

SUPPORTING = (
    Check(
        "appreciation",
        Group.SUPPORTING,
        "Appreciation",
        "Did you say thanks, a compliment or what went well, and then ask?",
        "Begin with what went well for them; it is the natural bridge to the ask.",
    ),
    Check(
        "permission",
        Group.SUPPORTING,
        "Permission",
        "Did you ask leave to raise the subject?",
        "Ask first whether it is all right to raise it.",
    ),
    Check(
        "open_question",
        Group.SUPPORTING,
        "Open question",
        "Did you ask who, which or what, about somebody specific?",
        "Ask who or which, and put the kind of person into the question.",
    ),
    Check(
        "intro_channel",
        Group.SUPPORTING,
        "Channel",
        "Did you say how the introduction would happen?",
        "Say how it could happen: a call, an e-mail to both, a coffee.",
    ),
    Check("easy_out", Group.SUPPORTING, "Easy way out", "Did you take the pressure off?", "Say that a no is fine."),
    Check(
        "follow_up", Group.SUPPORTING, "Follow-up", "Did you agree when or how to follow up?", "Agree a day on which you will check back."
    ),
    Check(
        "thanks_promise",
        Group.SUPPORTING,
        "Thanks and news",
        "Did you thank them for the introduction or promise to keep them posted?",
        "Promise to tell them what came of it.",
    ),
    Check(
        "named_prospects",
        Group.SUPPORTING,
        "Names brought",
        "Did you bring a name or a prepared list?",
        "Bring a name or a short list to look at together.",
    ),
)

FACETS = (
    Check("industry", Group.FACET, "Industry", "Which line of business?", "Name their line of business."),
    Check("geography", Group.FACET, "Place", "Where?", "Say where they are."),
    Check("company_size", Group.FACET, "Size", "How big?", "Say how big they are."),
    Check("function", Group.FACET, "Role", "Which job or department?", "Name the job or department."),
    Check("person", Group.FACET, "Kind of person", "What kind of person?", "Say what kind of person it is."),
    Check("situation", Group.FACET, "Situation", "What is happening to them?", "Say what is happening to them just now."),
    Check("named_person", Group.FACET, "A particular person", "Who, by name?", "Name the person."),
)

PITFALLS = (
    Check(
        "generic_ask",
        Group.PITFALL,
        "Generic ask",
        "Did you ask for just anyone?",
        'Swap "anyone" for one kind of person whom they could picture.',
    ),
    Check(
        "closed_question",
        Group.PITFALL,
        "Yes/no question",
        "Did you search with a yes/no question?",
        'Ask "who" in place of "do you know anyone": a no comes too easily.',
    ),
    Check(
        "passive_mention",
        Group.PITFALL,
        "Left to chance",
        "Did you ask to be mentioned or kept in mind?",
        "Being kept in mind rarely leads to a call. Ask them to bring you together.",
    ),
    Check(
        "name_drop",
        Group.PITFALL,
        "Borrowed name",
        "Did you ask to use their name without an introduction?",
        "A borrowed name is still a cold call. Ask for a word from them first.",
    ),
    Check(
        "cold_referral",
        Group.PITFALL,
        "Names and numbers",
        "Did you ask for names or numbers with nobody introducing?",
        "A number is a cold call. Ask them to speak to the person first, or to join the call.",
    ),
    Check(
        "needy",
        Group.PITFALL,
        "Own need",
        "Did you give your own need as the reason?",
        "Give the client's result as the reason, not your own target.",
    ),
    Check(
        "apologetic", Group.PITFALL, "Apology", "Did you apologise for asking?", "Leave out the apology. You are offering something useful."
    ),
)

CHECKS = (*REQUIRED, *SUPPORTING, *FACETS, *PITFALLS)
BY_KEY = {check.key: check for check in CHECKS}
REQUIRED_KEYS = tuple(check.key for check in REQUIRED)
ELEMENT_KEYS = tuple(check.key for check in (*REQUIRED, *SUPPORTING))
FACET_KEYS = tuple(check.key for check in FACETS)
PITFALL_KEYS = tuple(check.key for check in PITFALLS)
