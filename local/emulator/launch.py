"""Runs MiniStack as this environment wants it: python launch.py <mark> [--deliveries <folder>] [--follow-owner]

The mark stands in the process list only, to tell this process from others.
"""

import argparse
import runpy
import sys

import owner

parser = argparse.ArgumentParser()
parser.add_argument("mark")
parser.add_argument("--deliveries", help="folder for the records that Firehose accepts")
parser.add_argument("--follow-owner", action="store_true", help="end with standard input")
options = parser.parse_args()

if options.follow_owner:
    owner.follow()

import authorization

authorization.install()

if options.deliveries:
    import deliveries

    deliveries.install(options.deliveries)

sys.argv = ["ministack"]
runpy.run_module("ministack", run_name="__main__")
