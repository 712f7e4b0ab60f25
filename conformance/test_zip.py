"""Functions of ZIP archives, and layers, by boto3 with real runtimes."""

import base64
import hashlib
import io
import json
import stat
import urllib.error
import urllib.request
import uuid
import zipfile

import botocore.exceptions
import pytest
from conftest import eventually

PYTHON = """
import os, sys
def handler(event, context):
    return {"event": event, "root": os.environ["LAMBDA_TASK_ROOT"], "runtime": os.environ["AWS_EXECUTION_ENV"],
            "handler": os.environ["_HANDLER"], "directory": os.getcwd()}
"""
NODE = """
exports.handler = async (event) => ({event, runtime: process.env.AWS_EXECUTION_ENV, directory: process.cwd()})
"""
BOOTSTRAP = """#!/bin/bash
while true; do
  HEADERS=$(mktemp)
  EVENT=$(curl -sS -LD "$HEADERS" "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next")
  ID=$(grep -Fi Lambda-Runtime-Aws-Request-Id "$HEADERS" | tr -d '[:space:]' | cut -d: -f2)
  curl -sS -X POST "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/$ID/response" -d "{\\"got\\":$EVENT}" >/dev/null
done
"""


def archive(files, modes=None):
    """A ZIP archive of files by name, with Unix modes for some."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (modes or {}).get(name, stat.S_IFREG | 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, content)
    return out.getvalue()


@pytest.fixture
def zipped(lambda_, role):
    """Makes functions of archives and waits until they are active; they are deleted after the test."""
    made = []

    def make(code, runtime="python3.13", handler="index.handler", **settings):
        name = "z-" + uuid.uuid4().hex[:10]
        source = code if isinstance(code, dict) else {"ZipFile": code}
        lambda_.create_function(
            FunctionName=name, Runtime=runtime, Handler=handler, Role=role, Code=source, **settings
        )
        made.append(name)
        lambda_.get_waiter("function_active_v2").wait(
            FunctionName=name, WaiterConfig={"Delay": 0.1, "MaxAttempts": 6000}
        )
        return name

    yield make
    for name in made:
        lambda_.delete_function(FunctionName=name)


def call(lambda_, name, event=None):
    answer = lambda_.invoke(FunctionName=name, Payload=json.dumps(event or {}))
    return json.loads(answer["Payload"].read())


def updated(lambda_, name):
    lambda_.get_waiter("function_updated_v2").wait(FunctionName=name, WaiterConfig={"Delay": 0.1})


def refused(code, call, **request):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**request)
    assert caught.value.response["Error"]["Code"] == code
    return caught.value.response["Error"]["Message"]


def test_python_runs_where_and_as_at_lambda(zipped, lambda_):
    code = archive({"index.py": PYTHON})
    name = zipped(code)

    assert call(lambda_, name, {"a": 1}) == {
        "event": {"a": 1},
        "root": "/var/task",
        "runtime": "AWS_Lambda_python3.13",
        "handler": "index.handler",
        "directory": "/var/task",
    }
    shown = lambda_.get_function(FunctionName=name)
    configuration = shown["Configuration"]
    assert (configuration["PackageType"], configuration["Runtime"], configuration["Handler"]) == (
        "Zip",
        "python3.13",
        "index.handler",
    )
    assert configuration["CodeSize"] == len(code)
    assert configuration["CodeSha256"] == base64.b64encode(hashlib.sha256(code).digest()).decode()
    assert configuration["RuntimeVersionConfig"]["RuntimeVersionArn"].startswith("arn:aws:lambda:us-east-1::runtime:")
    assert shown["Code"]["RepositoryType"] == "S3"


def test_code_can_be_downloaded_by_its_address_alone(zipped, lambda_):
    code = archive({"index.py": PYTHON})
    location = lambda_.get_function(FunctionName=zipped(code))["Code"]["Location"]

    assert "X-Amz-Signature" in location
    assert urllib.request.urlopen(location).read() == code
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(location[:-1] + ("0" if location[-1] != "0" else "1"))
    assert caught.value.code == 403


def test_node_runs(zipped, lambda_):
    name = zipped(archive({"index.js": NODE}), runtime="nodejs22.x")

    assert call(lambda_, name, [1]) == {"event": [1], "runtime": "AWS_Lambda_nodejs22.x", "directory": "/var/task"}


def test_errors_of_a_handler_are_the_runtimes_own(zipped, lambda_):
    missing = call(lambda_, zipped(archive({"other.py": PYTHON})))

    assert missing["errorType"] == "Runtime.ImportModuleError"
    assert "No module named 'index'" in missing["errorMessage"]


def test_modes_and_links_are_kept_and_all_is_readable(zipped, lambda_):
    look = """
import os, stat
def handler(event, context):
    return [oct(os.stat(name).st_mode & 0o7777) for name in ("tool", "secret.txt", "folder/data")] + [os.readlink("link")]
"""
    files = {"index.py": look, "tool": "#!/bin/sh\n", "secret.txt": "s", "folder/data": "d", "link": "folder/data"}
    modes = {"tool": stat.S_IFREG | 0o755, "secret.txt": stat.S_IFREG | 0o600, "link": stat.S_IFLNK | 0o777}
    name = zipped(archive(files, modes))

    assert call(lambda_, name) == ["0o755", "0o644", "0o644", "folder/data"]


def test_an_update_replaces_the_code(zipped, lambda_):
    first, second = archive({"index.py": "def handler(e, c): return 1"}), archive({"main.py": "def run(e, c): return 2"})
    name = zipped(first)
    assert call(lambda_, name) == 1

    tried = lambda_.update_function_code(FunctionName=name, ZipFile=second, DryRun=True)
    assert tried["CodeSize"] == len(second)
    assert lambda_.get_function_configuration(FunctionName=name)["CodeSize"] == len(first)
    lambda_.update_function_code(FunctionName=name, ZipFile=second)
    updated(lambda_, name)
    lambda_.update_function_configuration(FunctionName=name, Handler="main.run")
    updated(lambda_, name)
    assert call(lambda_, name) == 2


def test_code_comes_from_s3_with_the_callers_rights(zipped, lambda_, s3, bucket, server, iam):
    s3.put_object(Bucket=bucket, Key="code.zip", Body=archive({"index.py": "def handler(e, c): return 3"}))
    name = zipped({"S3Bucket": bucket, "S3Key": "code.zip"})
    assert call(lambda_, name) == 3

    parameter = "InvalidParameterValueException"
    update = lambda_.update_function_code
    assert refused(parameter, update, FunctionName=name, S3Bucket=bucket, S3Key="none.zip") == (
        "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist."
    )
    assert refused(parameter, update, FunctionName=name, S3Bucket="no-such-" + bucket, S3Key="none.zip") == (
        "Error occurred while GetObject. S3 Error Code: NoSuchBucket."
        " S3 Error Message: The specified bucket does not exist"
    )
    reader = "r-" + uuid.uuid4().hex[:8]
    trust = {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}
    arn = iam.create_role(RoleName=reader, AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", **trust}))
    allowed = {"Statement": [{"Effect": "Allow", "Action": "lambda:*", "Resource": "*"}]}
    iam.put_role_policy(
        RoleName=reader, PolicyName="p", PolicyDocument=json.dumps({"Version": "2012-10-17", **allowed})
    )
    key = server.client("sts").assume_role(RoleArn=arn["Role"]["Arn"], RoleSessionName="session")["Credentials"]
    other = server.client(
        "lambda",
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
        aws_session_token=key["SessionToken"],
    )
    message = refused(
        "AccessDeniedException", other.update_function_code, FunctionName=name, S3Bucket=bucket, S3Key="code.zip"
    )
    assert f"GetObject for {bucket}/code.zip" in message


@pytest.mark.parametrize(
    "files, modes",
    [
        ({"../outside.py": "x"}, {}),
        ({"/etc/passwd": "x"}, {}),
        ({"a/../../b": "x"}, {}),
        ({"link": "../../etc"}, {"link": stat.S_IFLNK | 0o777}),
        ({"link": "/etc/passwd"}, {"link": stat.S_IFLNK | 0o777}),
        ({"d": ".", "d/e": "x"}, {"d": stat.S_IFLNK | 0o777}),
    ],
)
def test_archives_that_lead_outside_are_refused(lambda_, role, zipped, files, modes):
    name = zipped(archive({"index.py": PYTHON}))
    if "d/e" in files:
        lambda_.update_function_code(FunctionName=name, ZipFile=archive(files, modes))
        eventually(
            lambda: lambda_.get_function_configuration(FunctionName=name)["LastUpdateStatus"] == "Failed", every=0.1
        )
        return
    message = refused(
        "InvalidParameterValueException",
        lambda_.update_function_code,
        FunctionName=name,
        ZipFile=archive(files, modes),
    )
    assert message == "Could not unzip uploaded file. Please check your file, then try to upload again."


def test_bombs_are_refused(lambda_, zipped):
    name = zipped(archive({"index.py": PYTHON}))
    bomb = archive({f"zeros{i}": bytes(50_000_000) for i in range(6)})
    assert len(bomb) < 1_000_000
    update = lambda_.update_function_code
    assert refused("InvalidParameterValueException", update, FunctionName=name, ZipFile=bomb) == (
        "Unzipped size must be smaller than 262144000 bytes"
    )
    liar = archive({"zeros": bytes(10_000_000)})
    size = (10_000_000).to_bytes(4, "little")
    assert liar.count(size) == 2
    message = refused(
        "InvalidParameterValueException",
        update,
        FunctionName=name,
        ZipFile=liar.replace(size, (10).to_bytes(4, "little")),
    )
    assert message.startswith("Could not unzip uploaded file.")


def test_large_archives_are_taken_up_to_the_limit(lambda_, zipped):
    import random

    largest = archive({"index.py": "def handler(e, c): return 4", "data": random.randbytes(52_428_800 - 16_500)})
    assert 52_428_000 < len(largest) <= 52_428_800
    name = zipped(largest)
    assert call(lambda_, name) == 4
    message = refused(
        "RequestEntityTooLargeException",
        lambda_.update_function_code,
        FunctionName=name,
        ZipFile=largest + bytes(600),
    )
    assert message == "Zipped size must be smaller than 52428800 bytes"


def test_a_runtime_that_is_not_here_fails_and_says_so(lambda_, role):
    name = "z-" + uuid.uuid4().hex[:10]
    lambda_.create_function(
        FunctionName=name, Runtime="dotnet8", Handler="a::b", Role=role, Code={"ZipFile": archive({"a": "b"})}
    )
    try:
        shown = eventually(
            lambda: (c := lambda_.get_function_configuration(FunctionName=name))["State"] == "Failed" and c, every=0.1
        )
        assert shown["StateReasonCode"] == "InvalidRuntime"
        assert shown["StateReason"].startswith("The runtime dotnet8 cannot be used: ")
    finally:
        lambda_.delete_function(FunctionName=name)


def test_code_survives_a_restart(zipped, lambda_, server):
    code = archive({"index.py": "def handler(e, c): return 5"})
    name = zipped(code)
    server.stop()
    server.start()

    assert call(lambda_, name) == 5
    assert urllib.request.urlopen(lambda_.get_function(FunctionName=name)["Code"]["Location"]).read() == code
    lambda_.update_function_configuration(FunctionName=name, Timeout=9)
    updated(lambda_, name)
    assert call(lambda_, name) == 5
