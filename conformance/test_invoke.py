"""Invocations of a real image by boto3: what a client sees, and what a function may do."""

import base64
import collections
import concurrent.futures
import json
import re

import botocore.config
import botocore.exceptions
import pytest
from conftest import eventually

ENOSPC, EROFS, EAGAIN, EMFILE = 28, 30, 11, 24


def tail(answer):
    return base64.b64decode(answer["LogResult"]).decode()


def test_returns_what_the_handler_returns(function, invoke):
    answer = invoke(function(), "echo", value={"name": "Zoë", "list": [1, 2.5, None, True]})

    assert answer["StatusCode"] == 200
    assert answer["ExecutedVersion"] == "$LATEST"
    assert "FunctionError" not in answer
    assert answer["Payload"] == {"name": "Zoë", "list": [1, 2.5, None, True]}


def test_environment_is_reused_and_describes_the_function(function, invoke):
    name = function(MemorySize=256, Timeout=7, Environment={"Variables": {"COLOUR": "blue"}})

    first = invoke(name, "describe")["Payload"]
    second = invoke(name, "describe")["Payload"]

    assert (first["calls"], second["calls"]) == (1, 2)
    assert first["requestId"] != second["requestId"]
    assert (first["functionName"], first["functionVersion"], first["memory"]) == (name, "$LATEST", "256")
    assert first["arn"] == f"arn:aws:lambda:us-east-1:000000000000:function:{name}"
    assert 5000 < first["remaining"] <= 7000
    assert first["uid"] == 993
    assert first["cwd"] == "/var/task"
    assert first["limits"]["NOFILE"] == [1024, 1024]
    environment = first["environment"]
    assert environment["COLOUR"] == "blue"
    assert environment["AWS_LAMBDA_FUNCTION_NAME"] == name
    assert environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] == "256"
    assert environment["AWS_LAMBDA_FUNCTION_VERSION"] == "$LATEST"
    assert environment["AWS_LAMBDA_INITIALIZATION_TYPE"] == "on-demand"
    assert environment["AWS_LAMBDA_LOG_GROUP_NAME"] == f"/aws/lambda/{name}" == first["logGroup"]
    assert environment["AWS_LAMBDA_LOG_STREAM_NAME"] == first["logStream"]
    assert environment["AWS_LAMBDA_RUNTIME_API"] == "127.0.0.1:9001"
    assert environment["AWS_REGION"] == environment["AWS_DEFAULT_REGION"] == "us-east-1"
    assert environment["LAMBDA_TASK_ROOT"] == "/var/task"
    assert environment["_HANDLER"] == "actions.handler"
    assert environment["TZ"] == ":/etc/localtime", "what the image says comes before Lambda's :UTC"
    assert "HOME" not in environment


def test_client_context_reaches_the_function(lambda_, function):
    context = base64.b64encode(json.dumps({"custom": {"trip": "7"}}).encode()).decode()
    answer = lambda_.invoke(FunctionName=function(), Payload='{"action": "describe"}', ClientContext=context)

    assert json.loads(answer["Payload"].read())["client"] == {"trip": "7"}


def test_dry_run_and_event_answer_at_once(lambda_, function, logs):
    name = function()
    event = json.dumps({"action": "print", "lines": ["it ran"]})

    dry = lambda_.invoke(FunctionName=name, InvocationType="DryRun", Payload=event)
    accepted = lambda_.invoke(FunctionName=name, InvocationType="Event", Payload=event)

    assert (dry["StatusCode"], accepted["StatusCode"]) == (204, 202)
    assert accepted["Payload"].read() == b""

    def messages():
        try:
            found = logs.filter_log_events(logGroupName=f"/aws/lambda/{name}")["events"]
        except logs.exceptions.ResourceNotFoundException:
            return None
        return [event["message"].strip() for event in found if event["message"].startswith("it ran")]

    assert eventually(messages) == ["it ran"]


def test_log_lines_are_lambdas(function, invoke, logs):
    name = function()
    request_id = invoke(name, "print", lines=["one", "two"])["ResponseMetadata"]["RequestId"]

    def report():
        events = logs.filter_log_events(logGroupName=f"/aws/lambda/{name}")["events"]
        lines = [event["message"] for event in events]
        return lines if any(line.startswith("REPORT") for line in lines) else None

    lines = [line.rstrip("\n") for line in eventually(report)]
    start = lines.index(f"START RequestId: {request_id} Version: $LATEST")
    assert lines[start + 1 : start + 4] == ["one", "two", f"END RequestId: {request_id}"]
    assert re.fullmatch(
        rf"REPORT RequestId: {request_id}\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\t"
        r"Max Memory Used: \d+ MB\tInit Duration: \d+\.\d\d ms\t",
        lines[start + 4],
    )


def test_error_in_the_handler_keeps_the_environment(function, invoke):
    name = function()
    failed = invoke(name, "raise", message="no such cat")

    assert failed["StatusCode"] == 200
    assert failed["FunctionError"] == "Unhandled"
    assert failed["Payload"]["errorType"] == "ValueError"
    assert failed["Payload"]["errorMessage"] == "no such cat"
    assert "Traceback" in tail(failed)
    assert invoke(name, "describe")["Payload"]["calls"] == 2


def test_timeout_replaces_the_environment(function, invoke):
    name = function(Timeout=1)
    late = invoke(name, "sleep", seconds=5)

    request_id = late["ResponseMetadata"]["RequestId"]
    assert late["FunctionError"] == "Unhandled"
    assert late["Payload"] == {
        "errorType": "Sandbox.Timedout",
        "errorMessage": f"RequestId: {request_id} Error: Task timed out after 1.00 seconds",
    }
    assert "Status: timeout" in tail(late)
    assert invoke(name, "describe")["Payload"]["calls"] == 1


def test_exit_replaces_the_environment(function, invoke):
    name = function()
    ended = invoke(name, "exit", status=7)

    request_id = ended["ResponseMetadata"]["RequestId"]
    assert ended["Payload"] == {
        "errorType": "Runtime.ExitError",
        "errorMessage": f"RequestId: {request_id} Error: Runtime exited with error: exit status 7",
    }
    assert invoke(name, "describe")["Payload"]["calls"] == 1


def test_memory_past_the_limit_kills_the_function_only(function, invoke):
    name = function(MemorySize=128)
    killed = invoke(name, "allocate", mib=300)

    assert killed["Payload"]["errorType"] == "Runtime.ExitError"
    assert killed["Payload"]["errorMessage"].endswith("Runtime exited with error: signal: killed")
    assert "Max Memory Used: 128 MB" in tail(killed)
    assert "Error Type: Runtime.OutOfMemory" in tail(killed)
    assert invoke(name, "echo", value=1)["Payload"] == 1


def test_tmp_has_the_size_that_was_asked_for(function, invoke):
    name = function(EphemeralStorage={"Size": 512}, MemorySize=1769, Timeout=60)
    assert 460 <= invoke(name, "fill_tmp", mib=600)["Payload"]["mib"] <= 512
    assert invoke(name, "fill_tmp", mib=600)["Payload"]["error"] == ENOSPC
    assert invoke(name, "fill_tmp", mib=400)["Payload"] == {"mib": 400}
    assert invoke(name, "list_tmp")["Payload"] == ["fill"], "kept in a warm environment"


def test_only_tmp_can_be_written(function, invoke):
    name = function()
    for path in ("/var/task/x", "/x", "/etc/passwd", "/usr/bin/x"):
        assert invoke(name, "write", path=path)["Payload"] == EROFS, path
    assert invoke(name, "write", path="/tmp/x")["Payload"] == "written"


def test_files_and_processes_are_limited(function, invoke):
    name = function(MemorySize=3008, Timeout=60)
    files = invoke(name, "open_files")["Payload"]
    assert files["error"] == EMFILE and 900 < files["opened"] < 1024
    forked = invoke(name, "fork")["Payload"]
    assert forked["error"] == EAGAIN and 900 < forked["forked"] < 1024


def test_function_sees_only_its_own_processes(function, invoke):
    assert len(invoke(function(), "processes")["Payload"]) < 5


def test_nothing_runs_between_invocations(function, invoke):
    name = function()
    ticks = invoke(name, "remember_time")["Payload"]["now"]
    invoke(function(), "sleep", seconds=1)
    before = invoke(name, "remember_time")["Payload"]["before"]
    assert before - ticks < 30, "a second passed: 100 ticks if it had not been frozen"


def test_response_past_the_limit(function, invoke):
    name = function(MemorySize=512)
    assert len(invoke(name, "large_response", bytes=6_000_000)["Payload"]) == 6_000_000
    too_large = invoke(name, "large_response", bytes=6_291_600)
    assert too_large["Payload"]["errorType"] == "Function.ResponseSizeTooLarge"
    assert "exceeded maximum allowed payload size (6291556 bytes)" in too_large["Payload"]["errorMessage"]


def test_payload_that_is_no_json(lambda_, function):
    with pytest.raises(lambda_.exceptions.InvalidRequestContentException) as refused:
        lambda_.invoke(FunctionName=function(), Payload=b"{not json")
    assert refused.value.response["Error"]["Message"].startswith("Could not parse request body into json: ")


def test_payload_past_the_limit(lambda_, function):
    name = function()
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        lambda_.invoke(FunctionName=name, Payload=json.dumps({"action": "echo", "value": "x" * 6_300_000}))
    assert refused.value.response["Error"]["Code"] == "RequestEntityTooLargeException"
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 413


def test_concurrent_invocations_have_environments_of_their_own(function, invoke):
    from concurrent.futures import ThreadPoolExecutor

    name = function()
    with ThreadPoolExecutor(4) as pool:
        streams = list(pool.map(lambda _: invoke(name, "sleep", seconds=1)["Payload"], range(4)))
    assert streams == [1, 1, 1, 1]


def test_reserved_concurrency_throttles(lambda_, function):
    name = function()
    lambda_.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=0)
    with pytest.raises(lambda_.exceptions.TooManyRequestsException) as refused:
        lambda_.invoke(FunctionName=name, Payload='{"action": "echo"}')
    assert refused.value.response["Reason"] == "ReservedFunctionConcurrentInvocationLimitExceeded"
    assert refused.value.response["Error"]["Message"] == "Rate Exceeded."


def test_function_that_ends_at_init(function, invoke):
    name = function(ImageConfig={"EntryPoint": ["/bin/sh", "-c", "exit 3"]})
    failed = invoke(name, "echo")
    assert failed["Payload"]["errorType"] == "Runtime.ExitError"
    assert "Runtime exited with error: exit status 3" in failed["Payload"]["errorMessage"]


def test_image_without_a_runtime_interface_client(function, invoke):
    name = function(Timeout=2, ImageConfig={"EntryPoint": ["/no/such/program"], "Command": ["x"]})
    failed = invoke(name, "echo")
    assert failed["Payload"]["errorType"] == "Runtime.InvalidEntrypoint"


def test_many_large_invocations_are_answered_or_throttled(server, function):
    """200 times 5.9 MB in and out at once is six times the server's heap."""
    name = function(MemorySize=512, Timeout=60)
    lambda_ = server.client("lambda", config=botocore.config.Config(max_pool_connections=200))
    value = "x" * 5_900_000
    payload = json.dumps({"action": "echo", "value": value})

    def once(_):
        try:
            answer = lambda_.invoke(FunctionName=name, Payload=payload)
            return "FunctionError" not in answer and json.loads(answer["Payload"].read()) == value
        except lambda_.exceptions.TooManyRequestsException as refused:
            return refused.response["Reason"]

    with concurrent.futures.ThreadPoolExecutor(200) as threads:
        outcomes = collections.Counter(threads.map(once, range(200)))

    assert outcomes[True] > 0
    assert set(outcomes) <= {True, "CallerRateLimitExceeded", "ConcurrentInvocationLimitExceeded"}, outcomes
    assert lambda_.invoke(FunctionName=name, Payload=payload)["StatusCode"] == 200


def test_lives_in_the_network_that_its_configuration_names(function, invoke, lambda_, iam, role):
    iam.attach_role_policy(
        RoleName="functions", PolicyArn="arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
    )
    inner = {"SubnetIds": ["subnet-inner"], "SecurityGroupIds": ["sg-inner"]}

    name = function(VpcConfig=inner)

    told = lambda_.get_function_configuration(FunctionName=name)["VpcConfig"]
    assert {key: told[key] for key in inner} == inner
    assert told["VpcId"] == "vpc-inner"
    assert invoke(name, "echo", value=1)["Payload"] == 1
    with pytest.raises(lambda_.exceptions.InvalidParameterValueException, match="subnet-outer' does not exist"):
        lambda_.update_function_configuration(
            FunctionName=name, VpcConfig={"SubnetIds": ["subnet-outer"], "SecurityGroupIds": ["sg-inner"]}
        )


def test_counts_what_invocations_would_have_cost(server, function, invoke):
    name = function(MemorySize=1024, EphemeralStorage={"Size": 1024})
    answers = [invoke(name, "echo", value=number) for number in range(3)]
    billed = sum(int(re.search(r"Billed Duration: (\d+) ms", tail(answer))[1]) for answer in answers)

    lines = json.loads(server.command("cost", "--by", "function", "--json"))

    line = next(line for line in lines if line["what"] == name)
    assert line["requests"] == 3
    assert line["gbSeconds"] == pytest.approx(billed / 1000)
    assert line["scratchGbSeconds"] == pytest.approx(billed / 2000)
    assert line["dollars"] == pytest.approx(3 * 2e-7 + billed / 1000 * 1.66667e-5 + billed / 2000 * 3.09e-8)
    assert name in server.command("cost", "--by", "function")
