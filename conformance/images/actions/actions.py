"""A function that does what its event asks for, to see what it may do and how its ends are reported."""

import json
import os
import resource
import signal
import subprocess
import time
import urllib.error
import urllib.request

calls = 0


def handler(event, context):
    global calls
    calls += 1
    action = globals()["do_" + event["action"]]
    return action(event, context)


def do_echo(event, context):
    return event.get("value")


def do_describe(event, context):
    return {
        "calls": calls,
        "requestId": context.aws_request_id,
        "functionName": context.function_name,
        "functionVersion": context.function_version,
        "arn": context.invoked_function_arn,
        "memory": context.memory_limit_in_mb,
        "remaining": context.get_remaining_time_in_millis(),
        "logGroup": context.log_group_name,
        "logStream": context.log_stream_name,
        "client": context.client_context.custom if context.client_context else None,
        "uid": os.getuid(),
        "cwd": os.getcwd(),
        "environment": dict(os.environ),
        "limits": {name: resource.getrlimit(getattr(resource, "RLIMIT_" + name)) for name in ("NOFILE", "CORE")},
    }


def do_print(event, context):
    for line in event["lines"]:
        print(line)


def do_raise(event, context):
    raise ValueError(event["message"])


def do_exit(event, context):
    os._exit(event["status"])


def do_sleep(event, context):
    time.sleep(event["seconds"])
    return calls


def do_remember_time(event, context):
    """Starts a ticker beside the handler, and tells how often it ticked before: nothing may tick while frozen."""
    import threading

    state = globals().setdefault("ticks", [])
    before = len(state)

    def tick():
        while True:
            state.append(time.monotonic())
            time.sleep(0.01)

    if "ticker" not in globals():
        globals()["ticker"] = threading.Thread(target=tick, daemon=True)
        globals()["ticker"].start()
    time.sleep(0.1)
    return {"before": before, "now": len(state)}


def do_allocate(event, context):
    block = bytearray(event["mib"] * 1024 * 1024)
    for i in range(0, len(block), 4096):
        block[i] = 1
    return len(block)


def do_large_response(event, context):
    return "x" * event["bytes"]


def do_fill_tmp(event, context):
    written = 0
    block = b"\1" * (1024 * 1024)
    try:
        with open("/tmp/fill", "wb") as file:
            while written < event["mib"]:
                file.write(block)
                file.flush()
                written += 1
        return {"mib": written}
    except OSError as error:
        os.remove("/tmp/fill")
        return {"mib": written, "error": error.errno}


def do_write(event, context):
    try:
        with open(event["path"], "w") as file:
            file.write("x")
        return "written"
    except OSError as error:
        return error.errno


def do_list_tmp(event, context):
    return sorted(os.listdir("/tmp"))


def do_open_files(event, context):
    files = []
    try:
        while len(files) < 5000:
            files.append(os.open("/dev/null", os.O_RDONLY))
    except OSError as error:
        return {"opened": len(files), "error": error.errno}
    finally:
        for file in files:
            os.close(file)
    return {"opened": len(files)}


def do_fork(event, context):
    children = []
    try:
        while len(children) < 3000:
            pid = os.fork()
            if pid == 0:
                signal.pause()
                os._exit(0)
            children.append(pid)
        return {"forked": len(children)}
    except OSError as error:
        return {"forked": len(children), "error": error.errno}
    finally:
        for pid in children:
            os.kill(pid, signal.SIGKILL)
        for pid in children:
            os.waitpid(pid, 0)


def do_run(event, context):
    done = subprocess.run(event["command"], capture_output=True, text=True, timeout=30)
    return {"status": done.returncode, "out": done.stdout, "err": done.stderr}


def do_processes(event, context):
    return sorted(int(name) for name in os.listdir("/proc") if name.isdigit())


def do_s3(event, context):
    """Calls S3 as the function's role by boto3, which the image has not: by a signed URL of the event instead."""
    try:
        with urllib.request.urlopen(event["url"], timeout=20) as answer:
            return {"status": answer.status, "bytes": len(answer.read())}
    except urllib.error.HTTPError as error:
        return {"status": error.code, "body": error.read().decode()}


def do_credentials(event, context):
    return json.loads(json.dumps({name: os.environ[name] for name in (
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL")}))
