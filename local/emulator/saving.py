"""Notes whether MiniStack has written its whole memory down when it ended, and what it wrote.

MiniStack ends in order also when it could not write, for want of space for example, and begins with nothing in the place of a file
that it cannot read. What it says about that are lines in its log.
"""

import hashlib
import json
import logging
import os

from ministack.core import persistence


def install(unsaved, partial, saved):
    """As long as the file `unsaved` is there, this memory has not been written down; it becomes `partial` when only a part could be.

    `saved` has the digest of each file of a whole memory.
    """
    open(unsaved, "w").close()
    _remove(saved)
    problems = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = problems.append
    persistence.logger.addHandler(handler)
    save_all = persistence.save_all

    def save_and_note(services):
        problems.clear()
        save_all(services)
        try:
            if problems:
                # Where there is no space for anything else.
                return os.replace(unsaved, partial)
            _write(saved, {name: _digest(name) for name in sorted(os.listdir(persistence.STATE_DIR)) if name.endswith(".json")})
            _remove(unsaved)
        except OSError as error:
            persistence.logger.error("Persistence: failed to note what was saved: %s", error)
            os.replace(unsaved, partial)

    persistence.save_all = save_and_note


def _digest(name):
    with open(os.path.join(persistence.STATE_DIR, name), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def _write(path, value):
    with open(f"{path}.new", "w") as file:
        json.dump(value, file)
    os.replace(f"{path}.new", path)


def _remove(path):
    if os.path.exists(path):
        os.remove(path)
