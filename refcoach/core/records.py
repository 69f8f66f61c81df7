"""Plain dictionaries of the domain's values: what goes into the log, over the pipe and into JSON output."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from refcoach.core.attempt import Attempt, AttemptState, Change, Frame, Revision, Session, Take, TakeProblem
from refcoach.core.delivery import Delivery
from refcoach.core.feedback import NextStep, Praise
from refcoach.core.fillers import Filler
from refcoach.core.finding import Evidence, Finding, Judgement, Verdict
from refcoach.core.transcript import Transcript, Word

Record = dict[str, Any]


def finding_record(finding: Finding) -> Record:
    """`nearest`, `name` and `question` stand there only when they say something."""
    record: Record = {
        "verdict": str(finding.verdict),
        "score": round(finding.score, 4),
        "evidence": [_evidence_record(item) for item in finding.evidence],
    }
    if finding.nearest is not None:
        record["nearest"] = _evidence_record(finding.nearest)
    return record | {key: value for key, value in (("name", finding.name), ("question", finding.question)) if value}


def _evidence_record(evidence: Evidence) -> Record:
    return {"text": evidence.text, "start": evidence.start, "end": evidence.end}


def _evidence_from(record: Mapping[str, Any]) -> Evidence:
    return Evidence(record["text"], int(record["start"]), int(record["end"]))


def judgement_record(judgement: Judgement) -> Record:
    """`elements`, `facets` and `pitfalls`, each a mapping from key to finding; checks of a trainer's own stand in `checks`."""
    groups: Record = {
        "elements": {finding.key: finding_record(finding) for finding in judgement.elements},
        "facets": {finding.key: finding_record(finding) for finding in judgement.facets},
        "pitfalls": {finding.key: finding_record(finding) for finding in judgement.pitfalls},
    }
    known = {key for group in groups.values() for key in group}
    own = {finding.key: finding_record(finding) for finding in judgement.findings if finding.key not in known}
    return {**groups, "checks": own} if own else groups


def judgement_from(record: Mapping[str, Any]) -> Judgement:
    findings = [
        Finding(
            key,
            Verdict(item["verdict"]),
            float(item["score"]),
            tuple(_evidence_from(found) for found in item["evidence"]),
            _evidence_from(item["nearest"]) if item.get("nearest") else None,
            str(item.get("name", "")),
            str(item.get("question", "")),
        )
        for group in ("elements", "facets", "pitfalls", "checks")
        for key, item in record.get(group, {}).items()
    ]
    return Judgement(tuple(findings))


def words_record(transcript: Transcript) -> list[Record]:
    """Words as the command line prints them: times in seconds, no character offsets (they follow from the text)."""
    return [
        {"text": word.text, "start": round(word.start_s, 3), "end": round(word.end_s, 3), "probability": round(word.probability, 4)}
        for word in transcript.words
    ]


def transcript_record(transcript: Transcript) -> Record:
    return {
        "text": transcript.text,
        "engine": transcript.engine,
        "words": [
            [word.text, word.start, word.end, round(word.start_s, 3), round(word.end_s, 3), round(word.probability, 4)]
            + ([word.heard] if word.heard else [])
            for word in transcript.words
        ],
    }


def transcript_from(record: Mapping[str, Any]) -> Transcript:
    words = tuple(
        Word(str(text), int(start), int(end), float(start_s), float(end_s), float(probability), str(heard[0]) if heard else "")
        for text, start, end, start_s, end_s, probability, *heard in record.get("words", ())
    )
    return Transcript(str(record["text"]), words, str(record.get("engine", "typed")))


def steps_record(steps: Sequence[NextStep]) -> list[Record]:
    return [asdict(step) for step in steps]


def steps_from(records: Sequence[Mapping[str, Any]]) -> tuple[NextStep, ...]:
    return tuple(
        NextStep(str(item["key"]), str(item["text"]), *(str(item.get(name, "")) for name in ("quote", "lacks", "line"))) for item in records
    )


def praise_record(praise: Sequence[Praise]) -> list[Record]:
    return [asdict(item) for item in praise]


def praise_from(records: Sequence[Mapping[str, Any]]) -> tuple[Praise, ...]:
    return tuple(Praise(str(item["key"]), str(item["text"]), str(item["quote"])) for item in records)


def _revision_record(revision: Revision) -> Record:
    return {
        "change": str(revision.change),
        "at": revision.at,
        "key": revision.key,
        "quote": revision.quote,
        "before": {
            "transcript": transcript_record(revision.transcript),
            **judgement_record(revision.judgement),
            "next_steps": steps_record(revision.next_steps),
            "praise": praise_record(revision.praise),
        },
    }


def _revision_from(record: Mapping[str, Any]) -> Revision:
    before = record["before"]
    return Revision(
        Change(record["change"]),
        str(record["at"]),
        transcript_from(before["transcript"]),
        judgement_from(before),
        steps_from(before["next_steps"]),
        praise_from(before.get("praise", ())),
        str(record.get("key", "")),
        str(record.get("quote", "")),
    )


def take_record(take: Take) -> Record:
    """A take without a fingerprint has no key for it: an old entry stays as it was written."""
    fingerprint = {"sound_sha256": take.sound_sha256} if take.sound_sha256 else {}
    return {
        "file": take.file,
        "duration_s": round(take.duration_s, 3),
        "rate_hz": take.rate_hz,
        "peak_dbfs": round(take.peak_dbfs, 1),
        "speech_dbfs": round(take.speech_dbfs, 1),
        "problems": [str(problem) for problem in take.problems],
        **fingerprint,
    }


def take_from(record: Mapping[str, Any]) -> Take:
    return Take(
        str(record["file"]),
        float(record["duration_s"]),
        int(record["rate_hz"]),
        float(record["peak_dbfs"]),
        float(record["speech_dbfs"]),
        tuple(TakeProblem(problem) for problem in record.get("problems", ())),
        str(record.get("sound_sha256", "")),
    )


def frame_record(frame: Frame) -> Record:
    """The fields of a frame; of an attempt, those that it had before anything was said."""
    values = ((field.name, getattr(frame, field.name)) for field in fields(Frame))
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values}


def frame_from(record: Mapping[str, Any]) -> Frame:
    """The reverse of `frame_record`; raises KeyError, TypeError or ValueError on a record of another shape."""
    return Frame(**_frame_fields(record))


def _frame_fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """Those with a default may be missing."""
    return {
        "attempt_id": str(record["attempt_id"]),
        "session_id": str(record["session_id"]),
        "scenario": str(record["scenario"]),
        "scenario_version": str(record["scenario_version"]),
        "pack": str(record["pack"]),
        "beat": str(record["beat"]),
        "client": str(record["client"]),
        "number": int(record["number"]),
        "at": str(record["at"]),
        "required": tuple(record.get("required", ())),
        "optional": tuple(record.get("optional", ())),
        "part_of": str(record.get("part_of", "")),
        "only": tuple(record.get("only", ())),
    }


def attempt_record(attempt: Attempt) -> Record:
    """The attempt as the log stores it and as it crosses the pipe to the window."""
    return {
        **frame_record(attempt),
        "state": str(attempt.state),
        "transcript": transcript_record(attempt.transcript),
        **judgement_record(attempt.judgement),
        "next_steps": steps_record(attempt.next_steps),
        "praise": praise_record(attempt.praise),
        "read_out": attempt.read_out,
        "delivery": delivery_record(attempt.delivery) if attempt.delivery else None,
        "take": take_record(attempt.take) if attempt.take else None,
        "revisions": [_revision_record(revision) for revision in attempt.revisions],
    }


def attempt_from(record: Mapping[str, Any]) -> Attempt:
    """The reverse of `attempt_record`; raises KeyError, TypeError or ValueError on a record of another shape."""
    return Attempt(
        **_frame_fields(record),
        state=AttemptState(record["state"]),
        transcript=transcript_from(record["transcript"]),
        judgement=judgement_from(record),
        next_steps=steps_from(record["next_steps"]),
        take=take_from(record["take"]) if record.get("take") else None,
        praise=praise_from(record.get("praise", ())),
        read_out=str(record.get("read_out", "")),
        delivery=delivery_from(record["delivery"]) if record.get("delivery") else None,
        revisions=tuple(_revision_from(item) for item in record.get("revisions", ())),
    )


def session_record(session: Session) -> Record:
    return {
        "session_id": session.session_id,
        "scenario": session.scenario,
        "scenario_version": session.scenario_version,
        "pack": session.pack,
        "seed": session.seed,
        "started_at": session.started_at,
        "ended_at": session.ended_at,
        "attempts": list(session.attempts),
    }


def session_from(record: Mapping[str, Any]) -> Session:
    return Session(
        session_id=str(record["session_id"]),
        scenario=str(record["scenario"]),
        scenario_version=str(record["scenario_version"]),
        pack=str(record["pack"]),
        seed=int(record["seed"]),
        started_at=str(record["started_at"]),
        ended_at=str(record.get("ended_at", "")),
        attempts=tuple(record.get("attempts", ())),
    )


def delivery_record(how: Delivery) -> Record:
    """`fillers` is null while nobody counted them, `pitch_sd_st` where the melody could not be told; times in seconds."""
    counted = None
    if how.fillers is not None:
        counted = [{"text": filler.text, "start": round(filler.start_s, 3), "end": round(filler.end_s, 3)} for filler in how.fillers]
    return {
        "duration_s": round(how.duration_s, 3),
        "words_per_minute": None if how.words_per_minute is None else round(how.words_per_minute, 1),
        "pauses": [{"start": round(start, 3), "end": round(end, 3)} for start, end in how.pauses],
        "fillers": counted,
        "speech_share": round(how.speech_share, 3),
        "pitch_sd_st": None if how.pitch_sd_st is None else round(how.pitch_sd_st, 2),
    }


def delivery_from(record: Mapping[str, Any]) -> Delivery:
    """The reverse of `delivery_record`; raises KeyError, TypeError or ValueError on a record of another shape."""
    pace, counted, pitch = record["words_per_minute"], record.get("fillers"), record.get("pitch_sd_st")
    fillers = None
    if counted is not None:
        fillers = tuple(Filler(str(item["text"]), float(item["start"]), float(item["end"])) for item in counted)
    return Delivery(
        float(record["duration_s"]),
        None if pace is None else float(pace),
        tuple((float(item["start"]), float(item["end"])) for item in record["pauses"]),
        float(record["speech_share"]),
        fillers,
        None if pitch is None else float(pitch),
    )
