"""Prints tables: warm invocations, their throughput, and cold ones, each beside its rivals in the same round; and a crowd.

Every number is the median over the rounds. The programs that are measured with are in the folder programs/.
"""

import argparse
import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time

from conftest import DAVIT, HOME, TRUST_LAMBDA, Server

PROGRAMS = HOME / "benchmarks" / "programs"
EMULATOR = "github.com/aws/aws-lambda-runtime-interface-emulator/cmd/aws-lambda-rie@latest"
PATH = "/2015-03-31/functions/{}/invocations"
EVENT = '{"greeting":"hello"}'
DEVICES = ("null", "zero", "random", "urandom")
MEMORY = 1769  # one processor
CROWD = 100
HANDLERS = {
    "python": ("public.ecr.aws/lambda/python:3.13", "handler.py", "def handler(event, context):\n    return event\n"),
    "nodejs": ("public.ecr.aws/lambda/nodejs:22", "handler.mjs", "export const handler = async (event) => event;\n"),
}


class Programs:
    """The programs, built into a folder."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("client", "gateway", "upstream", "bare", "function"):
            static = ["-static"] if name == "function" else []
            libraries = ["-lcrypto"] if name == "client" else []
            source = str(PROGRAMS / f"{name}.c")
            subprocess.run(["gcc", "-O2", "-Wall", *static, "-o", self[name], source, *libraries], check=True)
        if shutil.which("go"):
            subprocess.run(["go", "build", "-o", self["watchdog"], str(PROGRAMS / "watchdog.go")], check=True)
            environment = {**os.environ, "GOBIN": folder}
            subprocess.run(["go", "install", EMULATOR], env=environment, check=False, capture_output=True)

    def __getitem__(self, name):
        return os.path.join(self.folder, name)

    def has(self, name):
        return os.path.exists(self[name])


class Rival:
    """Somebody who answers invocations at a port: processes that were started, and how they are called."""

    def __init__(self, programs, name, port, path, environment):
        self.client = programs["client"]
        self.name = name
        self.port = port
        self.path = path
        self.environment = environment

    def invoke(self, connections, calls, before):
        """What the client measured, times in microseconds."""
        words = [self.client, str(self.port), self.path, EVENT, str(connections), str(calls), str(before)]
        done = subprocess.run(words, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{self.name}: {done.stdout}{done.stderr}")
        return json.loads(done.stdout)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def await_port(port):
    for _ in range(500):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    sys.exit(f"nobody listens on port {port}")


@contextlib.contextmanager
def running(*words, **environment):
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(words, env={"PATH": os.environ["PATH"], **environment}, **quiet)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def floor(programs):
    """Three processes in C and nothing else: what passing a call on costs on this machine at this hour."""
    front, api = free_port(), free_port()
    with running(programs["gateway"], str(front), str(api)):
        time.sleep(0.2)
        with running(programs["function"], AWS_LAMBDA_RUNTIME_API=f"127.0.0.1:{api}"):
            yield Rival(programs, "three C processes", front, "/", {})


@contextlib.contextmanager
def emulator(programs):
    front, api = free_port(), free_port()
    addresses = ["--runtime-interface-emulator-address", f"127.0.0.1:{front}", "--runtime-api-address", f"127.0.0.1:{api}"]
    with running(programs["aws-lambda-rie"], *addresses, programs["function"]):
        await_port(front)
        yield Rival(programs, "Runtime Interface Emulator", front, PATH.format("function"), {})


@contextlib.contextmanager
def watchdog(programs):
    front, back = free_port(), free_port()
    with running(programs["upstream"], str(back)), running(programs["watchdog"], str(front), str(back)):
        await_port(front)
        yield Rival(programs, "stand-in for of-watchdog", front, "/", {})


class Davit:
    """A server of its own with the functions that are measured."""

    def __init__(self, folder, programs):
        self.folder = folder
        self.programs = programs
        self.server = Server(os.path.join(folder, "data"))

    def __enter__(self):
        self.server.start()
        self.lambda_ = self.server.client("lambda")
        self.role = self.server.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument=TRUST_LAMBDA)["Role"]["Arn"]
        return self

    def __exit__(self, *_):
        self.server.stop()

    def create(self, name, files, dockerfile):
        context = pathlib.Path(self.folder, name)
        context.mkdir()
        for file, content in files.items():
            shutil.copy(content, context / file) if os.path.isfile(content) else (context / file).write_text(content)
        (context / "Dockerfile").write_text(dockerfile)
        image = self.server.command("build", str(context), "--tag", name).split()[-1]
        self.lambda_.create_function(
            FunctionName=name, PackageType="Image", Code={"ImageUri": image}, Role=self.role, MemorySize=MEMORY
        )
        self.lambda_.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 0.1})
        return Rival(self.programs, f"Davit, {name}", self.server.port, PATH.format(name), self.server.environment)

    def create_native(self):
        files = {"function": self.programs["function"]}
        return self.create("native", files, 'FROM scratch\nCOPY function /\nENTRYPOINT ["/function"]\n')

    def create_runtime(self, language):
        base, file, source = HANDLERS[language]
        text = f'FROM {base}\nCOPY {file} /var/task/\nCMD ["handler.handler"]\n'
        return self.create(language, {file: source}, text)

    def forget(self, name, number):
        """Lets the environments of a function end, so that the next invocation is a cold one."""
        self.lambda_.update_function_configuration(
            FunctionName=name, Environment={"Variables": {"ROUND": str(number)}}
        )
        self.lambda_.get_waiter("function_updated_v2").wait(FunctionName=name, WaiterConfig={"Delay": 0.1})
        time.sleep(0.3)


def unpacked(folder, language):
    """The files of a base image with the handler, and the environment that the image gives."""
    base, file, source = HANDLERS[language]
    layout, root = pathlib.Path(folder, f"{language}-layout"), pathlib.Path(folder, f"{language}-root")
    layout.mkdir()
    subprocess.run([str(HOME / "base-images" / "build"), base, str(layout)], check=True, stderr=subprocess.DEVNULL)

    def blob(descriptor):
        return layout / "blobs" / descriptor["digest"].replace(":", "/")

    manifest = json.loads(blob(json.loads((layout / "index.json").read_text())["manifests"][0]).read_text())
    for layer in manifest["layers"]:
        with tarfile.open(blob(layer)) as files:
            files.extractall(root, filter="fully_trusted")
    (root / "var/task" / file).write_text(source)
    mount_kernels(root)
    return root, dict(line.split("=", 1) for line in json.loads(blob(manifest["config"]).read_text())["config"]["Env"])


def mount_kernels(root):
    """Devices one by one: whoever removes the folder with all that is in it must not find the machine's /dev there."""
    (root / "proc").mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "proc", "proc", str(root / "proc")], check=True)
    (root / "dev").mkdir(exist_ok=True)
    for device in DEVICES:
        (root / "dev" / device).touch()
        subprocess.run(["mount", "--bind", f"/dev/{device}", str(root / "dev" / device)], check=True)


def unmount_kernels(root):
    for mounted in ("proc", *(f"dev/{device}" for device in DEVICES)):
        subprocess.run(["umount", "--lazy", str(root / mounted)], check=True)


def bare(programs, root, environment):
    """Milliseconds of one start without anything round the runtime."""
    port = free_port()
    environment = {
        **environment,
        "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{port}",
        "AWS_LAMBDA_FUNCTION_NAME": "bare",
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(MEMORY),
        "AWS_LAMBDA_LOG_GROUP_NAME": "bare",
        "AWS_LAMBDA_LOG_STREAM_NAME": "bare",
        "AWS_REGION": "us-east-1",
    }
    words = [programs["bare"], str(root), str(port), "1", "/lambda-entrypoint.sh", "handler.handler"]
    done = subprocess.run(words, env=environment, check=True, capture_output=True, text=True, timeout=60)
    return float(done.stdout)


def medians(results):
    return {key: statistics.median(result[key] for result in results) for key in results[0]}


def measure(rivals, connections, arguments):
    """The medians of every rival, over rounds in which they take turns."""
    results = {rival.name: [] for rival in rivals}
    for _ in range(arguments.rounds):
        for rival in rivals:
            results[rival.name].append(rival.invoke(connections, arguments.calls, arguments.calls // 10))
    return {name: medians(found) for name, found in results.items()}


def warm(rivals, arguments):
    print(f"\n| warm, one connection, {arguments.calls} calls, median of {arguments.rounds} | p50 µs | p90 µs | p99 µs | max µs | calls/s |")
    print("| --- | --- | --- | --- | --- | --- |", flush=True)
    for name, found in measure(rivals, 1, arguments).items():
        times = " | ".join(f"{found[key]:.0f}" for key in ("p50", "p90", "p99", "max"))
        print(f"| {name} | {times} | {found['perSecond']:.0f} |", flush=True)


def throughput(rivals, arguments):
    print(f"\n| calls/s, median of {arguments.rounds} | " + " | ".join(rival.name for rival in rivals) + " |")
    print("| --- |" + " --- |" * len(rivals), flush=True)
    for connections in (2, 8, 32):
        found = measure(rivals, connections, arguments)
        numbers = " | ".join(f"{found[rival.name]['perSecond']:.0f}" for rival in rivals)
        print(f"| {connections} connections | {numbers} |", flush=True)


def cold(davit, programs, functions, folder, arguments):
    print(f"\n| cold, median of {arguments.starts} | Davit ms | bare runtime ms | goal: 1.15 × bare + 10 ms |")
    print("| --- | --- | --- | --- |", flush=True)
    for language, function in functions.items():
        root, environment = unpacked(folder, language)
        try:
            of_davit, of_bare = [], []
            for number in range(arguments.starts):
                davit.forget(language, number)
                of_davit.append(function.invoke(1, 1, 0)["p50"] / 1000)
                of_bare.append(bare(programs, root, environment))
        finally:
            unmount_kernels(root)
        alone = statistics.median(of_bare)
        print(f"| {language} | {statistics.median(of_davit):.1f} | {alone:.1f} | {1.15 * alone + 10:.1f} |", flush=True)


def is_running(pid):
    """Whether the process has not ended; its parent may hear of that late."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except FileNotFoundError:
        return False


def crowd(davit):
    """Environments that are started all at once, and what the server's end costs with them."""
    version = davit.lambda_.publish_version(FunctionName="native")["Version"]
    began = time.monotonic()
    wanted = {"FunctionName": "native", "Qualifier": version}
    davit.lambda_.put_provisioned_concurrency_config(**wanted, ProvisionedConcurrentExecutions=CROWD)
    while davit.lambda_.get_provisioned_concurrency_config(**wanted)["Status"] != "READY":
        time.sleep(0.01)
    ready = time.monotonic()
    pid = davit.server.pid()
    os.kill(pid, signal.SIGTERM)
    while is_running(pid):
        time.sleep(0.005)
    print(f"\n{CROWD} environments: ready after {ready - began:.2f} s, ended with the server in {time.monotonic() - ready:.2f} s")
    davit.server.start()


def main():
    parser = argparse.ArgumentParser(prog="benchmarks/invocation", description=__doc__)
    parser.add_argument("--calls", type=int, default=20_000, help="invocations a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--starts", type=int, default=15, help="cold starts a runtime")
    parser.add_argument("--only", choices=["warm", "throughput", "cold", "crowd"])
    arguments = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="davit-benchmark-")
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        programs = Programs(folder)
        davit = stack.enter_context(Davit(folder, programs))
        function = davit.create_native()
        if arguments.only not in ("cold", "crowd"):
            rivals = [stack.enter_context(floor(programs)), function]
            if programs.has("aws-lambda-rie"):
                rivals.append(stack.enter_context(emulator(programs)))
            if programs.has("watchdog"):
                rivals.append(stack.enter_context(watchdog(programs)))
            if arguments.only != "throughput":
                warm([*rivals, davit.create_runtime("python")], arguments)
            if arguments.only != "warm":
                # The emulator takes one event at a time, and the floor one connection.
                throughput([rival for rival in rivals if rival is function or "of-watchdog" in rival.name], arguments)
        if arguments.only in (None, "crowd"):
            crowd(davit)
        if arguments.only in (None, "cold"):
            cold(davit, programs, {name: davit.create_runtime(name) for name in HANDLERS}, folder, arguments)


if __name__ == "__main__":
    main()
