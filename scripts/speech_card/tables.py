"""The tables of docs/speech-card.md, each printed by a function of its own."""

import re
import time
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

from refcoach.core.delivery import PAUSE_S, delivery
from refcoach.core.fillers import HESITATIONS, kind_of
from refcoach.core.finding import Judgement
from refcoach.core.names import with_names
from refcoach.core.transcript import Transcript, transcript_from_words
from refcoach.speech.delivery import pitch_sd_st, quiet_stretches
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.wav import read_speech, write_wav
from speech_card.filler_tables import Take, spoken_take
from speech_card.listening import ENGINES, LICENCES, Ears, assets, edges, errors, in_process, plain, tokens
from speech_card.names import NAMED, NEVER_SAID
from speech_card.printing import head, row
from speech_card.texts import ASKS, BECKETT, CITIES, FILLED
from speech_card.voices import ESPEAK, PIPER, Said, Studio, joined, noisy

NOISE = (None, 20.0, 10.0, 5.0)
Ask = tuple[Any, list[str], list[tuple[float, float]]]


def voice_of(number: int) -> str:
    """The neural voice and the system's in turn."""
    return PIPER if number % 2 == 0 else ESPEAK[number // 2 % len(ESPEAK)]


def ask_takes(studio: Studio) -> list[tuple[Ask, list[float]]]:
    """The asks, spoken sentence by sentence: (samples, sentences, places) and the gaps between the sentences."""
    split = [re.split(r"\s*\(([\d.]+)\)\s*", ask) for ask in ASKS]
    wanted = [[Said(text, voice_of(number), (130, 150, 175)[number % 3]) for text in parts[::2]] for number, parts in enumerate(split)]
    studio.prepare([said for each in wanted for said in each])
    made = []
    for parts, each in zip(split, wanted, strict=True):
        gaps = [float(gap) for gap in parts[1::2]]
        sound, places = joined([studio.say(said) for said in each], gaps)
        made.append(((sound, parts[::2], places), gaps))
    return made


def engines(studio: Studio, folder: Path, chosen: tuple[str, ...] = ENGINES) -> None:
    """Word errors, fillers kept, word times, processor time and memory."""
    asks = [take for take, _ in ask_takes(studio)]
    hesitant = [spoken_take(studio, Take(text, voice_of(number), 0.3, 0.3)) for number, text in enumerate(FILLED[::3])]
    people = [(read_speech(assets() / "beckett.wav"), BECKETT), (read_speech(assets() / "two_cities.wav"), CITIES)]
    print(f"\n{len(asks)} asks, {len(hesitant)} takes with fillers, {len(people)} recordings of a person")
    head(
        "engine",
        "white noise",
        "word errors, synthetic",
        "word errors, human",
        "um and uh kept",
        "start of a sentence",
        "end",
        "CPU s per s",
    )
    for engine in chosen:
        peak = 0.0
        for snr_db in NOISE:
            paths = []
            for number, sound in enumerate([take[0] for take in (*asks, *hesitant, *people)]):
                paths.append(folder / f"{number}.wav")
                write_wav(paths[-1], noisy(sound, snr_db))
            heard, peak = in_process(engine, paths)
            words = [list(tokens(lines)) for lines, _, _ in heard]
            made, told, human = words[: len(asks)], words[len(asks) : -len(people)], words[-len(people) :]
            texts = [plain(" ".join(take[1])) for take in asks]
            wrong = sum(errors(text, [w.text for w in out]) for text, out in zip(texts, made, strict=True)) / sum(map(len, texts))
            said = [plain(text) for _, text in people]
            lost = sum(errors(text, [w.text for w in out]) for text, out in zip(said, human, strict=True)) / sum(map(len, said))
            truth = [[put for put in puts if put.kind in HESITATIONS] for _, puts in hesitant]
            kept = sum(min(len(t), sum(kind_of(w.text) in HESITATIONS for w in out)) for t, out in zip(truth, told, strict=True))
            off = [pair for take, out in zip(asks, made, strict=True) for pair in edges(take[1], take[2], out)]
            cost = sum(cpu for _, cpu, _ in heard) / sum(sound for _, _, sound in heard)
            room = "none" if snr_db is None else f"{snr_db:g} dB"
            times = [f"{mean(pair[side] for pair in off):.2f} s" if off else "" for side in (0, 1)]
            row(engine, room, f"{wrong:.1%}", f"{lost:.1%}", f"{kept} of {sum(map(len, truth))}", *times, f"{cost:.2f}")
        print(f"<!-- {engine}: {peak:.0f} MB at most, {LICENCES[engine]} -->")


def pace_table(studio: Studio, ears: Ears) -> None:
    """Pace and pauses against the script, with and without the sound."""
    head("pauses from", "pace, mean error", "pauses found", "pauses invented", "length, mean error")
    takes = [(take, gaps, transcript_from_words(ears.words(take[0]), "whisper")) for take, gaps in ask_takes(studio)]
    for source in ("word times", "the sound"):
        pace, lengths, found, said, invented = [], [], 0, 0, 0
        for (sound, sentences, places), gaps, transcript in takes:
            quiet = quiet_stretches(sound) if source == "the sound" else None
            how = delivery(transcript, len(sound) / RATE_HZ, quiet=quiet)
            speaking = sum(end - start for start, end in places) + sum(gap for gap in gaps if gap < PAUSE_S)
            pace.append(abs((how.words_per_minute or 0) - sum(len(text.split()) for text in sentences) / speaking * 60))
            true = [(before[1], after[0]) for before, after, gap in zip(places, places[1:], gaps, strict=False) if gap >= PAUSE_S]
            said += len(true)
            met = [[p for p in how.pauses if p[0] < end and p[1] > start] for start, end in true]
            found += sum(map(bool, met))
            lengths += [abs((some[0][1] - some[0][0]) - (end - start)) for some, (start, end) in zip(met, true, strict=True) if some]
            invented += sum(not any(p[0] < end and p[1] > start for start, end in true) for p in how.pauses)
        off = f"{mean(lengths):.2f} s" if lengths else ""
        row(source, f"{mean(pace):.1f} words a minute", f"{found} of {said}", invented, off)


def pitch_table() -> None:
    """Pitch variation of known glides and of recordings, with noise."""
    from refcoach.core.assets import asset

    head("sound", "true", *("no noise" if snr is None else f"{snr:g} dB" for snr in NOISE))
    at = np.arange(8 * RATE_HZ) / RATE_HZ
    for low, high in ((100, 200), (90, 115), (150, 150), (180, 300)):
        pitch = low * (high / low) ** ((1 - np.cos(2 * np.pi * at / 4)) / 2)
        phase = 2 * np.pi * np.cumsum(pitch) / RATE_HZ
        wave = sum(np.sin(number * phase) / number for number in range(1, 12))
        sound = (wave / np.abs(wave).max() * 12000).astype(np.int16)
        measured = [pitch_sd_st(noisy(sound, snr)) for snr in NOISE]
        row(f"{low} to {high} Hz", f"{(12 * np.log2(pitch)).std():.2f}", *(_semitones(value) for value in measured))
    files = {
        "shipped take": asset("takes", "ask-after-praise.wav"),
        "two_cities": assets() / "two_cities.wav",
        "beckett": assets() / "beckett.wav",
    }
    for name, path in files.items():
        sound = read_speech(path)
        row(name, "", *(_semitones(pitch_sd_st(noisy(sound, snr))) for snr in NOISE))
    start = time.process_time()
    pitch_sd_st(sound)
    print(f"\n{(time.process_time() - start) / (len(sound) / RATE_HZ):.4f} s of processor time per second")


def _semitones(value: float | None) -> str:
    return "cannot tell" if value is None else f"{value:.2f}"


def names_table(studio: Studio, ears: Ears) -> None:
    """Names without hints, with plain hotwords and with what is shipped, and what it does to the judge."""
    from refcoach.judge.judge import Judge

    judge = Judge()
    everything = tuple(dict.fromkeys(name for _, names in NAMED for name in names)) + NEVER_SAID
    studio.prepare([Said(text, voice_of(number)) for number, (text, _) in enumerate(NAMED)])
    sounds = [joined([studio.say(Said(text, voice_of(number)))], [])[0] for number, (text, _) in enumerate(NAMED)]
    total = sum(len(names) for _, names in NAMED)
    alone = [ears.words(sound) for sound in sounds]
    for title, given in (("the take's own names given", None), (f"{len(everything)} names given", everything)):
        hinted = [ears.words(sound, ", ".join(given or names)) for sound, (_, names) in zip(sounds, NAMED, strict=True)]
        merged = [with_names(one, two, given or names) for one, two, (_, names) in zip(alone, hinted, NAMED, strict=True)]
        head(title, f"right of {total}", "names nobody said", "errors in other words", "false findings", "of them new")
        before: list[set[str]] = []
        for way, takes in (("no names", alone), ("hotwords alone", hinted), ("shipped", merged)):
            right = wrong = other = 0
            false: list[set[str]] = []
            for (text, names), words in zip(NAMED, takes, strict=True):
                transcript = transcript_from_words(words, way)
                heard = plain(transcript.text)
                right += sum(f" {' '.join(plain(name))} " in f" {' '.join(heard)} " for name in names)
                wrong += sum(any(part in heard and part not in plain(text) for part in _parts(name)) for name in everything)
                parts = {part for name in everything for part in _parts(name)}
                other += errors([w for w in plain(text) if w not in parts], [w for w in heard if w not in parts])
                truth = _present(judge.judge(Transcript(text)))
                false.append(_present(judge.judge(transcript)) - truth)
            before = before or false
            new = sum(len(now - then) for now, then in zip(false, before, strict=True))
            row(way, right, wrong, other, sum(map(len, false)), new)


def _present(judgement: Judgement) -> set[str]:
    return {finding.key for finding in judgement.findings if finding.present}


def _parts(name: str) -> list[str]:
    return plain(" ".join(part for part in name.split() if part[0].isupper()))
