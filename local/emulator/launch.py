"""Runs MiniStack as this environment wants it: python launch.py <mark> [--deliveries <folder>] [--port <port>] [--unsaved <file> --partial <file> --saved <file>] [--follow-owner]

The mark and the port stand in the process list only, to tell this process from others and where it answers.
"""

import argparse
import runpy
import sys

import owner

parser = argparse.ArgumentParser()
parser.add_argument("mark")
parser.add_argument("--deliveries", help="folder for the records that Firehose accepts")
parser.add_argument("--port")
parser.add_argument("--unsaved", help="file that is there until the memory is written down")
parser.add_argument("--partial", help="what that file becomes when only a part can be written")
parser.add_argument("--saved", help="file for the digests of what is written down")
parser.add_argument("--follow-owner", action="store_true", help="end with standard input")
options = parser.parse_args()

if options.follow_owner:
    owner.follow()

if options.unsaved:
    import saving

    # Before MiniStack takes the function that this replaces.
    saving.install(options.unsaved, options.partial, options.saved)

import authorization
import definitions

authorization.install()
definitions.install()

if options.deliveries:
    import deliveries

    deliveries.install(options.deliveries)

sys.argv = ["ministack"]
runpy.run_module("ministack", run_name="__main__")
