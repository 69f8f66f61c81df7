"""My script: whom the rep wants to meet, what changed for clients, and the names that the recogniser should know."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

MOST_NAMES = 60  # a longer list no longer helps a recogniser to choose
LONGEST_TEXT = 2_000  # characters of one entry; an intro script of a minute has about 900


@dataclass(frozen=True, slots=True)
class IdealClient:
    """Whom the rep wants to meet, by the facets of the rubric. Each is a phrase as it stands in a sentence, or empty:
    `function` "plant managers", `industry` "food makers", `geography` "Ohio", `company_size` "50 to 200 people",
    `person` "careful planners", `situation` "have just lost a supervisor", `named_person` "Ana Ruiz at Brightwell"."""

    industry: str = ""
    geography: str = ""
    company_size: str = ""
    function: str = ""
    person: str = ""
    situation: str = ""
    named_person: str = ""

    def __bool__(self) -> bool:
        return any(asdict(self).values())


@dataclass(frozen=True, slots=True)
class BusinessReason:
    """What changed for a client, such as "we cut unplanned stops by a third", and for whom ("a bottling plant in Akron"), or empty."""

    result: str
    client: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """The rep's own script. `names` are people, firms and jargon to listen for; `intro` is the intro script in the rep's words."""

    name: str = ""
    company: str = ""
    ideal_client: IdealClient = IdealClient()
    reasons: tuple[BusinessReason, ...] = ()
    intro: str = ""
    names: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Profile()

    def spoken_names(self) -> tuple[str, ...]:
        """Names and jargon for the recogniser, each once: the rep's, the company's, the named prospect's and the listed ones."""
        given = (self.name, self.company, self.ideal_client.named_person, *self.names)
        return tuple(dict.fromkeys(name for name in (" ".join(item.split()) for item in given) if name))[:MOST_NAMES]


FACET_FIELDS = tuple(field.name for field in fields(IdealClient))


def profile_record(profile: Profile) -> dict[str, Any]:
    """A plain dictionary: what the file, the pipe and JSON output hold."""
    record = asdict(profile)
    return {**record, "reasons": list(record["reasons"]), "names": list(profile.names)}


def profile_from(record: Mapping[str, Any]) -> Profile:
    """The reverse of `profile_record`; what is missing is empty. Raises ValueError naming the first entry of another shape."""
    ideal = record.get("ideal_client", {})
    if not isinstance(ideal, Mapping):
        raise ValueError("ideal_client is not a mapping of facets")
    return Profile(
        name=_text(record, "name"),
        company=_text(record, "company"),
        ideal_client=IdealClient(**{facet: _text(ideal, facet) for facet in FACET_FIELDS}),
        reasons=tuple(_reason(item) for item in _items(record, "reasons")),
        intro=_text(record, "intro"),
        names=tuple(name for item in _items(record, "names") if (name := _checked(item, "names"))),
    )


def _reason(item: Any) -> BusinessReason:
    if isinstance(item, str):
        return BusinessReason(_checked(item, "reasons"))
    if not isinstance(item, Mapping):
        raise ValueError("an entry of reasons is neither a text nor a mapping with result and client")
    return BusinessReason(_text(item, "result"), _text(item, "client"))


def _items(record: Mapping[str, Any], key: str) -> Iterable[Any]:
    value = record.get(key, ())
    if not isinstance(value, list | tuple):
        raise ValueError(f"{key} is not a list")
    return value


def _text(record: Mapping[str, Any], key: str) -> str:
    return _checked(record.get(key, ""), key)


def _checked(value: Any, key: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{key} is not a text")
    if len(value) > LONGEST_TEXT:
        raise ValueError(f"{key} is longer than {LONGEST_TEXT} characters")
    return " ".join(value.split())
