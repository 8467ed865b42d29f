"""Runs moto as this environment wants it: python launch_moto.py <mark> --port <port> --memory <file> [--follow-owner]

The mark stands in the process list only, to tell this process from others.

moto forgets everything when it ends. Here each change is written down before it is answered, and made again at the next start, with the
same identifiers: however moto ended, it has all that it had told.
"""

import argparse
import base64
import errno
import io
import json
import secrets
import sys
import threading

import owner
from moto.moto_api._internal import mock_random
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import run_simple
from werkzeug.test import run_wsgi_app

READY = "/ready"
READS = ("Describe", "Get", "List")


class Remembering:
    """The application, with the changes that it makes in a file; it makes one at a time, so that they have an order."""

    def __init__(self, application, file):
        self._application = application
        self._file = open(file, "a+b", buffering=0)
        self._lock = threading.Lock()
        self._lost = None
        # It takes longer than listening does: callers wait, who starts this process does not.
        self._lock.acquire()
        threading.Thread(target=self._remember, daemon=True).start()

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] == READY:
            start_response("200 OK", [])
            return []
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        call = {"seed": secrets.randbits(64), "body": base64.b64encode(body).decode()}
        with self._lock:
            if self._lost:
                start_response("400 Bad Request", [("Content-Type", "application/x-amz-json-1.1")])
                return [json.dumps({"__type": "MemoryLost", "message": self._lost}).encode()]
            answer, status, headers = self._make(call, environ)
            if status < "4" and not _is_read(environ):
                call["environ"] = {key: value for key, value in environ.items() if isinstance(value, (str, dict))}
                self._note(json.dumps(call).encode() + b"\n")
        start_response(status, headers.to_wsgi_list())
        return answer

    def _make(self, call, environ):
        # All that moto draws for identifiers follows from the seed.
        mock_random.seed(call["seed"])
        body = io.BytesIO(base64.b64decode(call["body"]))
        return run_wsgi_app(self._application, {**environ, "wsgi.input": body}, buffered=True)

    def _note(self, line):
        end = self._file.seek(0, io.SEEK_END)
        written = self._file.write(line)
        if written < len(line):
            # The disk is full. Half a line would spoil the next one.
            self._file.truncate(end)
            raise OSError(errno.ENOSPC, "No space for what moto was told")

    def _remember(self):
        try:
            for number, line in enumerate(self._written(), 1):
                self._make_again(line, f"line {number} of {self._file.name}")
        except Exception as error:
            remedy = "'npx platform stop --force' forgets the environment, and 'npm start' makes it anew."
            self._lost = f"moto cannot do again what it did: {error}. {remedy}"
            print(self._lost, file=sys.stderr)
        finally:
            self._lock.release()

    def _make_again(self, line, place):
        try:
            call = json.loads(line)
            base64.b64decode(call["body"]), call["seed"], call["environ"]["PATH_INFO"]
        except (ValueError, TypeError, KeyError) as error:
            raise ValueError(f"{place} is damaged: {error!r}") from error
        _, status, _ = self._make(call, {**call["environ"], "wsgi.errors": sys.stderr})
        if status >= "4":
            raise ValueError(f"{_action_of(call['environ']) or call['environ']['PATH_INFO']} gives {status}")

    def _written(self):
        self._file.seek(0)
        content = self._file.read()
        # A last line without an end is of a call that was never answered.
        whole = content[: content.rfind(b"\n") + 1]
        self._file.truncate(len(whole))
        return whole.splitlines()


def _action_of(environ):
    return environ.get("HTTP_X_AMZ_TARGET", "").rpartition(".")[2]


def _is_read(environ):
    return environ["REQUEST_METHOD"] in ("GET", "HEAD") or _action_of(environ).startswith(READS)


parser = argparse.ArgumentParser()
parser.add_argument("mark")
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--memory", required=True, help="file for the changes")
parser.add_argument("--follow-owner", action="store_true", help="end with standard input")
options = parser.parse_args()

if options.follow_owner:
    owner.follow()

application = Remembering(DomainDispatcherApplication(create_backend_app), options.memory)
run_simple("127.0.0.1", options.port, application, threaded=True, request_handler=MotoRequestHandler)
