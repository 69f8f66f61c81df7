"""The `refcoach` command."""
