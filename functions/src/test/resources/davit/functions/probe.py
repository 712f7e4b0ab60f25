"""A function that does what its event asks for, and tells what it sees of its sandbox."""

import errno
import os
import sys
import time
import urllib.request

if os.environ.get("FAIL_INIT"):
    raise RuntimeError("no luck")

calls = 0


def handler(event, context):
    global calls
    calls += 1
    return globals()[event["do"]](event, context)


def count(event, context):
    return calls


def echo(event, context):
    return event


def environment(event, context):
    return {
        "variables": dict(os.environ),
        "user": os.getuid(),
        "group": os.getgid(),
        "directory": os.getcwd(),
        "request": context.aws_request_id,
        "function": context.invoked_function_arn,
        "custom": context.client_context.custom if context.client_context else None,
        "remaining": context.get_remaining_time_in_millis(),
    }


def fetch(event, context):
    with urllib.request.urlopen(os.environ["AWS_ENDPOINT_URL"] + event["path"]) as answer:
        return answer.read().decode()


def fail(event, context):
    raise ValueError("a handler's mistake")


def leave(event, context):
    sys.stdout.flush()
    os._exit(event["status"])


def hog(event, context):
    hoard = []
    while True:
        hoard.append(bytearray(16 << 20))


def sleep(event, context):
    time.sleep(event["seconds"])


def large(event, context):
    return "x" * event["size"]


def fill(event, context):
    written = 0
    try:
        with open("/tmp/filler", "wb", buffering=0) as filler:
            while True:
                written += filler.write(b"\0" * (1 << 20))
    except OSError as problem:
        os.remove("/tmp/filler")
        return {"written": written, "error": errno.errorcode[problem.errno]}


def say(event, context):
    print(event["line"])
    print("to standard error", file=sys.stderr)
