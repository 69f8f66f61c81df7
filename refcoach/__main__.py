"""The one executable: workers and window are told apart here, before anything heavy is imported."""
