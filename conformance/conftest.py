"""Davit as its users meet it: a server started by the command, and clients that know nothing of it."""

import json
import os
import pathlib
import subprocess
import time
import uuid

import boto3
import botocore.config
import pytest

HOME = pathlib.Path(__file__).resolve().parent.parent
DAVIT = str(HOME / "davit")
SHARED = HOME.parent / "shared"

TRUST_LAMBDA = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
)


def eventually(look, seconds=30, every=0.05):
    """What `look` returns once that is true; fails when it is not within so many seconds."""
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {look.__doc__ or look}, last: {found!r}")
        time.sleep(every)


class Server:
    """A server with a data folder of its own, and clients for it."""

    def __init__(self, data, port=0, options=()):
        self.data = data
        self.options = options
        self.port = port
        self.environment = {}

    def start(self):
        subprocess.run(
            [DAVIT, "server", "--data", self.data, "--port", str(self.port), "--detach", *self.options],
            check=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
        )
        return self.find()

    def find(self):
        """Takes address and credentials from the server that runs with the data folder."""
        lines = self.command("env").splitlines()
        self.environment = dict(line.removeprefix("export ").split("=", 1) for line in lines)
        self.url = self.environment["AWS_ENDPOINT_URL"]
        self.port = int(self.url.rsplit(":", 1)[1])
        return self

    def stop(self):
        self.command("stop")

    def pid(self):
        return int((pathlib.Path(self.data) / "run" / "davit.pid").read_text())

    def kill(self):
        """As a power cut does; waits until the process is gone."""
        pid = self.pid()
        os.kill(pid, 9)
        eventually(lambda: not pathlib.Path(f"/proc/{pid}").exists())

    def command(self, *arguments, check=True, **options):
        """Runs the davit command against this server and returns what it prints."""
        done = self.run(*arguments, **options)
        if check and done.returncode != 0:
            raise AssertionError(f"davit {' '.join(arguments)}: {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def run(self, *arguments, timeout=600, **options):
        environment = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
        environment.update(options.pop("env", {}))
        return subprocess.run(
            [DAVIT, *arguments, "--data", self.data],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=timeout,
            env=environment,
            **options,
        )

    def client(self, service, **options):
        config = botocore.config.Config(
            retries={"total_max_attempts": 1},
            read_timeout=120,
            s3={"addressing_style": "path"},
        ).merge(options.pop("config", botocore.config.Config()))
        options.setdefault("aws_access_key_id", self.environment["AWS_ACCESS_KEY_ID"])
        options.setdefault("aws_secret_access_key", self.environment["AWS_SECRET_ACCESS_KEY"])
        return boto3.client(
            service, endpoint_url=self.url, region_name=self.environment["AWS_REGION"], config=config, **options
        )


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    started = Server(str(tmp_path_factory.mktemp("data")), options=("--vpc", "inner=none")).start()
    try:
        yield started
    finally:
        started.stop()


@pytest.fixture(scope="session")
def lambda_(server):
    return server.client("lambda")


@pytest.fixture(scope="session")
def s3(server):
    return server.client("s3")


@pytest.fixture(scope="session")
def iam(server):
    return server.client("iam")


@pytest.fixture(scope="session")
def logs(server):
    return server.client("logs")


@pytest.fixture(scope="session")
def role(iam):
    """A role for functions that may write logs, and nothing else."""
    arn = iam.create_role(RoleName="functions", AssumeRolePolicyDocument=TRUST_LAMBDA)["Role"]["Arn"]
    iam.attach_role_policy(
        RoleName="functions", PolicyArn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
    )
    return arn


@pytest.fixture(scope="session")
def actions_image(server):
    """The image of images/actions, built and pushed as a user does."""
    return server.command("build", str(HOME / "conformance/images/actions"), "--tag", "actions:latest").split()[-1]


@pytest.fixture
def function(lambda_, role, actions_image):
    """Makes functions of images/actions with any settings; they are deleted after the test."""
    made = []

    def make(**settings):
        name = "f-" + uuid.uuid4().hex[:10]
        request = {
            "FunctionName": name,
            "PackageType": "Image",
            "Code": {"ImageUri": actions_image},
            "Role": role,
            **settings,
        }
        lambda_.create_function(**request)
        made.append(name)
        lambda_.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 0.1})
        return name

    yield make
    for name in made:
        lambda_.delete_function(FunctionName=name)


@pytest.fixture
def invoke(lambda_):
    """Invokes a function; returns the answer with its payload read as JSON."""

    def call(name, action, **event):
        answer = lambda_.invoke(FunctionName=name, Payload=json.dumps({"action": action, **event}), LogType="Tail")
        answer["Payload"] = json.loads(answer["Payload"].read())
        return answer

    return call


@pytest.fixture
def bucket(s3):
    """An empty bucket, removed with all that is in it."""
    name = "b-" + uuid.uuid4().hex[:12]
    s3.create_bucket(Bucket=name)
    yield name
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=name):
        for found in page.get("Contents", []):
            s3.delete_object(Bucket=name, Key=found["Key"])
    s3.delete_bucket(Bucket=name)
