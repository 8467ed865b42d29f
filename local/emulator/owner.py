import os
import shutil
import sys
import threading


def follow():
    """Ends this process, and removes its working directory, when the owner of standard input's other end is gone, however it went."""
    threading.Thread(target=_wait, daemon=True).start()


def _wait():
    sys.stdin.buffer.read()
    shutil.rmtree(os.getcwd(), ignore_errors=True)
    os._exit(0)
