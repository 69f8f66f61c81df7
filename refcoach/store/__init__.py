"""Everything on disk: places, atomic files, the practice log, settings."""
