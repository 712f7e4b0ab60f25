"""The server's own behaviour: health, credentials, ports, and the commands that only ask."""

import json
import os
import pathlib
import socket
import stat
import subprocess
import urllib.error
import urllib.request

import botocore.config
import botocore.exceptions
import pytest
from conftest import DAVIT, Server


def get(url, headers=None):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers or {}), timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def test_health_and_status(server):
    status, body = get(server.url + "/_davit/health")
    assert (status, json.loads(body)["status"]) == (200, "ready")
    shown = json.loads(server.command("status", "--json"))
    assert shown["uptimeSeconds"] >= 0 and shown["memoryMib"] > 0
    assert get(server.url + "/_davit/nothing")[0] == 404


def test_administrators_key_is_private(server):
    mode = (pathlib.Path(server.data) / "credentials").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
    assert server.client("sts").get_caller_identity()["Arn"] == "arn:aws:iam::000000000000:root"


def test_test_key_is_accepted_on_loopback_only(server, tmp_path):
    test = dict(aws_access_key_id="test", aws_secret_access_key="test")
    assert server.client("sts", **test).get_caller_identity()["Account"] == "000000000000"

    open_server = Server(str(tmp_path / "open"))
    subprocess.run(
        [DAVIT, "server", "--data", open_server.data, "--port", "0", "--bind", "0.0.0.0", "--detach"],
        check=True, timeout=120, stdin=subprocess.DEVNULL,
    )
    try:
        lines = open_server.command("env").splitlines()
        open_server.environment = dict(line.removeprefix("export ").split("=", 1) for line in lines)
        open_server.url = open_server.environment["AWS_ENDPOINT_URL"].replace("0.0.0.0", "127.0.0.1")
        with pytest.raises(botocore.exceptions.ClientError) as refused:
            open_server.client("sts", **test).get_caller_identity()
        assert refused.value.response["Error"]["Code"] == "InvalidClientTokenId"
        assert open_server.client("sts").get_caller_identity()["Account"] == "000000000000"
        assert get(open_server.url + "/some-bucket/some-key")[0] == 403
    finally:
        open_server.stop()


@pytest.mark.parametrize(
    "service, operation, code, status",
    [
        ("sts", "get_caller_identity", "SignatureDoesNotMatch", 403),
        ("lambda", "list_functions", "InvalidSignatureException", 403),
        ("s3", "list_buckets", "SignatureDoesNotMatch", 403),
        ("ecr", "describe_repositories", "InvalidSignatureException", 400),
        ("logs", "describe_log_groups", "InvalidSignatureException", 400),
    ],
)
def test_wrong_secret_is_refused(server, service, operation, code, status):
    client = server.client(service, aws_secret_access_key="wrong")
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        getattr(client, operation)()
    assert refused.value.response["Error"]["Code"] == code
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == status


def test_unsupported_operation_is_a_client_error_at_once(server):
    for service, call in [
        ("lambda", lambda client: client.list_event_source_mappings()),
        ("s3", lambda client: client.list_bucket_inventory_configurations(Bucket="x")),
        ("iam", lambda client: client.list_virtual_mfa_devices()),
        ("ecr", lambda client: client.describe_pull_through_cache_rules()),
        ("logs", lambda client: client.describe_queries()),
    ]:
        client = server.client(service, config=botocore.config.Config(retries={"total_max_attempts": 5}))
        with pytest.raises(botocore.exceptions.ClientError) as refused:
            call(client)
        metadata = refused.value.response["ResponseMetadata"]
        assert 400 <= metadata["HTTPStatusCode"] < 500, service
        assert metadata["RetryAttempts"] == 0, service
        assert metadata.get("RequestId") or metadata.get("HTTPHeaders", {}).get("x-amzn-requestid"), service


def test_port_in_use_is_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for detach in ([], ["--detach"]):
            failed = subprocess.run(
                [DAVIT, "server", "--data", str(tmp_path), "--port", str(port), *detach],
                capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
            )
            assert failed.returncode == 1
            lines = [line for line in failed.stderr.splitlines() if line.strip()]
            assert len(lines) == 1 and f"port {port} is in use" in lines[0], failed.stderr


def test_second_server_for_the_same_data_is_refused(server):
    failed = subprocess.run(
        [DAVIT, "server", "--data", server.data, "--port", "0"],
        capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
    )
    assert failed.returncode == 1
    assert "another server uses" in failed.stderr
    assert get(server.url + "/_davit/health")[0] == 200


def test_the_first_start_is_remembered(server):
    built = pathlib.Path(DAVIT).resolve().parent / "cli/target/davit"
    for cache in ("server.aot", "cli.aot"):
        assert (built / cache).exists(), "every start takes twice as long without it"


def test_a_folder_with_other_things_is_no_data_folder(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    tmp_path.chmod(0o755)
    for detach in ([], ["--detach"]):
        failed = subprocess.run(
            [DAVIT, "server", "--data", str(tmp_path), "--port", "0", *detach],
            capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
        )
        assert failed.returncode == 1
        assert "thesis.txt" in failed.stderr and "--data" in failed.stderr
        assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
        assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_keys_of_real_aws_in_the_environment_do_not_matter(server):
    environment = {"AWS_ACCESS_KEY_ID": "AKIAREALREALREALREAL", "AWS_SECRET_ACCESS_KEY": "real", "AWS_SESSION_TOKEN": "x"}
    answered = server.run("invoke", "no-such-function", env=environment)
    assert "Function not found" in answered.stderr, answered.stderr


def test_commands_without_a_server_say_what_to_do(tmp_path):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
    for words in (["invoke", "x"], ["logs", "x"], ["status"], ["env"]):
        failed = subprocess.run(
            [DAVIT, *words, "--data", str(tmp_path / "none")],
            capture_output=True, text=True, env=environment, timeout=60,
        )
        assert failed.returncode == 1, words
        assert len(failed.stderr.strip().splitlines()) == 1 and "davit server" in failed.stderr, words


def test_usage_errors_have_status_2(server):
    assert server.run("invoke").returncode == 2
    assert server.run("no-such-command").returncode == 2


def test_invoke_and_logs_commands(server, function):
    name = function()
    assert json.loads(server.command("invoke", name, "--payload", '{"action": "echo", "value": 5}')) == 5
    failed = server.run("invoke", name, "--payload", '{"action": "raise", "message": "no"}', "--log")
    assert failed.returncode == 1
    assert json.loads(failed.stdout)["errorMessage"] == "no"
    assert "Traceback" in failed.stderr
    server.command("invoke", name, "--payload", '{"action": "print", "lines": ["by event"]}', "--event")
    from conftest import eventually

    assert eventually(lambda: "by event" in server.command("logs", name))
    missing = server.run("invoke", "no-such-function")
    assert missing.returncode == 1
    assert "Function not found" in missing.stderr and len(missing.stderr.strip().splitlines()) == 1
