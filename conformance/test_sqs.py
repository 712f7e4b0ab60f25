"""SQS by boto3 and by older clients of the query protocol."""

import hashlib
import json
import os
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
import uuid
import xml.etree.ElementTree

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import botocore.exceptions
import pytest
from conftest import eventually

QUERY = "{http://queue.amazonaws.com/doc/2012-11-05/}"


@pytest.fixture(scope="session")
def sqs(server):
    return server.client("sqs")


@pytest.fixture
def queue(sqs):
    """Makes queues; they are deleted after the test."""
    made = []

    def make(suffix="", **attributes):
        name = "q-" + uuid.uuid4().hex[:12] + suffix
        if suffix:
            attributes["FifoQueue"] = "true"
        made.append(sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"])
        return made[-1]

    yield make
    for url in made:
        try:
            sqs.delete_queue(QueueUrl=url)
        except sqs.exceptions.QueueDoesNotExist:
            pass


def arn(sqs, url):
    return sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]


def receive(sqs, url, **options):
    options = {"MaxNumberOfMessages": 10, "WaitTimeSeconds": 0, **options}
    return sqs.receive_message(QueueUrl=url, **options).get("Messages", [])


def refusal(call, **request):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        call(**request)
    return caught.value.response["Error"]["Code"], caught.value.response["Error"]["Message"]


def test_a_message_is_sent_received_and_deleted(sqs, queue):
    url = queue()
    sent = sqs.send_message(
        QueueUrl=url,
        MessageBody="hällo",
        MessageAttributes={
            "kind": {"DataType": "String", "StringValue": "greeting"},
            "order.n": {"DataType": "Number", "StringValue": "1"},
            "raw": {"DataType": "Binary", "BinaryValue": b"\x00\x01"},
        },
    )
    assert sent["MD5OfMessageBody"] == hashlib.md5("hällo".encode()).hexdigest()
    (message,) = receive(sqs, url, AttributeNames=["All"], MessageAttributeNames=["order.*", "raw"])
    assert message["Body"] == "hällo" and message["MessageId"] == sent["MessageId"]
    assert set(message["MessageAttributes"]) == {"order.n", "raw"}
    assert message["MessageAttributes"]["raw"]["BinaryValue"] == b"\x00\x01"
    assert message["Attributes"]["ApproximateReceiveCount"] == "1"
    assert receive(sqs, url) == []
    counts = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert counts["ApproximateNumberOfMessagesNotVisible"] == "1" and counts["MaximumMessageSize"] == "1048576"
    sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
    (again,) = receive(sqs, url, AttributeNames=["ApproximateReceiveCount"])
    assert again["Attributes"] == {"ApproximateReceiveCount": "2"}
    sqs.delete_message(QueueUrl=url, ReceiptHandle=again["ReceiptHandle"])
    sqs.delete_message(QueueUrl=url, ReceiptHandle=again["ReceiptHandle"])
    assert sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessagesNotVisible"])[
        "Attributes"
    ] == {"ApproximateNumberOfMessagesNotVisible": "0"}


def test_the_digest_of_attributes_is_that_of_aws(sqs, queue):
    sent = sqs.send_message(
        QueueUrl=queue(),
        MessageBody="x",
        MessageAttributes={"a": {"DataType": "String", "StringValue": "b"}, "c": {"DataType": "Binary", "BinaryValue": b"d"}},
    )

    def part(value):
        return len(value).to_bytes(4, "big") + value

    encoded = part(b"a") + part(b"String") + b"\x01" + part(b"b") + part(b"c") + part(b"Binary") + b"\x02" + part(b"d")
    assert sent["MD5OfMessageAttributes"] == hashlib.md5(encoded).hexdigest()


def test_a_long_poll_ends_with_the_first_message(sqs, server, queue):
    url = queue()
    found = []
    waiting = threading.Thread(target=lambda: found.extend(receive(server.client("sqs"), url, WaitTimeSeconds=20)))
    began = time.monotonic()
    waiting.start()
    sqs.send_message(QueueUrl=url, MessageBody="late", DelaySeconds=1)
    waiting.join()
    assert [message["Body"] for message in found] == ["late"] and time.monotonic() - began < 15


def test_a_message_that_is_not_deleted_comes_again(sqs, queue):
    url = queue(VisibilityTimeout="1")
    sqs.send_message(QueueUrl=url, MessageBody="a")
    assert len(receive(sqs, url)) == 1
    assert len(receive(sqs, url, WaitTimeSeconds=10)) == 1


def test_batches(sqs, queue):
    url = queue()
    answer = sqs.send_message_batch(
        QueueUrl=url,
        Entries=[{"Id": "a", "MessageBody": "1"}, {"Id": "b", "MessageBody": "2", "DelaySeconds": 901}],
    )
    assert [entry["Id"] for entry in answer["Successful"]] == ["a"]
    assert [(entry["Id"], entry["Code"], entry["SenderFault"]) for entry in answer["Failed"]] == [
        ("b", "InvalidParameterValue", True)
    ]
    (message,) = receive(sqs, url)
    changed = sqs.change_message_visibility_batch(
        QueueUrl=url,
        Entries=[
            {"Id": "a", "ReceiptHandle": message["ReceiptHandle"], "VisibilityTimeout": 60},
            {"Id": "b", "ReceiptHandle": "none", "VisibilityTimeout": 60},
        ],
    )
    assert [entry["Id"] for entry in changed["Successful"]] == ["a"]
    assert [entry["Code"] for entry in changed["Failed"]] == ["ReceiptHandleIsInvalid"]
    gone = sqs.delete_message_batch(QueueUrl=url, Entries=[{"Id": "a", "ReceiptHandle": message["ReceiptHandle"]}])
    assert [entry["Id"] for entry in gone["Successful"]] == ["a"]


def test_refusals(sqs, queue):
    url = queue()
    absent = url + "-absent"
    assert refusal(sqs.send_message, QueueUrl=absent, MessageBody="x") == (
        "AWS.SimpleQueueService.NonExistentQueue",
        "The specified queue does not exist.",
    )
    assert refusal(sqs.send_message, QueueUrl=url, MessageBody="")[0] == "MissingParameter"
    assert refusal(sqs.send_message, QueueUrl=url, MessageBody="\x01")[0] == "InvalidMessageContents"
    assert refusal(sqs.send_message, QueueUrl=url, MessageBody="x" * 1048577) == (
        "InvalidParameterValue",
        "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.",
    )
    assert sqs.send_message(QueueUrl=url, MessageBody="x" * 1048576)["MessageId"]
    assert refusal(sqs.receive_message, QueueUrl=url, MaxNumberOfMessages=11)[0] == "InvalidParameterValue"
    assert refusal(sqs.delete_message, QueueUrl=url, ReceiptHandle="x")[0] == "ReceiptHandleIsInvalid"
    assert refusal(sqs.send_message_batch, QueueUrl=url, Entries=[])[0] == "AWS.SimpleQueueService.EmptyBatchRequest"
    same = [{"Id": "a", "MessageBody": "x"}] * 2
    assert refusal(sqs.send_message_batch, QueueUrl=url, Entries=same)[0] == (
        "AWS.SimpleQueueService.BatchEntryIdsNotDistinct"
    )
    assert refusal(sqs.set_queue_attributes, QueueUrl=url, Attributes={"DelaySeconds": "901"}) == (
        "InvalidAttributeValue",
        "Invalid value for the parameter DelaySeconds.",
    )
    assert refusal(sqs.set_queue_attributes, QueueUrl=url, Attributes={"Colour": "1"}) == (
        "InvalidAttributeName",
        "Unknown Attribute Colour.",
    )
    name = url.rsplit("/", 1)[1]
    assert sqs.create_queue(QueueName=name)["QueueUrl"] == url
    assert refusal(sqs.create_queue, QueueName=name, Attributes={"DelaySeconds": "5"})[0] == "QueueAlreadyExists"
    assert refusal(sqs.create_queue, QueueName="no good")[0] == "InvalidParameterValue"


def test_queues_are_listed_by_pages_tagged_and_purged(sqs, queue):
    prefix = "l-" + uuid.uuid4().hex[:8]
    urls = [sqs.create_queue(QueueName=f"{prefix}-{n}", tags={"n": str(n)})["QueueUrl"] for n in range(3)]
    try:
        first = sqs.list_queues(QueueNamePrefix=prefix, MaxResults=2)
        second = sqs.list_queues(QueueNamePrefix=prefix, MaxResults=2, NextToken=first["NextToken"])
        assert first["QueueUrls"] + second["QueueUrls"] == urls and "NextToken" not in second
        sqs.tag_queue(QueueUrl=urls[0], Tags={"a": "b"})
        sqs.untag_queue(QueueUrl=urls[0], TagKeys=["n"])
        assert sqs.list_queue_tags(QueueUrl=urls[0])["Tags"] == {"a": "b"}
        sqs.send_message(QueueUrl=urls[0], MessageBody="x")
        sqs.purge_queue(QueueUrl=urls[0])
        assert receive(sqs, urls[0]) == []
        assert refusal(sqs.purge_queue, QueueUrl=urls[0])[0] == "AWS.SimpleQueueService.PurgeQueueInProgress"
    finally:
        for url in urls:
            sqs.delete_queue(QueueUrl=url)
    assert refusal(sqs.get_queue_url, QueueName=f"{prefix}-0")[0] == "AWS.SimpleQueueService.NonExistentQueue"


def test_a_fifo_queue_keeps_groups_in_order_and_takes_nothing_twice(sqs, queue):
    url = queue(".fifo", ContentBasedDeduplication="true")
    first = sqs.send_message(QueueUrl=url, MessageBody="a1", MessageGroupId="a")
    assert sqs.send_message(QueueUrl=url, MessageBody="a1", MessageGroupId="a")["MessageId"] == first["MessageId"]
    second = sqs.send_message(QueueUrl=url, MessageBody="a2", MessageGroupId="a")
    assert int(second["SequenceNumber"]) > int(first["SequenceNumber"])
    sqs.send_message(QueueUrl=url, MessageBody="b1", MessageGroupId="b")
    (a1,) = receive(sqs, url, MaxNumberOfMessages=1)
    assert a1["Body"] == "a1"
    others = receive(sqs, url, AttributeNames=["All"])
    assert [message["Body"] for message in others] == ["b1"]
    assert others[0]["Attributes"]["MessageGroupId"] == "b"
    sqs.delete_message(QueueUrl=url, ReceiptHandle=a1["ReceiptHandle"])
    assert [message["Body"] for message in receive(sqs, url)] == ["a2"]
    assert refusal(sqs.send_message, QueueUrl=url, MessageBody="x")[0] == "MissingParameter"
    assert refusal(sqs.create_queue, QueueName="x", Attributes={"FifoQueue": "true"})[0] == "InvalidParameterValue"


def test_an_attempt_that_is_repeated_gets_the_same(sqs, queue):
    url = queue(".fifo")
    sqs.send_message(QueueUrl=url, MessageBody="a", MessageGroupId="g", MessageDeduplicationId="1")
    (one,) = receive(sqs, url, ReceiveRequestAttemptId="x")
    (other,) = receive(sqs, url, ReceiveRequestAttemptId="x")
    assert one["ReceiptHandle"] == other["ReceiptHandle"] and receive(sqs, url) == []


def test_dead_letters_are_moved_and_moved_back(sqs, queue):
    dead = queue()
    policy = json.dumps({"deadLetterTargetArn": arn(sqs, dead), "maxReceiveCount": 1})
    url = queue(VisibilityTimeout="0", RedrivePolicy=policy)
    assert sqs.list_dead_letter_source_queues(QueueUrl=dead)["queueUrls"] == [url]
    sent = sqs.send_message(QueueUrl=url, MessageBody="bad")
    assert len(receive(sqs, url)) == 1
    assert receive(sqs, url) == []
    (letter,) = receive(sqs, dead, AttributeNames=["All"], VisibilityTimeout=0)
    assert letter["MessageId"] == sent["MessageId"]
    assert letter["Attributes"]["DeadLetterQueueSourceArn"] == arn(sqs, url)
    handle = sqs.start_message_move_task(SourceArn=arn(sqs, dead))["TaskHandle"]
    assert handle

    def tasks():
        return sqs.list_message_move_tasks(SourceArn=arn(sqs, dead))["Results"]

    assert eventually(lambda: tasks()[0]["Status"] == "COMPLETED")
    assert tasks()[0]["ApproximateNumberOfMessagesMoved"] == 1
    assert [message["Body"] for message in receive(sqs, url)] == ["bad"]
    assert refusal(sqs.set_queue_attributes, QueueUrl=dead, Attributes={"RedrivePolicy": "{}"})[0] == (
        "InvalidParameterValue"
    )


def test_a_policy_denies_even_the_owner(sqs, queue):
    url = queue()
    sqs.add_permission(QueueUrl=url, Label="l", AWSAccountIds=["111122223333"], Actions=["SendMessage"])
    policy = json.loads(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])["Attributes"]["Policy"])
    assert policy["Statement"][0]["Principal"] == {"AWS": ["arn:aws:iam::111122223333:root"]}
    sqs.remove_permission(QueueUrl=url, Label="l")
    assert "Attributes" not in sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])
    deny = {"Effect": "Deny", "Principal": "*", "Action": "sqs:SendMessage", "Resource": arn(sqs, url)}
    sqs.set_queue_attributes(
        QueueUrl=url, Attributes={"Policy": json.dumps({"Version": "2012-10-17", "Statement": [deny]})}
    )
    assert refusal(sqs.send_message, QueueUrl=url, MessageBody="x")[0] == "AccessDenied"


def query(server, url, **parameters):
    """A request as clients sent it before there was JSON; returns the status and the XML."""
    body = urllib.parse.urlencode({"Version": "2012-11-05", **parameters})
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    request = botocore.awsrequest.AWSRequest("POST", url, headers=headers, data=body)
    keys = server.environment
    credentials = botocore.credentials.Credentials(keys["AWS_ACCESS_KEY_ID"], keys["AWS_SECRET_ACCESS_KEY"])
    botocore.auth.SigV4Auth(credentials, "sqs", keys["AWS_REGION"]).add_auth(request)
    try:
        with urllib.request.urlopen(
            urllib.request.Request(url, data=body.encode(), headers=dict(request.headers))
        ) as answer:
            return answer.status, xml.etree.ElementTree.fromstring(answer.read())
    except urllib.error.HTTPError as e:
        return e.code, xml.etree.ElementTree.fromstring(e.read())


def test_the_query_protocol(server, sqs, queue):
    name = "q-" + uuid.uuid4().hex[:12]
    status, made = query(
        server,
        server.url,
        Action="CreateQueue",
        QueueName=name,
        **{"Attribute.1.Name": "DelaySeconds", "Attribute.1.Value": "0", "Tag.1.Key": "a", "Tag.1.Value": "b"},
    )
    url = made.find(f"{QUERY}CreateQueueResult/{QUERY}QueueUrl").text
    assert status == 200 and sqs.list_queue_tags(QueueUrl=url)["Tags"] == {"a": "b"}
    try:
        status, sent = query(
            server,
            url,
            Action="SendMessageBatch",
            **{
                "SendMessageBatchRequestEntry.1.Id": "x",
                "SendMessageBatchRequestEntry.1.MessageBody": "<hi>",
                "SendMessageBatchRequestEntry.1.MessageAttribute.1.Name": "k",
                "SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType": "String",
                "SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue": "v",
            },
        )
        entry = sent.find(f"{QUERY}SendMessageBatchResult/{QUERY}SendMessageBatchResultEntry")
        assert entry.find(f"{QUERY}MD5OfMessageBody").text == hashlib.md5(b"<hi>").hexdigest()
        status, got = query(
            server,
            url,
            Action="ReceiveMessage",
            **{"AttributeName.1": "All", "MessageAttributeName.1": "All"},
        )
        message = got.find(f"{QUERY}ReceiveMessageResult/{QUERY}Message")
        assert message.find(f"{QUERY}Body").text == "<hi>"
        assert message.find(f"{QUERY}MessageAttribute/{QUERY}Value/{QUERY}StringValue").text == "v"
        assert "SentTimestamp" in [name.text for name in message.findall(f"{QUERY}Attribute/{QUERY}Name")]
        handle = message.find(f"{QUERY}ReceiptHandle").text
        assert query(server, url, Action="DeleteMessage", ReceiptHandle=handle)[0] == 200
        status, attributes = query(server, url, Action="GetQueueAttributes", **{"AttributeName.1": "QueueArn"})
        shown = attributes.find(f"{QUERY}GetQueueAttributesResult/{QUERY}Attribute")
        assert shown.find(f"{QUERY}Name").text == "QueueArn" and shown.find(f"{QUERY}Value").text.endswith(name)
        status, refused = query(server, url + "x", Action="SendMessage", MessageBody="x")
        assert status == 400
        assert refused.find(f"{QUERY}Error/{QUERY}Code").text == "AWS.SimpleQueueService.NonExistentQueue"
    finally:
        sqs.delete_queue(QueueUrl=url)


def test_the_command_line(server, queue):
    url = queue()

    def aws(*arguments):
        done = subprocess.run(
            [os.path.join(os.path.dirname(sys.executable), "aws"), "sqs", *arguments, "--queue-url", url, "--endpoint-url", server.url],
            capture_output=True,
            text=True,
            timeout=60,
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "AWS_DEFAULT_REGION": server.environment["AWS_REGION"], **server.environment},
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout or "{}")

    aws("send-message", "--message-body", "from the command line")
    (message,) = aws("receive-message", "--wait-time-seconds", "5")["Messages"]
    assert message["Body"] == "from the command line"
    aws("delete-message", "--receipt-handle", message["ReceiptHandle"])


def test_objects_of_a_bucket_are_told_to_a_queue(sqs, s3, queue, bucket):
    url = queue()
    rule = {"QueueConfigurations": [{"QueueArn": arn(sqs, url), "Events": ["s3:ObjectCreated:*"]}]}
    refused = refusal(s3.put_bucket_notification_configuration, Bucket=bucket, NotificationConfiguration=rule)
    assert refused == ("InvalidArgument", "Unable to validate the following destination configurations")
    allow = {
        "Effect": "Allow",
        "Principal": {"Service": "s3.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": arn(sqs, url),
        "Condition": {"ArnLike": {"aws:SourceArn": f"arn:aws:s3:::{bucket}"}},
    }
    sqs.set_queue_attributes(
        QueueUrl=url, Attributes={"Policy": json.dumps({"Version": "2012-10-17", "Statement": [allow]})}
    )
    s3.put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration=rule)
    shown = s3.get_bucket_notification_configuration(Bucket=bucket)
    assert [entry["QueueArn"] for entry in shown["QueueConfigurations"]] == [arn(sqs, url)]
    (test,) = receive(sqs, url, WaitTimeSeconds=10)
    assert json.loads(test["Body"])["Event"] == "s3:TestEvent"
    s3.put_object(Bucket=bucket, Key="told", Body=b"x")
    (told,) = receive(sqs, url, WaitTimeSeconds=10)
    assert json.loads(told["Body"])["Records"][0]["s3"]["object"]["key"] == "told"
