"""Prints a table: server readiness, the demo, upload to thumbnail, warm invocations, memory of the server."""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from conftest import DAVIT, HOME, TRUST_LAMBDA, Server
from videos import video

STARTS = 5
UPLOADS = 10
INVOCATIONS = int(os.environ.get("INVOCATIONS", "2000"))


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def row(what, value, goal=""):
    print(f"| {what} | {value} | {goal} |", flush=True)


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def starts(server):
    """From exec to the return of `davit server --detach`, which waits until the server answers."""
    command = [DAVIT, "server", "--data", server.data, "--port", str(server.port), "--detach"]
    taken = []
    for _ in range(STARTS):
        taken.append(seconds(lambda: subprocess.run(command, check=True, stdin=subprocess.DEVNULL)))
        server.find()
        server.stop()
    return statistics.median(taken)


def demo(data):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}

    def run():
        subprocess.run(
            [DAVIT, "demo", "--data", data, "--keep"], check=True, stdout=subprocess.DEVNULL, env=environment,
            stdin=subprocess.DEVNULL,
        )

    return seconds(run)


def uploads(server):
    """From the upload of bigbuckbunny.mp4 to the thumbnail in the bucket, by the stack of the demo."""
    s3 = server.client("s3")
    lambda_ = server.client("lambda")
    (bucket,) = [found["Name"] for found in s3.list_buckets()["Buckets"]][:1]
    body = video("bigbuckbunny.mp4").read_bytes()
    taken = []
    for number in range(UPLOADS):
        start = time.perf_counter()
        s3.put_object(Bucket=bucket, Key=f"measured-{number}_00-01.mp4", Body=body)
        while not s3.list_objects_v2(Bucket=bucket, Prefix=f"measured-{number}.jpg").get("Contents"):
            time.sleep(0.005)
        taken.append(time.perf_counter() - start)
    return taken


def invocations(server):
    """Warm invocations of a Python function by one boto3 connection, in milliseconds."""
    image = server.command("build", str(HOME / "conformance/images/actions"), "--tag", "measured").split()[-1]
    role = server.client("iam").create_role(RoleName="measured", AssumeRolePolicyDocument=TRUST_LAMBDA)["Role"]["Arn"]
    lambda_ = server.client("lambda")
    lambda_.create_function(
        FunctionName="measured", PackageType="Image", Code={"ImageUri": image}, Role=role, MemorySize=1769
    )
    lambda_.get_waiter("function_active_v2").wait(FunctionName="measured", WaiterConfig={"Delay": 0.1})
    payload = json.dumps({"action": "echo", "value": 1})
    cold = seconds(lambda: lambda_.invoke(FunctionName="measured", Payload=payload))
    taken = []
    for _ in range(INVOCATIONS):
        taken.append(1000 * seconds(lambda: lambda_.invoke(FunctionName="measured", Payload=payload)["Payload"].read()))
    return cold, taken[len(taken) // 10 :]


def main():
    folder = tempfile.mkdtemp(prefix="davit-benchmark-")
    print("| what | measured | goal |\n| --- | --- | --- |")
    server = Server(os.path.join(folder, "data"))
    try:
        row("server ready after `davit server --detach`, median of 5", f"{starts(server):.2f} s", "< 1 s")
        row("`davit demo`, nothing built but Davit and the base image", f"{demo(server.data):.1f} s", "< 20 s")
        server.find()
        row("`davit demo` again, image built", f"{demo(server.data):.1f} s", "< 8 s")
        status = json.loads(server.command("status", "--json"))
        row("resident memory of the server after the demo", f"{status['memoryMib']} MiB", "< 250 MiB")
        taken = uploads(server)
        row("upload to thumbnail, warm, median", f"{statistics.median(taken[1:]):.2f} s", "< 1.5 s")
        cold, warm = invocations(server)
        row("cold invocation, Python", f"{cold * 1000:.0f} ms")
        row("warm invocation by boto3, Python, p50", f"{statistics.median(warm):.2f} ms")
        row("warm invocation by boto3, Python, p99", f"{percentile(warm, 0.99):.2f} ms")
    finally:
        server.run("stop")
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
