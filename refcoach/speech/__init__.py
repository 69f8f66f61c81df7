"""The outside world of sound: microphone, loudspeaker, recogniser, voices."""
