"""Mistakes and accidents: each is answered as AWS answers it, and leaves nothing behind."""

import json
import os
import pathlib
import socket
import subprocess

import botocore.exceptions
import pytest
from conftest import DAVIT, Server, eventually


def blob_files(server):
    return {path for path in (pathlib.Path(server.data) / "blobs/objects").rglob("*") if path.is_file()}


def test_upload_that_is_cut_off_leaves_nothing(server, s3, bucket):
    s3.put_object(Bucket=bucket, Key="kept.bin", Body=b"old")
    before = blob_files(server)
    url = s3.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": "kept.bin"})
    path = url.removeprefix(server.url)
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        head = f"PUT {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: 1000000\r\n\r\n"
        connection.sendall(head.encode() + b"x" * 400_000)
    eventually(lambda: blob_files(server) == before)
    assert s3.get_object(Bucket=bucket, Key="kept.bin")["Body"].read() == b"old"
    assert [item["Key"] for item in s3.list_objects_v2(Bucket=bucket)["Contents"]] == ["kept.bin"]


@pytest.mark.parametrize("service", ["iam", "sts", "ecr", "logs"])
def test_requests_without_members_are_the_callers_fault(server, service):
    client = server.client(service, config=botocore.config.Config(parameter_validation=False, inject_host_prefix=False))
    model = client.meta.service_model
    for name in model.operation_names:
        method = getattr(client, botocore.xform_name(name))
        try:
            method()
        except botocore.exceptions.ClientError as e:
            assert 400 <= e.response["ResponseMetadata"]["HTTPStatusCode"] < 500, f"{name}: {e}"


def test_missing_members_are_named(server):
    unchecked = botocore.config.Config(parameter_validation=False)
    for service, call, code, path in [
        ("iam", lambda c: c.get_role(), "ValidationError", "roleName"),
        ("iam", lambda c: c.create_role(RoleName="r", AssumeRolePolicyDocument="{}", Tags=[{"Key": "k"}]),
         "ValidationError", "tags.1.member.value"),
        ("sts", lambda c: c.assume_role(RoleSessionName="s"), "ValidationError", "roleArn"),
        ("ecr", lambda c: c.create_repository(), "InvalidParameterException", "repositoryName"),
        ("logs", lambda c: c.create_log_stream(logGroupName="g"), "InvalidParameterException", "logStreamName"),
    ]:
        with pytest.raises(botocore.exceptions.ClientError) as refused:
            call(server.client(service, config=unchecked))
        error = refused.value.response["Error"]
        assert error["Code"] == code
        assert error["Message"] == (
            f"1 validation error detected: Value null at '{path}' failed to satisfy constraint: Member must not be null"
        )


def test_names_that_are_none_are_refused(server):
    unchecked = botocore.config.Config(parameter_validation=False)
    for service, call in [
        ("iam", lambda c: c.get_policy(PolicyArn="a/b/c/d/e/f/g/h/i/j/k")),
        ("iam", lambda c: c.list_attached_role_policies(RoleName="\0")),
        ("ecr", lambda c: c.get_repository_policy(repositoryName="a\0b")),
        ("ecr", lambda c: c.describe_images(repositoryName="a", imageIds=[{"imageDigest": "\0"}])),
        ("s3", lambda c: c.list_buckets(Prefix="\0")),
        ("logs", lambda c: c.describe_log_groups(logGroupNamePrefix="\0")),
    ]:
        with pytest.raises(botocore.exceptions.ClientError) as refused:
            call(server.client(service, config=unchecked))
        assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400, refused.value


def test_numbers_beyond_all_bounds_are_refused(server):
    logs = server.client("logs")

    def replace(request, **_):
        request.data = b'{"limit": 1e400}'

    logs.meta.events.register("before-sign.logs.DescribeLogGroups", replace)
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        logs.describe_log_groups()
    assert refused.value.response["Error"]["Code"] == "SerializationException"


def test_what_no_answer_could_say_is_refused(server):
    iam = server.client("iam")
    for text in ("a\0b", "a\ufffeb", "a\x0bb"):
        with pytest.raises(botocore.exceptions.ClientError) as refused:
            iam.create_role(RoleName="unreadable", AssumeRolePolicyDocument="{}", Tags=[{"Key": "k", "Value": text}])
        assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    iam.list_roles()


def test_wrong_checksum_is_refused(s3, bucket):
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        s3.put_object(Bucket=bucket, Key="x", Body=b"hello", ChecksumSHA256="A" * 43 + "=")
    assert refused.value.response["Error"]["Code"] in ("BadDigest", "InvalidRequest", "XAmzContentChecksumMismatch")
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        s3.put_object(Bucket=bucket, Key="x", Body=b"hello", ContentMD5="1B2M2Y8AsgTpgAmY7PhCfg==")
    assert refused.value.response["Error"]["Code"] == "BadDigest"
    assert "Contents" not in s3.list_objects_v2(Bucket=bucket)


def test_notification_to_a_function_that_does_not_permit_it(s3, bucket, function, lambda_):
    name = function()
    arn = lambda_.get_function(FunctionName=name)["Configuration"]["FunctionArn"]
    wanted = {"LambdaFunctionConfigurations": [{"LambdaFunctionArn": arn, "Events": ["s3:ObjectCreated:*"]}]}

    with pytest.raises(botocore.exceptions.ClientError) as refused:
        s3.put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration=wanted)
    assert refused.value.response["Error"]["Code"] == "InvalidArgument"
    assert "Unable to validate the following destination configurations" in refused.value.response["Error"]["Message"]

    lambda_.add_permission(
        FunctionName=name, StatementId="s3", Action="lambda:InvokeFunction", Principal="s3.amazonaws.com",
        SourceArn=f"arn:aws:s3:::{bucket}",
    )
    s3.put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration=wanted)


def test_objects_of_another_role_are_refused(server, s3, bucket, function, invoke):
    """A function's own keys reach what its role allows: this one allows no S3."""
    s3.put_object(Bucket=bucket, Key="secret", Body=b"x")
    name = function()
    keys = invoke(name, "credentials")["Payload"]
    own = server.client(
        "s3",
        aws_access_key_id=keys["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=keys["AWS_SECRET_ACCESS_KEY"],
        aws_session_token=keys["AWS_SESSION_TOKEN"],
    )
    with pytest.raises(botocore.exceptions.ClientError) as refused:
        own.get_object(Bucket=bucket, Key="secret")
    error = refused.value.response["Error"]
    assert error["Code"] == "AccessDenied"
    assert error["Message"] == (
        f"User: arn:aws:sts::000000000000:assumed-role/functions/{name} is not authorized to perform: s3:GetObject "
        f'on resource: "arn:aws:s3:::{bucket}/secret" because no identity-based policy allows the s3:GetObject action'
    )
    # The same from inside, where the endpoint is the sandbox's own.
    url = own.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "secret"})
    inside = url.replace(server.url, keys["AWS_ENDPOINT_URL"])
    assert invoke(name, "s3", url=inside)["Payload"]["status"] == 403


def test_disk_that_is_full(tmp_path):
    """Uploads are refused, nothing is damaged, and it works again when there is room."""
    data = tmp_path / "small"
    data.mkdir()
    script = 'mount -t tmpfs -o size=96m tmpfs "$1" && exec "$2" server --data "$1" --port 0'
    process = subprocess.Popen(
        ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh", str(data), DAVIT],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )
    try:
        url = None
        for line in process.stdout:
            if "davit is ready at" in line:
                url = line.split()[-1]
                break
        assert url, "the server did not start"
        small = Server(str(data))
        small.url, small.environment = url, {
            "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "us-east-1",
        }
        s3 = small.client("s3")
        s3.create_bucket(Bucket="full")
        body = os.urandom(8 * 1024 * 1024)
        kept = []
        with pytest.raises(botocore.exceptions.ClientError) as refused:
            for number in range(20):
                s3.put_object(Bucket="full", Key=str(number), Body=str(number).encode() + body)
                kept.append(str(number))
        assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] in (500, 503, 507)
        assert len(kept) > 3
        for key in kept:
            assert s3.get_object(Bucket="full", Key=key)["Body"].read() == key.encode() + body
        for key in kept[:3]:
            s3.delete_object(Bucket="full", Key=key)
        s3.put_object(Bucket="full", Key="again", Body=body)
        assert s3.get_object(Bucket="full", Key="again")["Body"].read() == body
    finally:
        process.terminate()
        process.wait(60)
