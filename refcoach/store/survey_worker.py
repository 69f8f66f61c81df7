"""The worker that reads months of the practice log for a verification (store/survey_processes.py).

stdin: a JSON text on each line, the path of a month's file. stdout: for each what `store.survey.looked_at` finds there, pickled.
"""

import gc
import json
import os
import pickle
import sys
from pathlib import Path

from refcoach.store.survey import looked_at


def main() -> int:
    """Serve until stdin ends."""
    gc.disable()  # a month is a hundred thousand small values, none of them garbage
    answers = os.dup(1)
    os.dup2(2, 1)  # nothing else may get into the pipe
    with os.fdopen(answers, "wb") as out:
        for line in sys.stdin:
            pickle.dump(looked_at(Path(json.loads(line))), out, pickle.HIGHEST_PROTOCOL)
            out.flush()
    return 0
