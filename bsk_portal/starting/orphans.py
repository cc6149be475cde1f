"""Has a child end with the process that started it, so that nothing is left when that one is killed."""

import ctypes
import os
import signal
import sys

STARTED_BY = "BSK_STARTED_BY"
SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


def end_with_parent() -> None:
    """Asks Linux for a SIGTERM when `manage.py up` dies; elsewhere, and started otherwise, nothing."""
    parent = os.environ.get(STARTED_BY)
    if parent is None or sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if str(os.getppid()) != parent:  # it died before it could be asked
        os.kill(os.getpid(), signal.SIGTERM)
