"""Runs MiniStack as this environment wants it: python launch.py <mark> [--deliveries <folder>] [--follow-owner]

The mark stands in the process list only, to tell this process from others.
"""

import argparse
import os
import runpy
import shutil
import sys
import threading

parser = argparse.ArgumentParser()
parser.add_argument("mark")
parser.add_argument("--deliveries", help="folder for the records that Firehose accepts")
parser.add_argument("--follow-owner", action="store_true", help="end with standard input")
options = parser.parse_args()


def follow_owner():
    """End, and remove the working directory, when the owner of standard input's other end is gone, however it went."""
    sys.stdin.buffer.read()
    shutil.rmtree(os.getcwd(), ignore_errors=True)
    os._exit(0)


if options.follow_owner:
    threading.Thread(target=follow_owner, daemon=True).start()

import authorization

authorization.install()

if options.deliveries:
    import deliveries

    deliveries.install(options.deliveries)

sys.argv = ["ministack"]
runpy.run_module("ministack", run_name="__main__")
