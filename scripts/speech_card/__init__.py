"""The measurements behind docs/speech-card.md (scripts/measure_speech.py)."""
