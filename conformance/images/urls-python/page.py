"""A function at an address of its own: says what it was asked, or answers as the path names."""

import base64
import json
import time


def handler(event, context):
    path = event["rawPath"]
    if path == "/image":
        return {
            "statusCode": 201,
            "headers": {"Content-Type": "image/png", "X-Made-By": "page"},
            "cookies": ["a=1; Path=/", "b=2"],
            "body": base64.b64encode(bytes(range(256))).decode(),
            "isBase64Encoded": True,
        }
    if path == "/fail":
        raise ValueError("not for everybody")
    if path == "/slow":
        time.sleep(30)
    if path == "/big":
        return "x" * 6_300_000
    if path == "/length":
        body = base64.b64decode(event["body"]) if event["isBase64Encoded"] else event["body"].encode()
        return {"statusCode": 200, "body": json.dumps(len(body))}
    return event
