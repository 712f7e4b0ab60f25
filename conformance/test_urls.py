"""Streamed answers and functions at addresses of their own, by boto3 and plain HTTP, with images of Node.js and Python."""

import base64
import http.client
import json
import time
import urllib.parse

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import pytest
from conftest import HOME


@pytest.fixture(scope="module")
def node_image(server):
    return server.command("build", str(HOME / "conformance/images/urls-node"), "--tag", "urls-node:latest").split()[-1]


@pytest.fixture(scope="module")
def python_image(server):
    return server.command(
        "build", str(HOME / "conformance/images/urls-python"), "--tag", "urls-python:latest"
    ).split()[-1]


@pytest.fixture
def streams(function, node_image):
    """A function in Node.js that streams."""
    return function(Code={"ImageUri": node_image}, Timeout=20, MemorySize=512)


@pytest.fixture
def page(function, python_image):
    """A function in Python that answers HTTP."""
    return function(Code={"ImageUri": python_image}, Timeout=3, MemorySize=512)


def address(lambda_, name, open_to_all=True, **settings):
    settings.setdefault("AuthType", "NONE")
    made = lambda_.create_function_url_config(FunctionName=name, **settings)
    if open_to_all:
        lambda_.add_permission(
            FunctionName=name,
            StatementId="everybody",
            Action="lambda:InvokeFunctionUrl",
            Principal="*",
            FunctionUrlAuthType="NONE",
        )
    return made["FunctionUrl"]


class Answer:
    def __init__(self, response, body):
        self.status = response.status
        self.headers = response.headers
        self.body = body


def connect(server, url, path="/", method="GET", body=None, headers=()):
    """Sends a request to a function's host, which need not be known to the machine's resolver."""
    host = urllib.parse.urlsplit(url).netloc
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request(method, path, body, {"Host": host, **dict(headers)})
    return connection.getresponse()


def call(*arguments, **options):
    response = connect(*arguments, **options)
    return Answer(response, response.read())


def stream(lambda_, name, **event):
    """The chunks of a streamed answer, and its end."""
    answer = lambda_.invoke_with_response_stream(FunctionName=name, Payload=json.dumps(event), LogType="Tail")
    assert answer["ResponseMetadata"]["HTTPHeaders"]["content-type"] == "application/vnd.amazon.eventstream"
    chunks, end = [], None
    for part in answer["EventStream"]:
        if "PayloadChunk" in part:
            chunks.append((time.monotonic(), part["PayloadChunk"]["Payload"]))
        else:
            end = part["InvokeComplete"]
    return chunks, end


def text(chunks):
    return b"".join(part for _, part in chunks)


def test_parts_come_while_the_function_goes_on(lambda_, streams):
    chunks, end = stream(lambda_, streams, pause=300)
    assert text(chunks) == b"part 0\npart 1\npart 2\n"
    assert len(chunks) == 3
    assert chunks[-1][0] - chunks[0][0] > 0.3
    assert "ErrorCode" not in end
    assert b"REPORT RequestId" in base64.b64decode(end["LogResult"])


def test_the_end_says_that_the_function_failed(lambda_, streams):
    chunks, end = stream(lambda_, streams, fail=1)
    assert text(chunks).startswith(b"part 0")
    assert end["ErrorCode"]
    assert "half way" in end["ErrorDetails"]
    chunks, end = stream(lambda_, streams, exit=1, pause=50)
    assert text(chunks).startswith(b"part 0")
    assert end["ErrorCode"] == "Runtime.ExitError"
    assert "exit status 3" in end["ErrorDetails"]


def test_a_large_answer_streams_and_is_gathered_up_to_six_megabytes(lambda_, streams):
    chunks, _ = stream(lambda_, streams, count=80, size=100_000)
    assert len(text(chunks)) == 8_000_000
    whole = lambda_.invoke(FunctionName=streams, Payload=json.dumps({"count": 2}))
    assert whole["Payload"].read() == b"part 0\npart 1\n"
    large = lambda_.invoke(FunctionName=streams, Payload=json.dumps({"count": 80, "size": 100_000}))
    assert large["FunctionError"] == "Unhandled"
    assert b"Function.ResponseSizeTooLarge" in large["Payload"].read()


def test_a_function_that_does_not_stream_answers_in_one_piece(lambda_, page):
    chunks, end = stream(lambda_, page, rawPath="/any")
    assert json.loads(text(chunks)) == {"rawPath": "/any"}
    chunks, end = stream(lambda_, page, rawPath="/fail")
    assert chunks == []
    assert end["ErrorCode"] == "Unhandled"  # Python's runtime names it in the error object alone
    assert json.loads(end["ErrorDetails"])["errorMessage"] == "not for everybody"


def test_an_address_gives_the_request_and_answers_what_is_returned(server, lambda_, page):
    url = address(lambda_, page)
    answer = call(
        server, url, "/a/b?x=1&x=2", "POST", "{}", {"Content-Type": "application/json", "Cookie": "k=v; l=w"}.items()
    )
    event = json.loads(answer.body)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")
    assert (event["rawPath"], event["rawQueryString"], event["body"]) == ("/a/b", "x=1&x=2", "{}")
    assert event["queryStringParameters"] == {"x": "1,2"}
    assert event["cookies"] == ["k=v", "l=w"]
    assert event["requestContext"]["domainName"] == urllib.parse.urlsplit(url).hostname
    assert event["requestContext"]["http"]["method"] == "POST"
    image = call(server, url, "/image")
    assert (image.status, image.body) == (201, bytes(range(256)))
    assert image.headers.get_all("Set-Cookie") == ["a=1; Path=/", "b=2"]
    assert image.headers["X-Made-By"] == "page"
    assert call(server, url, "/length", "PUT", bytes(1_000_000)).body == b"1000000"
    by_path = call(server, server.url + "/", f"/_davit/url/{urllib.parse.urlsplit(url).netloc.split('.')[0]}/image")
    assert by_path.status == 201


def test_what_goes_wrong_at_an_address(server, lambda_, page):
    url = address(lambda_, page)
    for path in ("/fail", "/slow", "/big"):
        failed = call(server, url, path)
        assert (failed.status, failed.body) == (502, b"Internal Server Error"), path
    assert call(server, url, "/length", "PUT", bytes(6_291_457)).status == 413
    lambda_.put_function_concurrency(FunctionName=page, ReservedConcurrentExecutions=0)
    assert call(server, url).status == 429
    lambda_.delete_function_url_config(FunctionName=page)
    assert call(server, url).status == 403


def test_only_who_signs_or_is_permitted_calls(server, lambda_, page):
    url = address(lambda_, page, open_to_all=False)
    assert (call(server, url).status, call(server, url).body) == (403, b'{"Message":"Forbidden"}')
    lambda_.update_function_url_config(FunctionName=page, AuthType="AWS_IAM")
    assert call(server, url).status == 403
    key = botocore.credentials.Credentials(
        server.environment["AWS_ACCESS_KEY_ID"], server.environment["AWS_SECRET_ACCESS_KEY"]
    )
    request = botocore.awsrequest.AWSRequest("POST", url + "who?a=b", data=b"hello")
    botocore.auth.SigV4Auth(key, "lambda", "us-east-1").add_auth(request)
    signed = call(server, url, "/who?a=b", "POST", b"hello", request.headers.items())
    assert signed.status == 200
    iam = json.loads(signed.body)["requestContext"]["authorizer"]["iam"]
    assert iam["accessKey"] == server.environment["AWS_ACCESS_KEY_ID"]
    assert call(server, url, "/who?a=c", "POST", b"hello", request.headers.items()).status == 403
    assert call(server, url, "/who?a=b", "POST", b"other", request.headers.items()).status == 403


def test_browsers_are_told_what_was_configured(server, lambda_, page):
    url = address(lambda_, page, Cors={"AllowOrigins": ["https://a.example"], "AllowMethods": ["GET"], "MaxAge": 9})
    asks = {"Origin": "https://a.example", "Access-Control-Request-Method": "GET"}
    asked = call(server, url, method="OPTIONS", headers=asks.items())
    assert asked.headers["Access-Control-Allow-Origin"] == "https://a.example"
    assert asked.headers["Access-Control-Max-Age"] == "9"
    assert call(server, url, headers={"Origin": "https://b.example"}.items()).headers[
        "Access-Control-Allow-Origin"
    ] is None


def test_an_address_streams(server, lambda_, streams):
    url = address(lambda_, streams, InvokeMode="RESPONSE_STREAM")
    response = connect(server, url, "/?status=202&pause=300")
    assert response.status == 202
    assert (response.headers["X-Kind"], response.headers["Set-Cookie"]) == ("streamed", "a=1")
    assert response.readline() == b"part 0\n"
    began = time.monotonic()
    assert response.read() == b"part 1\npart 2\n"
    assert time.monotonic() - began > 0.2
    assert call(server, url, "/?count=1").body == b"part 0\n"
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        call(server, url, "/?exit=1&pause=50")
    lambda_.update_function_url_config(FunctionName=streams, InvokeMode="BUFFERED")
    assert call(server, url, "/?status=202").body == b"part 0\npart 1\npart 2\n"


def test_a_client_that_goes_away_does_not_stop_the_function(server, lambda_, streams):
    url = address(lambda_, streams, InvokeMode="RESPONSE_STREAM")
    response = connect(server, url, "/?status=200&count=30&size=100000&pause=20")
    response.read(1000)
    response.close()
    chunks, end = stream(lambda_, streams, count=1)
    assert (text(chunks), "ErrorCode" in end) == (b"part 0\n", False)
