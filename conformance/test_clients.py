"""Other clients than boto3: the AWS CLI and the SDK for JavaScript."""

import json
import os
import subprocess
import sys
from conftest import HOME


def environment(server):
    kept = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
    return {**kept, **server.environment, "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"}


def aws(server, *words, check=True, **options):
    program = os.path.join(os.path.dirname(sys.executable), "aws")
    done = subprocess.run(
        [program, *words], capture_output=True, text=True, timeout=120, env=environment(server), **options
    )
    if check and done.returncode != 0:
        raise AssertionError(f"aws {' '.join(words)}: {done.stderr}")
    return done


def test_aws_cli_s3(server, bucket, tmp_path):
    (tmp_path / "folder/inner").mkdir(parents=True)
    (tmp_path / "folder/one.txt").write_text("one")
    (tmp_path / "folder/inner/two two.txt").write_text("two")
    (tmp_path / "large").write_bytes(os.urandom(20 * 1024 * 1024))

    aws(server, "s3", "cp", str(tmp_path / "large"), f"s3://{bucket}/large")
    aws(server, "s3", "sync", str(tmp_path / "folder"), f"s3://{bucket}/folder")
    assert aws(server, "s3", "sync", str(tmp_path / "folder"), f"s3://{bucket}/folder").stdout == ""
    listed = aws(server, "s3", "ls", "--recursive", f"s3://{bucket}").stdout
    assert [line.split(None, 3)[3] for line in listed.splitlines()] == [
        "folder/inner/two two.txt", "folder/one.txt", "large",
    ]
    assert "PRE inner/" in aws(server, "s3", "ls", f"s3://{bucket}/folder/").stdout
    aws(server, "s3", "cp", f"s3://{bucket}/large", str(tmp_path / "back"))
    assert (tmp_path / "back").read_bytes() == (tmp_path / "large").read_bytes()
    aws(server, "s3", "mv", f"s3://{bucket}/folder/one.txt", f"s3://{bucket}/moved.txt")
    aws(server, "s3", "rm", "--recursive", f"s3://{bucket}/folder")
    left = aws(server, "s3api", "list-objects-v2", "--bucket", bucket, "--query", "Contents[].Key").stdout
    assert json.loads(left) == ["large", "moved.txt"]


def test_aws_cli_presigned_url(server, bucket, s3):
    s3.put_object(Bucket=bucket, Key="a b", Body=b"signed")
    url = aws(server, "s3", "presign", f"s3://{bucket}/a b").stdout.strip()
    import urllib.request

    with urllib.request.urlopen(url, timeout=20) as answer:
        assert answer.read() == b"signed"


def test_aws_cli_lambda_and_ecr(server, function, tmp_path):
    name = function()
    out = tmp_path / "out"
    aws(
        server, "lambda", "invoke", "--function-name", name, "--payload", '{"action": "echo", "value": "from the CLI"}', str(out),
    )
    assert json.loads(out.read_text()) == "from the CLI"
    assert aws(server, "ecr", "get-login-password").stdout.strip()
    missing = aws(server, "lambda", "get-function", "--function-name", "none", check=False)
    assert "(ResourceNotFoundException) when calling the GetFunction operation: Function not found: " \
        "arn:aws:lambda:us-east-1:000000000000:function:none" in missing.stderr


def test_javascript_sdk(server, bucket, function):
    done = subprocess.run(
        ["node", str(HOME / "conformance/js/client.mjs"), bucket, function()],
        capture_output=True, text=True, timeout=120, env=environment(server),
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "text": "hello",
        "contentType": "text/plain",
        "metadata": {"colour": "blue"},
        "large": 12 * 1024 * 1024,
        "keys": ["large", "schön + 日本.txt"],
        "gone": "NoSuchKey",
        "payload": "from JavaScript",
        "missing": "ResourceNotFoundException",
    }
