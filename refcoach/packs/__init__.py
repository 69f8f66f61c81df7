"""Scenario files to scenarios, with every problem named by file, line and column."""
