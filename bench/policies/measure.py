"""Runs a command with its output in a file and prints, as JSON, what it took. Run: measure.py OUTPUT COMMAND..."""

import json
import resource
import subprocess
import sys
import time

output, *command = sys.argv[1:]
start = time.monotonic()
with open(output, "wb") as file:
    code = subprocess.run(command, stdout=file).returncode
seconds = time.monotonic() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
unit = 1 if sys.platform == "darwin" else 1024
print(
    json.dumps(
        {
            "exitCode": code,
            "seconds": seconds,
            "cpuSeconds": used.ru_utime + used.ru_stime,
            "peakBytes": used.ru_maxrss * unit,
        }
    )
)
