"""Versions, aliases and provisioned concurrency of a real image by boto3."""

import collections
import concurrent.futures
import json
import threading

import botocore.exceptions
import pytest
from conftest import eventually


def updated(lambda_, name):
    lambda_.get_waiter("function_updated_v2").wait(FunctionName=name, WaiterConfig={"Delay": 0.1})


def call(lambda_, name, qualifier=None, action="describe", **event):
    request = {"FunctionName": name, "Payload": json.dumps({"action": action, **event})}
    if qualifier:
        request["Qualifier"] = qualifier
    answer = lambda_.invoke(**request)
    return answer["ExecutedVersion"], json.load(answer["Payload"])


def test_a_version_knows_itself_and_never_changes(lambda_, function):
    name = function(Publish=True, Environment={"Variables": {"COLOUR": "blue"}})
    lambda_.update_function_configuration(FunctionName=name, Environment={"Variables": {"COLOUR": "red"}})
    updated(lambda_, name)
    second = lambda_.publish_version(FunctionName=name)
    assert second["Version"] == "2"
    assert second["FunctionArn"].endswith(f":{name}:2")
    assert lambda_.publish_version(FunctionName=name)["Version"] == "2"
    lambda_.create_alias(FunctionName=name, Name="live", FunctionVersion="1")

    executed, seen = call(lambda_, name, "live")

    assert executed == "1"
    assert seen["functionVersion"] == "1"
    assert seen["arn"].endswith(f":{name}:live")
    assert seen["environment"]["AWS_LAMBDA_FUNCTION_VERSION"] == "1"
    assert seen["environment"]["COLOUR"] == "blue"
    assert "[1]" in seen["logStream"]
    assert call(lambda_, name, "2")[1]["environment"]["COLOUR"] == "red"
    assert call(lambda_, name)[0] == "$LATEST"
    listed = lambda_.get_paginator("list_versions_by_function").paginate(
        FunctionName=name, PaginationConfig={"PageSize": 1}
    )
    assert [version["Version"] for page in listed for version in page["Versions"]] == ["$LATEST", "1", "2"]


def test_an_alias_shares_invocations_and_moves(lambda_, function):
    name = function(Publish=True)
    lambda_.update_function_configuration(FunctionName=name, Timeout=9)
    updated(lambda_, name)
    lambda_.publish_version(FunctionName=name)
    lambda_.create_alias(
        FunctionName=name,
        Name="live",
        FunctionVersion="1",
        RoutingConfig={"AdditionalVersionWeights": {"2": 0.5}},
    )

    executed = collections.Counter(call(lambda_, name, "live")[0] for _ in range(60))

    assert set(executed) == {"1", "2"}
    with pytest.raises(lambda_.exceptions.ResourceConflictException, match="aliases reference it"):
        lambda_.delete_function(FunctionName=name, Qualifier="2")
    moved = lambda_.update_alias(
        FunctionName=name, Name="live", FunctionVersion="2", RoutingConfig={"AdditionalVersionWeights": {}}
    )
    assert "RoutingConfig" not in moved
    lambda_.delete_function(FunctionName=name, Qualifier="1")
    assert call(lambda_, name, "live")[0] == "2"
    with pytest.raises(botocore.exceptions.ClientError, match="Function not found"):
        call(lambda_, name, "1")


def test_provisioned_environments_are_ready_before_anybody_invokes(lambda_, function):
    name = function(Publish=True)
    put = lambda_.put_provisioned_concurrency_config(
        FunctionName=name, Qualifier="1", ProvisionedConcurrentExecutions=2
    )
    assert put["ResponseMetadata"]["HTTPStatusCode"] == 202

    def state():
        return lambda_.get_provisioned_concurrency_config(FunctionName=name, Qualifier="1")

    eventually(lambda: state()["Status"] == "READY")
    assert state()["AvailableProvisionedConcurrentExecutions"] == 2
    _, seen = call(lambda_, name, "1")
    assert seen["environment"]["AWS_LAMBDA_INITIALIZATION_TYPE"] == "provisioned-concurrency"
    lambda_.invoke(FunctionName=f"{name}:1", Payload=json.dumps({"action": "exit", "status": 1}))
    eventually(lambda: state()["AvailableProvisionedConcurrentExecutions"] == 2)
    lambda_.delete_provisioned_concurrency_config(FunctionName=name, Qualifier="1")
    _, seen = call(lambda_, name)
    assert seen["environment"]["AWS_LAMBDA_INITIALIZATION_TYPE"] == "on-demand"


def test_no_invocation_is_lost_while_a_function_changes(lambda_, function, actions_image):
    name = function()
    done = threading.Event()

    def keep_calling():
        answers = []
        while not done.is_set():
            answer = lambda_.invoke(FunctionName=name, Payload=json.dumps({"action": "echo", "value": len(answers)}))
            answers.append((answer.get("FunctionError"), json.load(answer["Payload"])))
        return answers

    with concurrent.futures.ThreadPoolExecutor() as pool:
        callers = [pool.submit(keep_calling) for _ in range(3)]
        try:
            for _ in range(4):
                lambda_.update_function_code(FunctionName=name, ImageUri=actions_image, Publish=True)
                updated(lambda_, name)
        finally:
            done.set()
    for caller in callers:
        answers = caller.result()
        assert answers == [(None, number) for number in range(len(answers))]
        assert answers
