"""RefCoach: rehearse aloud how to ask a client for a referral."""

__version__ = "0.1.0"
