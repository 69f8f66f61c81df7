"""The checks as the partner is asked about them: what was to be heard, in plain words and with the rep's name."""

import re
from collections.abc import Mapping

# Each continues "Did you hear ..."; {rep} is the rep's name. They ask for what the rubric asks, so that partner and app answer the same.
_HEAR: Mapping[str, str] = {
    "ideal_client": "whom {rep} wants to meet, clearly enough to picture somebody",
    "business_reason": "why it would be worth meeting {rep}: a result, or a problem solved for somebody",
    "introduction_request": "{rep} ask to be brought together with them, by an introduction, a call for three or a word beforehand",
    "appreciation": "{rep} say thanks, or what went well, before asking",
    "permission": "{rep} ask whether it is all right to raise the subject",
    "open_question": "{rep} ask who, which or what, about somebody specific",
    "intro_channel": "how the introduction would happen: a call, an e-mail to both, a lunch, an event",
    "easy_out": "{rep} say that a no is fine",
    "follow_up": "when or how {rep} will follow up",
    "thanks_promise": "{rep} give thanks for the introduction, or promise to tell what comes of it",
    "named_prospects": "{rep} bring a name, or a list to look at together",
    "industry": "which line of business {rep} is looking for",
    "geography": "where the people are whom {rep} wants to meet",
    "company_size": "how big the companies are that {rep} is looking for",
    "function": "which job or department {rep} is looking for",
    "person": "what kind of person {rep} is looking for",
    "situation": "what is happening just now to the people whom {rep} wants to meet",
    "named_person": "{rep} name somebody in particular",
    "generic_ask": "{rep} ask for just anyone",
    "closed_question": '{rep} search with a yes/no question, such as "do you know anyone"',
    "passive_mention": "{rep} ask only to be mentioned or kept in mind",
    "name_drop": "{rep} ask to use the listener's name without an introduction",
    "cold_referral": "{rep} ask for names or numbers, with nobody introducing",
    "needy": "{rep} give a need or a target of their own as the reason",
    "apologetic": "{rep} apologise for asking",
}
NOBODY = "the speaker"  # where the rep has given no name


def partner_question(key: str, rep: str, own: str = "") -> str:
    """What the partner is asked about a check; `own` is the question of a trainer's own check."""
    name = rep or NOBODY
    if key in _HEAR:
        return f"Did you hear {_HEAR[key].format_map({'rep': name})}?"
    if not own:
        return f"Did you hear this: {key.replace('_', ' ')}?"
    # Trainers mostly write their question to the speaker.
    return re.sub(r"^Did you\b", lambda _: f"Did {name}", own, flags=re.IGNORECASE)
