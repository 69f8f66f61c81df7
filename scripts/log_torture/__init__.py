"""What scripts/torture.py does to the practice log."""
