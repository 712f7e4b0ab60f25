"""S3 as boto3 and plain HTTP see it: checksums, ranges, conditions, lists, parts, settings."""

import base64
import hashlib
import http.client
import json
import os
import re
import socket
import urllib.parse
import urllib.request
import zlib

import boto3
import botocore.auth
import botocore.awsrequest
import botocore.config
import botocore.credentials
import botocore.exceptions
import pytest
from conftest import eventually

MIB = 1024 * 1024

HARD_KEYS = [
    "a b+c%20d", "ü/日本/🎬.mp4", "../up", "a//b", "/leading", "trailing/", "..", "a&b=c?d#e;f", "'\"<>\\", "~!@$^*()[]{}|`",
    "k" * 1024, "é" * 512,
]


def refused(code, status=None):
    """Expects an error of S3 with this code."""

    class Expectation:
        def __enter__(self):
            self.raised = pytest.raises(botocore.exceptions.ClientError)
            self.info = self.raised.__enter__()
            return self

        def __exit__(self, *exception):
            passed = self.raised.__exit__(*exception)
            self.error = self.info.value.response["Error"]
            assert self.error["Code"] == code, self.error
            if status:
                assert self.info.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
            return passed

    return Expectation()


def raw(server, method, path, headers=None, body=b"", key=None, secret=None):
    """A request signed as it is, without what a client would add or check."""
    url = server.url + path
    request = botocore.awsrequest.AWSRequest(method=method, url=url, data=body, headers=dict(headers or {}))
    credentials = botocore.credentials.Credentials(
        key or server.environment["AWS_ACCESS_KEY_ID"], secret or server.environment["AWS_SECRET_ACCESS_KEY"]
    )
    request.context["payload_signing_enabled"] = False
    if "x-amz-trailer" in request.headers:
        request.context["checksum"] = {"request_algorithm": {"in": "trailer"}}
    botocore.auth.S3SigV4Auth(credentials, "s3", "us-east-1").add_auth(request)
    address = urllib.parse.urlsplit(server.url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
    connection.request(method, path, body=body, headers=dict(request.headers))
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, answer.headers, content


# Objects


@pytest.mark.parametrize("key", HARD_KEYS)
def test_every_key_comes_back_as_it_went(s3, bucket, key):
    s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
    assert s3.get_object(Bucket=bucket, Key=key)["Body"].read() == key.encode()
    assert [item["Key"] for item in s3.list_objects_v2(Bucket=bucket)["Contents"]] == [key]
    s3.copy_object(Bucket=bucket, Key=key[:-1] + "2", CopySource={"Bucket": bucket, "Key": key})
    done = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key}, {"Key": key[:-1] + "2"}]})
    assert sorted(item["Key"] for item in done["Deleted"]) == sorted([key, key[:-1] + "2"])
    assert "Contents" not in s3.list_objects_v2(Bucket=bucket)


def test_a_key_of_more_than_1024_bytes_is_refused(s3, bucket):
    with refused("KeyTooLongError", 400):
        s3.put_object(Bucket=bucket, Key="é" * 512 + "a", Body=b"")


def test_an_object_carries_what_was_put_with_it(s3, bucket):
    given = {
        "ContentType": "text/plain; charset=utf-8", "ContentEncoding": "gzip", "ContentDisposition": "attachment",
        "ContentLanguage": "de", "CacheControl": "no-cache", "StorageClass": "STANDARD_IA",
        "Metadata": {"colour": "blue", "size": "10"},
    }
    s3.put_object(Bucket=bucket, Key="a", Body=b"x", Tagging="k=v%20w&l=", **given)
    for answer in (s3.head_object(Bucket=bucket, Key="a"), s3.get_object(Bucket=bucket, Key="a")):
        assert {name: answer.get(name) for name in given} == given
        assert answer["ETag"] == '"' + hashlib.md5(b"x").hexdigest() + '"'
        assert answer["ContentLength"] == 1
    overridden = s3.get_object(Bucket=bucket, Key="a", ResponseContentType="image/png", ResponseCacheControl="x")
    assert (overridden["ContentType"], overridden["CacheControl"]) == ("image/png", "x")
    assert s3.get_object_tagging(Bucket=bucket, Key="a")["TagSet"] == [
        {"Key": "k", "Value": "v w"}, {"Key": "l", "Value": ""},
    ]
    s3.put_object(Bucket=bucket, Key="b", Body=b"")
    assert s3.head_object(Bucket=bucket, Key="b")["ContentType"] == "binary/octet-stream"


def test_ranges(s3, bucket):
    s3.put_object(Bucket=bucket, Key="a", Body=b"0123456789")
    for asked, content, described in [
        ("bytes=0-3", b"0123", "bytes 0-3/10"), ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=-2", b"89", "bytes 8-9/10"), ("bytes=5-500", b"56789", "bytes 5-9/10"),
        ("bytes=-99", b"0123456789", "bytes 0-9/10"),
    ]:
        answer = s3.get_object(Bucket=bucket, Key="a", Range=asked)
        assert answer["Body"].read() == content
        assert answer["ContentRange"] == described
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 206
    for ignored in ("bytes=5-2", "bytes=0-1,4-5", "lines=1-2"):
        answer = s3.get_object(Bucket=bucket, Key="a", Range=ignored)
        assert answer["Body"].read() == b"0123456789"
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
    with refused("InvalidRange", 416):
        s3.get_object(Bucket=bucket, Key="a", Range="bytes=10-")


def test_conditions_on_reading(s3, bucket):
    tag = s3.put_object(Bucket=bucket, Key="a", Body=b"x")["ETag"]
    modified = s3.head_object(Bucket=bucket, Key="a")["LastModified"]
    assert s3.get_object(Bucket=bucket, Key="a", IfMatch=tag)["Body"].read() == b"x"
    with refused("PreconditionFailed", 412):
        s3.get_object(Bucket=bucket, Key="a", IfMatch='"other"')
    with refused("304", 304):
        s3.get_object(Bucket=bucket, Key="a", IfNoneMatch=tag)
    with refused("304", 304):
        s3.head_object(Bucket=bucket, Key="a", IfModifiedSince=modified)
    assert s3.get_object(Bucket=bucket, Key="a", IfNoneMatch='"other"', IfModifiedSince=modified)["ETag"] == tag


def test_conditions_on_writing(s3, bucket):
    tag = s3.put_object(Bucket=bucket, Key="a", Body=b"x", IfNoneMatch="*")["ETag"]
    with refused("PreconditionFailed", 412):
        s3.put_object(Bucket=bucket, Key="a", Body=b"y", IfNoneMatch="*")
    with refused("PreconditionFailed", 412):
        s3.put_object(Bucket=bucket, Key="a", Body=b"y", IfMatch='"other"')
    s3.put_object(Bucket=bucket, Key="a", Body=b"z", IfMatch=tag)
    with refused("NoSuchKey", 404):
        s3.put_object(Bucket=bucket, Key="none", Body=b"y", IfMatch=tag)
    assert s3.get_object(Bucket=bucket, Key="a")["Body"].read() == b"z"


def test_copies(s3, bucket):
    s3.put_object(Bucket=bucket, Key="a", Body=b"x", ContentType="text/plain", Metadata={"m": "1"}, Tagging="t=1")
    s3.copy_object(Bucket=bucket, Key="b", CopySource=f"{bucket}/a")
    copied = s3.head_object(Bucket=bucket, Key="b")
    assert (copied["ContentType"], copied["Metadata"], copied["TagCount"]) == ("text/plain", {"m": "1"}, 1)
    s3.copy_object(
        Bucket=bucket, Key="a", CopySource=f"{bucket}/a", MetadataDirective="REPLACE", Metadata={"n": "2"},
        TaggingDirective="REPLACE",
    )
    replaced = s3.head_object(Bucket=bucket, Key="a")
    assert (replaced["ContentType"], replaced["Metadata"]) == ("binary/octet-stream", {"n": "2"})
    assert "TagCount" not in replaced
    with refused("InvalidRequest", 400):
        s3.copy_object(Bucket=bucket, Key="a", CopySource=f"{bucket}/a")
    with refused("NoSuchKey", 404):
        s3.copy_object(Bucket=bucket, Key="c", CopySource=f"{bucket}/none")
    s3.delete_object(Bucket=bucket, Key="a")
    assert s3.get_object(Bucket=bucket, Key="b")["Body"].read() == b"x"


# Checksums


@pytest.mark.parametrize("algorithm", ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"])
def test_checksums_are_kept_and_wrong_ones_refused(s3, server, bucket, algorithm):
    if algorithm in ("CRC32C", "CRC64NVME"):
        pytest.importorskip("awscrt")
    body = os.urandom(300_000)
    put = s3.put_object(Bucket=bucket, Key="a", Body=body, ChecksumAlgorithm=algorithm)
    member = "Checksum" + algorithm
    got = s3.get_object(Bucket=bucket, Key="a", ChecksumMode="ENABLED")
    assert got[member] == put[member]
    assert got["ChecksumType"] == "FULL_OBJECT"
    assert got["Body"].read() == body  # boto3 itself checks the checksum here


KNOWN_CHECKSUMS = {  # of 123456789, as the definitions of the algorithms give them
    "crc32": "y/Q5Jg==", "crc32c": "4waSgw==", "crc64nvme": "rosUhgp5mIg=",
    "sha1": base64.b64encode(hashlib.sha1(b"123456789").digest()).decode(),
    "sha256": base64.b64encode(hashlib.sha256(b"123456789").digest()).decode(),
}


@pytest.mark.parametrize("algorithm", KNOWN_CHECKSUMS)
def test_checksums_in_headers_and_trailers(server, s3, bucket, algorithm):
    name, right = "x-amz-checksum-" + algorithm, KNOWN_CHECKSUMS[algorithm]
    wrong = base64.b64encode(bytes(len(base64.b64decode(right)))).decode()
    path = f"/{bucket}/a"
    status, headers, content = raw(server, "PUT", path, {name: right}, b"123456789")
    assert (status, headers[name]) == (200, right), content
    status, _, content = raw(server, "PUT", path, {name: wrong}, b"123456789")
    assert status == 400 and b"<Code>BadDigest</Code>" in content, content
    assert f"The {algorithm.upper()} you specified did not match the calculated checksum.".encode() in content
    status, _, content = raw(server, "PUT", path, {name: "AAA"}, b"123456789")
    assert status == 400 and b"<Code>InvalidRequest</Code>" in content, content

    def trailed(value):
        return raw(
            server, "PUT", path,
            {
                "content-encoding": "aws-chunked", "x-amz-decoded-content-length": "9", "x-amz-trailer": name,
            },
            b"4\r\n1234\r\n5\r\n56789\r\n0\r\n" + f"{name}:{value}\r\n\r\n".encode(),
        )

    status, headers, content = trailed(right)
    assert (status, headers[name]) == (200, right), content
    before = s3.head_object(Bucket=bucket, Key="a")["LastModified"]
    status, _, content = trailed(wrong)
    assert status == 400 and b"<Code>BadDigest</Code>" in content, content
    assert s3.get_object(Bucket=bucket, Key="a")["Body"].read() == b"123456789"
    assert s3.head_object(Bucket=bucket, Key="a")["LastModified"] == before


def test_content_md5(server, bucket):
    right = base64.b64encode(hashlib.md5(b"x").digest()).decode()
    assert raw(server, "PUT", f"/{bucket}/a", {"content-md5": right}, b"x")[0] == 200
    status, _, content = raw(server, "PUT", f"/{bucket}/b", {"content-md5": right}, b"y")
    assert status == 400 and b"<Code>BadDigest</Code>" in content
    assert b"<CalculatedDigest>" in content
    status, _, content = raw(server, "PUT", f"/{bucket}/b", {"content-md5": "eA=="}, b"y")
    assert status == 400 and b"<Code>InvalidDigest</Code>" in content
    assert raw(server, "GET", f"/{bucket}/b")[0] == 404


@pytest.mark.parametrize("name, value", [
    ("content-type", "text/plain; charset=UTF-8"), ("content-type", "Text/XML;charset=Utf-8"),
    ("cache-control", "NO-CACHE"), ("accept-encoding", "GZIP, Deflate"),
])
def test_headers_are_signed_and_kept_as_they_were_sent(server, s3, bucket, name, value):
    status, _, content = raw(server, "PUT", f"/{bucket}/a", {name: value}, b"x")
    assert status == 200, content
    kept = s3.head_object(Bucket=bucket, Key="a")["ResponseMetadata"]["HTTPHeaders"]
    assert kept.get(name) in (value, None if name == "accept-encoding" else value)


# An upload that breaks off


def test_a_broken_upload_leaves_the_old_object(server, s3, bucket):
    s3.put_object(Bucket=bucket, Key="a", Body=b"old")
    blobs_before = blobs(server)
    url = s3.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": "a"})
    address = urllib.parse.urlsplit(url)
    for length, sent in ((10 * MIB, 3 * MIB), (100, 0)):
        with socket.create_connection((address.hostname, address.port)) as connection:
            head = f"PUT {address.path}?{address.query} HTTP/1.1\r\nHost: {address.netloc}\r\n"
            connection.sendall(f"{head}Content-Length: {length}\r\n\r\n".encode() + os.urandom(sent))
    eventually(lambda: blobs(server) == blobs_before and not arriving(server))
    assert s3.get_object(Bucket=bucket, Key="a")["Body"].read() == b"old"


def object_files(server, inner):
    folders = os.walk(os.path.join(server.data, "blobs/objects", inner))
    return {os.path.join(folder, file) for folder, _, files in folders for file in files}


def blobs(server):
    return object_files(server, "sha256")


def arriving(server):
    return object_files(server, "arriving")


def test_content_goes_with_the_last_object_that_has_it(server, s3, bucket):
    before = blobs(server)
    body = os.urandom(100_000)
    s3.put_object(Bucket=bucket, Key="a", Body=body)
    s3.put_object(Bucket=bucket, Key="b", Body=body)
    assert len(blobs(server) - before) == 1
    s3.delete_object(Bucket=bucket, Key="a")
    assert s3.get_object(Bucket=bucket, Key="b")["Body"].read() == body
    s3.put_object(Bucket=bucket, Key="b", Body=b"other")
    s3.delete_object(Bucket=bucket, Key="b")
    assert blobs(server) == before


def test_who_reads_an_object_reads_it_to_the_end(server, s3, bucket, tmp_path):
    first, second = os.urandom(30 * MIB), b"new"
    (tmp_path / "first").write_bytes(first)
    s3.upload_file(Bucket=bucket, Key="a", Filename=str(tmp_path / "first"))
    before = blobs(server)
    body = s3.get_object(Bucket=bucket, Key="a")["Body"]
    start = body.read(10)
    s3.put_object(Bucket=bucket, Key="a", Body=second)
    assert start + body.read() == first
    eventually(lambda: len(blobs(server) & before) < len(before))


# Lists


def test_lists_page_by_page(s3, bucket):
    keys = [f"{folder}/{name}" for folder in "abc" for name in ("1", "2", "é", "z z")] + ["top", "ä", "\U0001f3ac", "\uffee"]
    for key in keys:
        s3.put_object(Bucket=bucket, Key=key, Body=b"")
    in_order = sorted(keys, key=lambda key: key.encode())
    for version in ("list_objects_v2", "list_objects"):
        pages = s3.get_paginator(version).paginate(Bucket=bucket, PaginationConfig={"PageSize": 3})
        assert [item["Key"] for page in pages for item in page.get("Contents", [])] == in_order
        pages = list(s3.get_paginator(version).paginate(Bucket=bucket, Delimiter="/", PaginationConfig={"PageSize": 2}))
        assert [item["Key"] for page in pages for item in page.get("Contents", [])] == [
            key for key in in_order if "/" not in key
        ]
        assert [p["Prefix"] for page in pages for p in page.get("CommonPrefixes", [])] == ["a/", "b/", "c/"]
        assert all(len(page.get("Contents", [])) + len(page.get("CommonPrefixes", [])) <= 2 for page in pages)
    inside = s3.list_objects_v2(Bucket=bucket, Prefix="b/", Delimiter="/", StartAfter="b/1", FetchOwner=True)
    assert [item["Key"] for item in inside["Contents"]] == ["b/2", "b/z z", "b/é"]
    assert inside["KeyCount"] == 3 and inside["Contents"][0]["Owner"]["ID"]
    none = s3.list_objects_v2(Bucket=bucket, MaxKeys=0)
    assert (none["KeyCount"], none["IsTruncated"]) == (0, False)
    versions = s3.list_object_versions(Bucket=bucket, Prefix="a/")["Versions"]
    assert {version["VersionId"] for version in versions} == {"null"}
    with refused("InvalidArgument", 400):
        s3.list_objects_v2(Bucket=bucket, ContinuationToken="?")


# Multipart uploads


def test_parts_become_an_object(server, s3, bucket):
    parts = [os.urandom(5 * MIB), os.urandom(5 * MIB), b"end"]
    upload = s3.create_multipart_upload(Bucket=bucket, Key="a", ContentType="video/mp4", Metadata={"m": "1"})["UploadId"]
    s3.upload_part(Bucket=bucket, Key="a", UploadId=upload, PartNumber=1, Body=b"replaced")
    tags = {
        number: s3.upload_part(Bucket=bucket, Key="a", UploadId=upload, PartNumber=number, Body=part)["ETag"]
        for number, part in zip((1, 7, 9), parts)
    }
    s3.upload_part(Bucket=bucket, Key="a", UploadId=upload, PartNumber=10, Body=b"not chosen")
    listed = s3.list_parts(Bucket=bucket, Key="a", UploadId=upload, MaxParts=2)
    assert [part["PartNumber"] for part in listed["Parts"]] == [1, 7]
    assert listed["IsTruncated"] and listed["NextPartNumberMarker"] == 7
    assert [u["Key"] for u in s3.list_multipart_uploads(Bucket=bucket)["Uploads"]] == ["a"]
    chosen = {"Parts": [{"PartNumber": number, "ETag": tag} for number, tag in tags.items()]}
    done = s3.complete_multipart_upload(Bucket=bucket, Key="a", UploadId=upload, MultipartUpload=chosen)
    digest = hashlib.md5(b"".join(hashlib.md5(part).digest() for part in parts)).hexdigest()
    assert done["ETag"] == f'"{digest}-3"'
    again = s3.complete_multipart_upload(Bucket=bucket, Key="a", UploadId=upload, MultipartUpload=chosen)
    assert again["ETag"] == done["ETag"]

    whole = b"".join(parts)
    got = s3.get_object(Bucket=bucket, Key="a")
    assert got["Body"].read() == whole
    assert (got["ContentType"], got["Metadata"]) == ("video/mp4", {"m": "1"})
    across = s3.get_object(Bucket=bucket, Key="a", Range=f"bytes={5 * MIB - 10}-{10 * MIB + 1}")
    assert across["Body"].read() == whole[5 * MIB - 10 : 10 * MIB + 2]
    second = s3.get_object(Bucket=bucket, Key="a", PartNumber=2)
    assert second["Body"].read() == parts[1] and second["PartsCount"] == 3
    with refused("NoSuchUpload", 404):
        s3.list_parts(Bucket=bucket, Key="a", UploadId=upload)
    s3.copy_object(Bucket=bucket, Key="b", CopySource=f"{bucket}/a")
    assert s3.head_object(Bucket=bucket, Key="b")["ETag"] == f'"{hashlib.md5(whole).hexdigest()}"'


def test_checksums_of_parts(s3, bucket):
    parts = [os.urandom(5 * MIB), os.urandom(123)]

    def upload(key, **options):
        made = s3.create_multipart_upload(Bucket=bucket, Key=key, **options)
        named = {"ChecksumAlgorithm": options["ChecksumAlgorithm"]}
        done = []
        for number, part in enumerate(parts, 1):
            answer = s3.upload_part(
                Bucket=bucket, Key=key, UploadId=made["UploadId"], PartNumber=number, Body=part, **named
            )
            member = "Checksum" + options["ChecksumAlgorithm"]
            done.append({"PartNumber": number, "ETag": answer["ETag"], member: answer[member]})
        return s3.complete_multipart_upload(
            Bucket=bucket, Key=key, UploadId=made["UploadId"], MultipartUpload={"Parts": done}
        )

    def crc32(content):
        return base64.b64encode(zlib.crc32(content).to_bytes(4, "big")).decode()

    full = upload("full", ChecksumAlgorithm="CRC32", ChecksumType="FULL_OBJECT")
    assert (full["ChecksumCRC32"], full["ChecksumType"]) == (crc32(b"".join(parts)), "FULL_OBJECT")
    composed = upload("composed", ChecksumAlgorithm="CRC32")
    of_parts = b"".join(zlib.crc32(part).to_bytes(4, "big") for part in parts)
    assert (composed["ChecksumCRC32"], composed["ChecksumType"]) == (crc32(of_parts) + "-2", "COMPOSITE")
    attributes = s3.get_object_attributes(
        Bucket=bucket, Key="composed", ObjectAttributes=["ETag", "Checksum", "ObjectParts", "ObjectSize"]
    )
    assert attributes["ObjectParts"]["TotalPartsCount"] == 2
    assert attributes["ObjectParts"]["Parts"][0]["ChecksumCRC32"] == crc32(parts[0])
    assert attributes["Checksum"]["ChecksumCRC32"] == composed["ChecksumCRC32"]
    assert attributes["ObjectSize"] == 5 * MIB + 123
    sha = upload("sha", ChecksumAlgorithm="SHA256")
    digest = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).digest()
    assert sha["ChecksumSHA256"] == base64.b64encode(digest).decode() + "-2"
    assert s3.get_object(Bucket=bucket, Key="full", ChecksumMode="ENABLED")["Body"].read() == b"".join(parts)
    with refused("InvalidRequest", 400):
        s3.create_multipart_upload(Bucket=bucket, Key="x", ChecksumAlgorithm="SHA1", ChecksumType="FULL_OBJECT")


def test_wrong_completions(s3, bucket):
    upload = s3.create_multipart_upload(Bucket=bucket, Key="a")["UploadId"]

    def complete(*parts, **options):
        chosen = {"Parts": [{"PartNumber": number, "ETag": tag} for number, tag in parts]}
        options.setdefault("UploadId", upload)
        return s3.complete_multipart_upload(Bucket=bucket, Key="a", MultipartUpload=chosen, **options)

    one, two = (
        s3.upload_part(Bucket=bucket, Key="a", UploadId=upload, PartNumber=number, Body=b"small")["ETag"]
        for number in (1, 2)
    )
    with refused("InvalidPart", 400):
        complete((1, '"0123456789abcdef0123456789abcdef"'))
    with refused("InvalidPart", 400):
        complete((3, one))
    with refused("InvalidPartOrder", 400):
        complete((2, two), (1, one))
    with refused("EntityTooSmall", 400):
        complete((1, one), (2, two))
    with refused("MalformedXML", 400):
        complete()
    with refused("NoSuchUpload", 404):
        complete((1, one), UploadId="none")
    with refused("InvalidArgument", 400):
        s3.upload_part(Bucket=bucket, Key="a", UploadId=upload, PartNumber=10_001, Body=b"")
    s3.abort_multipart_upload(Bucket=bucket, Key="a", UploadId=upload)
    with refused("NoSuchUpload", 404):
        complete((1, one))
    with refused("NoSuchKey", 404):
        s3.get_object(Bucket=bucket, Key="a")


def test_parts_are_copied(s3, bucket):
    source = os.urandom(6 * MIB)
    s3.put_object(Bucket=bucket, Key="source", Body=source)
    upload = s3.create_multipart_upload(Bucket=bucket, Key="a")["UploadId"]
    done = []
    for number, asked in enumerate((f"bytes=0-{5 * MIB - 1}", "bytes=5-14"), 1):
        copied = s3.upload_part_copy(
            Bucket=bucket, Key="a", UploadId=upload, PartNumber=number, CopySource=f"{bucket}/source",
            CopySourceRange=asked,
        )
        done.append({"PartNumber": number, "ETag": copied["CopyPartResult"]["ETag"]})
    s3.complete_multipart_upload(Bucket=bucket, Key="a", UploadId=upload, MultipartUpload={"Parts": done})
    assert s3.get_object(Bucket=bucket, Key="a")["Body"].read() == source[: 5 * MIB] + source[5:15]


# Buckets and their settings


def test_names_of_buckets(s3, server):
    for name in ("ab", "A-b-c", "a..b", "1.2.3.4", "-abc", "abc-", "xn--abc", "a" * 64, "a_b"):
        status, _, content = raw(server, "PUT", f"/{name}")
        assert status == 400 and b"<Code>InvalidBucketName</Code>" in content, (name, content)
        assert f"<BucketName>{name}</BucketName>".encode() in content


def test_buckets_are_made_and_removed(s3, bucket):
    s3.create_bucket(Bucket=bucket)
    assert s3.get_bucket_location(Bucket=bucket)["LocationConstraint"] is None
    assert bucket in [found["Name"] for found in s3.list_buckets()["Buckets"]]
    s3.put_object(Bucket=bucket, Key="a", Body=b"")
    with refused("BucketNotEmpty", 409):
        s3.delete_bucket(Bucket=bucket)
    with refused("NoSuchBucket", 404):
        s3.list_objects_v2(Bucket="there-is-no-such-bucket")
    with refused("404", 404):
        s3.head_bucket(Bucket="there-is-no-such-bucket")
    elsewhere = bucket + "-west"
    s3.create_bucket(Bucket=elsewhere, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    assert s3.get_bucket_location(Bucket=elsewhere)["LocationConstraint"] == "eu-west-1"
    assert s3.head_bucket(Bucket=elsewhere)["BucketRegion"] == "eu-west-1"
    with refused("BucketAlreadyOwnedByYou", 409):
        s3.create_bucket(Bucket=elsewhere, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    s3.delete_bucket(Bucket=elsewhere)


def test_what_terraform_reads_of_a_bucket(s3, bucket):
    for read, code in [
        (s3.get_bucket_policy, "NoSuchBucketPolicy"), (s3.get_bucket_cors, "NoSuchCORSConfiguration"),
        (s3.get_bucket_website, "NoSuchWebsiteConfiguration"),
        (s3.get_bucket_lifecycle_configuration, "NoSuchLifecycleConfiguration"),
        (s3.get_bucket_replication, "ReplicationConfigurationNotFoundError"),
        (s3.get_object_lock_configuration, "ObjectLockConfigurationNotFoundError"),
        (s3.get_bucket_tagging, "NoSuchTagSet"),
    ]:
        with refused(code, 404):
            read(Bucket=bucket)
    assert s3.get_bucket_acl(Bucket=bucket)["Grants"][0]["Permission"] == "FULL_CONTROL"
    assert "Status" not in s3.get_bucket_versioning(Bucket=bucket)
    assert "Status" not in s3.get_bucket_accelerate_configuration(Bucket=bucket)
    assert s3.get_bucket_request_payment(Bucket=bucket)["Payer"] == "BucketOwner"
    assert "LoggingEnabled" not in s3.get_bucket_logging(Bucket=bucket)
    rules = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rules[0]["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    assert s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]["BlockPublicPolicy"] is True
    ownership = s3.get_bucket_ownership_controls(Bucket=bucket)["OwnershipControls"]["Rules"]
    assert ownership == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    assert "LambdaFunctionConfigurations" not in s3.get_bucket_notification_configuration(Bucket=bucket)


def test_settings_are_kept(s3, bucket):
    tags = [{"Key": "team", "Value": "video"}]
    s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": tags})
    assert s3.get_bucket_tagging(Bucket=bucket)["TagSet"] == tags
    s3.delete_bucket_tagging(Bucket=bucket)
    with refused("NoSuchTagSet", 404):
        s3.get_bucket_tagging(Bucket=bucket)
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Suspended"})
    assert s3.get_bucket_versioning(Bucket=bucket)["Status"] == "Suspended"
    with refused("NotImplemented"):
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    open_to_all = {name: False for name in (
        "BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets",
    )}
    s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=open_to_all)
    assert s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"] == open_to_all
    s3.put_object_tagging(Bucket=put(s3, bucket, "a"), Key="a", Tagging={"TagSet": tags})
    assert s3.get_object_tagging(Bucket=bucket, Key="a")["TagSet"] == tags
    with refused("AccessControlListNotSupported", 400):
        s3.put_object(Bucket=bucket, Key="a", Body=b"", ACL="public-read")
    with refused("NotImplemented"):
        s3.put_object(Bucket=bucket, Key="a", Body=b"", ServerSideEncryption="aws:kms")


def put(s3, bucket, key):
    s3.put_object(Bucket=bucket, Key=key, Body=b"")
    return bucket


def test_a_public_policy_opens_a_bucket_that_lets_it(server, s3, bucket):
    s3.put_object(Bucket=bucket, Key="a", Body=b"public")
    policy = json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket}/*"},
    ]})
    with refused("AccessDenied", 403):
        s3.put_bucket_policy(Bucket=bucket, Policy=policy)
    s3.delete_public_access_block(Bucket=bucket)
    s3.put_bucket_policy(Bucket=bucket, Policy=policy)
    assert json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"]) == json.loads(policy)
    assert s3.get_bucket_policy_status(Bucket=bucket)["PolicyStatus"]["IsPublic"] is True
    with urllib.request.urlopen(f"{server.url}/{bucket}/a", timeout=20) as answer:
        assert answer.read() == b"public"
    for path in (f"{bucket}/none", f"{bucket}?list-type=2"):
        with pytest.raises(urllib.error.HTTPError) as denied:
            urllib.request.urlopen(f"{server.url}/{path}", timeout=20)
        assert denied.value.code == 403
    with refused("MalformedPolicy", 400):
        s3.put_bucket_policy(Bucket=bucket, Policy=policy.replace(bucket, "another"))
    with refused("MalformedPolicy", 400):
        s3.put_bucket_policy(Bucket=bucket, Policy="{")


# Presigned URLs


@pytest.mark.parametrize("style", ["path", "virtual"])
@pytest.mark.parametrize("version", ["s3", "s3v4"])
def test_presigned_urls_by_both_versions(server, bucket, version, style):
    address = urllib.parse.urlsplit(server.url)
    host = address.netloc if style == "path" else f"s3.localhost:{address.port}"
    signer = boto3.client(
        "s3", endpoint_url=f"http://{host}", region_name="us-east-1",
        aws_access_key_id=server.environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=server.environment["AWS_SECRET_ACCESS_KEY"],
        config=botocore.config.Config(signature_version=version, s3={"addressing_style": style}),
    )

    def call(operation, method, body=None, headers=(), change=lambda path: path, **parameters):
        url = signer.generate_presigned_url(operation, Params={"Bucket": bucket, "Key": "ü b+c", **parameters})
        named = urllib.parse.urlsplit(url)
        assert named.netloc == (host if style == "path" else f"{bucket}.{host}")
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
        path = change(named.path) + "?" + named.query
        connection.request(method, path, body=body, headers={"Host": named.netloc, **dict(headers)})
        answer = connection.getresponse()
        return answer.status, answer.headers["Content-Type"], answer.read()

    assert call("put_object", "PUT", b"hello", {"Content-Type": "text/x"}, ContentType="text/x")[0] == 200
    assert call("get_object", "GET", ResponseContentType="image/png") == (200, "image/png", b"hello")
    status, _, content = call("get_object", "GET", change=lambda path: path + "d")
    assert status == 403 and b"<Code>SignatureDoesNotMatch</Code>" in content
    status, _, content = call("get_object", "DELETE")
    assert status == 403
    copied = {"x-amz-copy-source": f"/{bucket}/other"}
    status, _, content = call("put_object", "PUT", headers=copied)
    assert status == 403, "a header that was not signed would copy what the signer may read"
    if version == "s3v4":
        assert b"<HeadersNotSigned>x-amz-copy-source</HeadersNotSigned>" in content


# Notifications


def test_notifications_are_checked(s3, bucket):
    arn = "arn:aws:lambda:us-east-1:000000000000:function:missing"

    def notify(*rules, **others):
        s3.put_bucket_notification_configuration(
            Bucket=bucket, NotificationConfiguration={"LambdaFunctionConfigurations": list(rules), **others}
        )

    def rule(events, function=arn, **filters):
        key = {"FilterRules": [{"Name": name, "Value": value} for name, value in filters.items()]}
        return {"LambdaFunctionArn": function, "Events": events, "Filter": {"Key": key}}

    with refused("InvalidArgument", 400) as missing:
        notify(rule(["s3:ObjectCreated:*"]))
    assert missing.error["Message"] == "Unable to validate the following destination configurations"
    with refused("InvalidArgument", 400):
        notify(QueueConfigurations=[{"QueueArn": "arn:aws:sqs:us-east-1:000000000000:q", "Events": ["s3:ObjectCreated:*"]}])
    with refused("InvalidArgument", 400) as overlap:
        notify(rule(["s3:ObjectCreated:*"], prefix="a"), rule(["s3:ObjectCreated:Put"], prefix="ab"))
    assert "ambiguously defined" in overlap.error["Message"]
    with refused("InvalidArgument", 400):
        notify(rule(["s3:NoSuchEvent"]))
    with refused("InvalidArgument", 400):
        notify(rule(["s3:ObjectCreated:*"], middle="a"))
    assert "LambdaFunctionConfigurations" not in s3.get_bucket_notification_configuration(Bucket=bucket)
    s3.put_bucket_notification_configuration(
        Bucket=bucket, SkipDestinationValidation=True,
        NotificationConfiguration={"LambdaFunctionConfigurations": [rule(["s3:ObjectCreated:*"], prefix="in/", suffix=".mp4")]},
    )
    kept = s3.get_bucket_notification_configuration(Bucket=bucket)["LambdaFunctionConfigurations"][0]
    assert re.fullmatch("[0-9a-f]+", kept["Id"]) and kept["Events"] == ["s3:ObjectCreated:*"]
    assert {rule["Name"].lower(): rule["Value"] for rule in kept["Filter"]["Key"]["FilterRules"]} == {
        "prefix": "in/", "suffix": ".mp4",
    }
    notify()
    assert "LambdaFunctionConfigurations" not in s3.get_bucket_notification_configuration(Bucket=bucket)
