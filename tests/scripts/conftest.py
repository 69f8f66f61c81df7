"""The scripts are no package: their folder goes to the end of the path, where it hides nothing."""

import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
sys.path.append(str(SCRIPTS))
