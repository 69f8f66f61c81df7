"""The words that the comparison of a say-back knows: which mean the same, and which of one kind cannot both be meant.

Each line is one meaning; its words are stems as `say_back.stem` makes them. Two meanings of one kind (two trades, two states) are
different; words that stand nowhere here are compared by themselves, and where they differ the comparison cannot tell.
"""

ROLES = (
    "manager boss head lead leader director chief supervisor runs running",
    "owner founder proprietor own owns owning",
    "buyer purchaser purchasing procurement buying",
    "accountant bookkeeper",
    "planner scheduler planning scheduling",
    "lawyer solicitor attorney",
    "nurse",
    "teacher",
    "engineer",
    "developer programmer",
    "agent broker realtor",
    "parent mother father mum dad",
    "retiree retired pensioner retiring",
    "assistant secretary",
    "doctor physician gp",
)
DEPARTMENTS = (
    "plant factory works production operation",
    "hr personnel people-team human",
    "finance financial cfo controller treasurer",
    "it technology cio",
    "office",
    "sale selling commercial",
    "marketing",
    "fleet vehicle transport",
    "warehouse depot",
    "maintenance",
    "facility building",
    "quality",
    "practice surgery",
)
TRADES = (
    "food bakery baker dairy bottler bottling brewery meat",
    "hospital clinic healthcare medical",
    "restaurant cafe bistro catering caterer pub",
    "hotel guesthouse inn",
    "school college university education",
    "bank banking insurance insurer",
    "construction builder building-firm contractor",
    "logistics haulage haulier trucking freight",
    "retail retailer shop store",
    "software saas tech",
    "law legal",
    "farm farming farmer agriculture",
    "pharma pharmaceutical drug",
    "printer printing print",
    "plastics packaging film",
    "property estate letting landlord",
    "charity nonprofit non-profit",
    "car automotive garage dealership",
    "dental dentist dentistry",
    "steel metal foundry",
)
# American states with their short forms, then countries.
PLACES = (
    *("alabama al", "alaska ak", "arizona az", "arkansas", "california", "colorado", "connecticut ct", "delaware", "florida fl", "georgia"),
    *("hawaii", "idaho", "illinois il", "indiana", "iowa ia", "kansas ks", "kentucky ky", "louisiana", "maine", "maryland md"),
    *("massachusetts", "michigan", "minnesota mn", "mississippi", "missouri", "montana mt", "nebraska", "nevada nv", "ohio oh", "oklahoma"),
    *("oregon", "pennsylvania pa", "tennessee tn", "texas tx", "utah ut", "vermont vt", "virginia va", "wisconsin wi", "wyoming wy"),
    *("canada canadian", "mexico mexican", "germany german", "france french", "spain spanish", "italy italian", "austria austrian"),
    *("switzerland swiss", "ireland irish", "scotland scottish", "wales welsh", "england english", "poland polish", "australia australian"),
)
SIZES = ("small little tiny micro", "mid-size midsize medium mid middle medium-sized mid-sized", "large big huge major corporate")
EVENTS = (
    "lose lost losing leaving left quit quitting gone",
    "bought buy purchase purchased acquired acquiring",
    "open opened opening start starting started launch launching launched",
    "grow growing grown expand expanding growth",
    "move moved moving relocate relocating",
    "hire hiring hired recruit recruiting",
    "short shortage lacking lack without",
    "merge merged merging merger",
    "stop stopped stopping stoppage downtime breakdown",
)
KINDS = {"role": ROLES, "department": DEPARTMENTS, "trade": TRADES, "place": PLACES, "size": SIZES, "event": EVENTS}
# In which facet a meaning of which kind can contradict. What happens to somebody may be two things at once, so events never do.
CONTRADICT = {"function": ("role", "department"), "industry": ("trade",), "geography": ("place",), "company_size": ("size",)}

EMPTY_WORDS = frozenset(
    (
        *(
            "a",
            "an",
            "the",
            "of",
            "at",
            "in",
            "on",
            "for",
            "to",
            "by",
            "with",
            "from",
            "near",
            "around",
            "about",
            "and",
            "or",
            "as",
            "like",
        ),
        *(
            "who",
            "whom",
            "whose",
            "that",
            "which",
            "where",
            "when",
            "have",
            "has",
            "had",
            "is",
            "are",
            "was",
            "were",
            "be",
            "been",
            "being",
        ),
        *("just", "recently", "some", "somebody", "someone", "anybody", "anyone", "people", "person", "folk", "guy", "lady", "man", "men"),
        *(
            "want",
            "meet",
            "meeting",
            "you",
            "your",
            "they",
            "their",
            "them",
            "he",
            "she",
            "it",
            "i",
            "think",
            "guess",
            "kind",
            "sort",
            "one",
        ),
        *(
            "company",
            "firm",
            "business",
            "outfit",
            "maker",
            "making",
            "make",
            "manufacturer",
            "manufacturing",
            "employee",
            "staff",
            "worker",
        ),
        *("area", "region", "town", "city", "county", "state", "local", "based", "very", "really", "so", "their", "its", "this", "these"),
        *(
            "not",
            "no",
            "out",
            "over",
            "up",
            "then",
            "than",
            "into",
            "there",
            "would",
            "could",
            "can",
            "should",
            "do",
            "does",
            "new",
            "whole",
        ),
    )
)
DENIALS = frozenset(
    ("not", "no", "never", "except", "without", "isnt", "arent", "dont", "rather", "instead", "nor", "neither", "excluding")
)
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TENS = ("ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_WORDS = {
    **{word: number for number, word in enumerate(_ONES, 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 1)},
    "fifteen": 15, "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000,
}
