"""The refcoach command."""
