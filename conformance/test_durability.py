"""What was acknowledged survives `kill -9`."""

import concurrent.futures
import json
import time

import botocore.exceptions
import pytest
from conftest import HOME, TRUST_LAMBDA, Server, eventually

ROUNDS = 5


@pytest.fixture
def killed_server(tmp_path):
    started = Server(str(tmp_path / "killed")).start()
    yield started
    started.run("stop")


def test_objects_survive(killed_server):
    acknowledged = {}

    def write(worker):
        s3 = killed_server.client("s3")
        for number in range(10_000):
            key, body = f"{worker}/{number}", f"{worker}-{number}".encode() * 1000
            try:
                s3.put_object(Bucket="kept", Key=key, Body=body)
            except (botocore.exceptions.BotoCoreError, botocore.exceptions.ClientError):
                return
            acknowledged[key] = body

    killed_server.client("s3").create_bucket(Bucket="kept")
    for _ in range(ROUNDS):
        before = len(acknowledged)
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            writers = [pool.submit(write, f"w{worker}") for worker in range(3)]
            eventually(lambda: len(acknowledged) > before + 20 or len(acknowledged) >= 60)
            killed_server.kill()
            for writer in writers:
                writer.result()
        killed_server.start()
        s3 = killed_server.client("s3")
        for key, body in list(acknowledged.items()):
            assert s3.get_object(Bucket="kept", Key=key)["Body"].read() == body


def test_asynchronous_events_are_delivered_at_least_once(killed_server):
    image = killed_server.command("build", str(HOME / "conformance/images/actions"), "--tag", "actions").split()[-1]
    iam = killed_server.client("iam")
    role = iam.create_role(RoleName="f", AssumeRolePolicyDocument=TRUST_LAMBDA)["Role"]["Arn"]
    lambda_ = killed_server.client("lambda")
    lambda_.create_function(FunctionName="f", PackageType="Image", Code={"ImageUri": image}, Role=role, Timeout=30)
    lambda_.get_waiter("function_active_v2").wait(FunctionName="f", WaiterConfig={"Delay": 0.1})

    accepted = []
    for round_ in range(3):
        for number in range(20):
            word = f"event-{round_}-{number}."
            payload = json.dumps({"action": "print", "lines": [word]})
            killed_server.client("lambda").invoke(FunctionName="f", InvocationType="Event", Payload=payload)
            accepted.append(word)
        killed_server.kill()
        killed_server.start()

    logs = killed_server.client("logs")

    def all_said():
        said = set()
        for page in logs.get_paginator("filter_log_events").paginate(
            logGroupName="/aws/lambda/f", filterPattern='"event-"'
        ):
            said.update(event["message"].strip() for event in page["events"])
        return said >= set(accepted)

    assert eventually(all_said, seconds=90, every=0.5)


def test_images_and_functions_survive(killed_server):
    image = killed_server.command("build", str(HOME / "conformance/images/actions"), "--tag", "kept").split()[-1]
    role = killed_server.client("iam").create_role(RoleName="f", AssumeRolePolicyDocument=TRUST_LAMBDA)["Role"]["Arn"]
    killed_server.client("lambda").create_function(
        FunctionName="f", PackageType="Image", Code={"ImageUri": image}, Role=role
    )
    killed_server.kill()
    killed_server.start()
    lambda_ = killed_server.client("lambda")
    lambda_.get_waiter("function_active_v2").wait(FunctionName="f", WaiterConfig={"Delay": 0.1})
    answer = lambda_.invoke(FunctionName="f", Payload='{"action": "echo", "value": 1}')
    assert answer["Payload"].read() == b"1"
    assert killed_server.client("ecr").describe_images(repositoryName="kept")["imageDetails"]


def test_messages_survive(killed_server):
    url = killed_server.client("sqs").create_queue(QueueName="kept")["QueueUrl"]
    acknowledged = set()

    def write(worker):
        sqs = killed_server.client("sqs")
        for number in range(10_000):
            body = f"{worker}-{number}"
            try:
                sqs.send_message(QueueUrl=url, MessageBody=body)
            except (botocore.exceptions.BotoCoreError, botocore.exceptions.ClientError):
                return
            acknowledged.add(body)

    for round_ in range(3):
        before = len(acknowledged)
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            writers = [pool.submit(write, f"{round_}-{worker}") for worker in range(3)]
            eventually(lambda: len(acknowledged) > before + 100)
            killed_server.kill()
            for writer in writers:
                writer.result()
        killed_server.start()
        url = killed_server.client("sqs").get_queue_url(QueueName="kept")["QueueUrl"]

    sqs = killed_server.client("sqs")
    received = set()
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
        received.update(message["Body"] for message in messages)
        sqs.delete_message_batch(
            QueueUrl=url,
            Entries=[{"Id": str(n), "ReceiptHandle": m["ReceiptHandle"]} for n, m in enumerate(messages)],
        )
    assert received >= acknowledged
