"""What a delivery is held against: limits that the rep may move, and plain sentences about them."""

from dataclasses import dataclass
from enum import StrEnum

from refcoach.core.delivery import Delivery

MOST_REMARKS = 3
LEAST_SPOKEN_S = 5.0  # a pace or a rate from less speech says nothing
LEAST_FILLERS = 2  # one "um" in a short answer is many a minute and no habit


@dataclass(frozen=True, slots=True)
class Bands:
    """Limits with these defaults; a published norm for asking for referrals does not exist, so every one of them can be moved.

    - pace, words a minute without the pauses: people usually speak at 125 to 150 (Lucas, The Art of Public Speaking, 2004);
      lectures 125 to 160, radio 150 to 170, interviews 160 to 210 (Tauroza and Allison, Applied Linguistics 11, 1990). Those count
      pauses in; without them the same speech reads about a tenth more, hence 120 to 180.
    - longest pause, seconds: in conversation a silence of one second is about the longest that is left standing (Jefferson, 1989);
      twice that is still a pause for effect.
    - fillers a minute: two to three in a hundred words are usual in conversation (Bortfeld and others, Language and Speech 44, 2001),
      four a minute at 150 words a minute.
    - speech share: pauses take up to half of spontaneous speech (Goldman-Eisler, Psycholinguistics, 1968), and the take's own
      beginning and end count here.
    - pitch variation, semitones: listeners call it lively where the standard deviation is above a fifth of the mean (about 3.2
      semitones) and dull near a tenth (about 1.7) (after Hincks, System 33, 2005).
    """

    pace_low_wpm: float = 120.0
    pace_high_wpm: float = 180.0
    longest_pause_s: float = 2.0
    fillers_a_minute: float = 4.0
    speech_share_low: float = 0.5
    pitch_low_st: float = 1.7


STANDARD = Bands()


class Place(StrEnum):
    INSIDE = "inside"
    BELOW = "below"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about one measure: `key` is pace, longest_pause, fillers, pitch or speech_share; `value` in the band's unit."""

    key: str
    value: float
    place: Place
    text: str


def remarks(delivery: Delivery, bands: Bands) -> tuple[Remark, ...]:
    """At most three remarks, those outside their band first; nothing about what could not be told."""
    told = (_pace(delivery, bands), _pause(delivery, bands), _fillers(delivery, bands), _pitch(delivery, bands), _share(delivery, bands))
    made = [remark for remark in told if remark is not None]
    return tuple(sorted(made, key=lambda remark: remark.place is Place.INSIDE)[:MOST_REMARKS])


def _spoken_s(delivery: Delivery) -> float:
    return delivery.speech_share * delivery.duration_s


def _pace(delivery: Delivery, bands: Bands) -> Remark | None:
    if delivery.words_per_minute is None or _spoken_s(delivery) < LEAST_SPOKEN_S:
        return None
    # The sentence and the verdict must agree, so both see the whole number.
    value, low, high = round(delivery.words_per_minute), bands.pace_low_wpm, bands.pace_high_wpm
    place = Place.BELOW if value < low else Place.ABOVE if value > high else Place.INSIDE
    how = {Place.BELOW: "slower than", Place.ABOVE: "faster than", Place.INSIDE: "inside"}[place]
    return Remark("pace", value, place, f"{value} words a minute, {how} your band of {low:g} to {high:g}.")


def _pause(delivery: Delivery, bands: Bands) -> Remark | None:
    if not delivery.pauses:
        return None
    value, limit = round(max(end - start for start, end in delivery.pauses), 1), bands.longest_pause_s
    place = Place.ABOVE if value > limit else Place.INSIDE
    how = "longer than" if place is Place.ABOVE else "within"
    return Remark("longest_pause", value, place, f"Your longest pause was {value:g} seconds, {how} your limit of {limit:g}.")


def _fillers(delivery: Delivery, bands: Bands) -> Remark | None:
    if delivery.fillers is None or _spoken_s(delivery) < LEAST_SPOKEN_S:
        return None
    count, limit = len(delivery.fillers), bands.fillers_a_minute
    value = round(count * 60 / delivery.duration_s, 1)
    if not count:
        return Remark("fillers", 0.0, Place.INSIDE, "I heard no um with pauses around it.")
    sounds = ", ".join(dict.fromkeys(filler.text for filler in delivery.fillers))
    place = Place.ABOVE if value > limit and count >= LEAST_FILLERS else Place.INSIDE
    said = f"I heard {count} filler{'' if count == 1 else 's'} with pauses around ({sounds})"
    return Remark("fillers", value, place, f"{said}, {value:g} a minute; your limit is {limit:g}." if place is Place.ABOVE else said + ".")


def _pitch(delivery: Delivery, bands: Bands) -> Remark | None:
    if delivery.pitch_sd_st is None:
        return None
    value, low = round(delivery.pitch_sd_st, 1), bands.pitch_low_st
    if value < low:
        return Remark("pitch", value, Place.BELOW, f"Your voice moved by {value:g} semitones, less than your band from {low:g}.")
    return Remark("pitch", value, Place.INSIDE, f"Your voice moved by {value:g} semitones, inside your band from {low:g}.")


def _share(delivery: Delivery, bands: Bands) -> Remark | None:
    if delivery.words_per_minute is None:
        return None
    value, low = round(delivery.speech_share, 2), bands.speech_share_low
    place = Place.BELOW if value < low else Place.INSIDE
    how = "less than" if place is Place.BELOW else "inside"
    return Remark("speech_share", value, place, f"You spoke {value:.0%} of the take, {how} your band from {low:.0%}.")
