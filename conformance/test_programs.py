"""The article's programs, unmodified: from nothing to a thumbnail, through a change of the handler, to nothing."""

import json
import re
import shutil

import pytest
from conftest import HOME, SHARED, eventually
from videos import video

PROGRAMS = SHARED / "programs"


@pytest.fixture(params=["typescript", "python"])
def program(request, tmp_path, server):
    """A copy of a program with the example's ./app beside it, as a user would have it; destroyed after the test."""
    if not PROGRAMS.is_dir():
        pytest.skip("the article's programs are not beside the project (../shared/programs)")
    folder = tmp_path / request.param
    shutil.copytree(PROGRAMS / request.param, folder, copy_function=shutil.copyfile)
    folder.chmod(0o755)
    shutil.copytree(HOME / "examples/thumbnailer/app", folder / "app")
    yield folder
    server.run("destroy", str(folder), "--stack", request.param, "--yes")


def up(server, program, *more, check=True):
    return server.run("up", str(program), "--stack", program.name, "--yes", *more) if not check else server.command(
        "up", str(program), "--stack", program.name, "--yes", *more
    )


def outputs(server, program):
    return json.loads(server.command("stack", "output", str(program), "--stack", program.name, "--json"))


def thumbnail_of(s3, bucket, key, path):
    s3.upload_file(str(path), bucket, key)
    wanted = re.sub(r"(_\d\d-\d\d)?\.mp4$", ".jpg", key)

    def look():
        found = s3.list_objects_v2(Bucket=bucket, Prefix=wanted).get("Contents", [])
        return [item["Key"] for item in found if item["Key"] == wanted]

    eventually(look, seconds=60)
    return s3.get_object(Bucket=bucket, Key=wanted)["Body"].read()


def function_name(lambda_, before):
    names = {function["FunctionName"] for function in lambda_.list_functions()["Functions"]}
    (name,) = names - before
    return name


def test_whole_life_of_the_thumbnailer(program, server, s3, lambda_, iam, logs):
    functions_before = {function["FunctionName"] for function in lambda_.list_functions()["Functions"]}
    buckets_before = {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]}
    ecr = server.client("ecr")
    repositories_before = {found["repositoryName"] for found in ecr.describe_repositories()["repositories"]}

    preview = server.command("preview", str(program), "--stack", program.name)
    assert "aws:lambda/function:Function" in preview or "aws:lambda:Function" in preview
    assert {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]} == buckets_before, "a preview changes nothing"

    shown = up(server, program)
    assert "bucketName" in shown
    bucket = outputs(server, program)["bucketName"]
    name = function_name(lambda_, functions_before)

    image = thumbnail_of(s3, bucket, "bunny_00-02.mp4", video("bigbuckbunny.mp4"))
    assert image[:3] == b"\xff\xd8\xff" and image[-2:] == b"\xff\xd9", "a JPEG"

    # Keys come percent-encoded in the event; the handler must get them back right.
    strange = "Ünter wegs + mehr/日本 video.mp4"
    assert thumbnail_of(s3, bucket, strange, video("bikes.mp4"))[:3] == b"\xff\xd8\xff"

    # Nothing changed: nothing is done.
    before = lambda_.get_function(FunctionName=name)
    second = up(server, program)
    assert "unchanged" in second
    assert lambda_.get_function(FunctionName=name)["Configuration"]["RevisionId"] == before["Configuration"]["RevisionId"]

    # A changed handler is a new image and an update of the function's code, nothing else.
    handler = program / "app/index.js"
    handler.write_text("console.log('edited handler');\n" + handler.read_text())
    up(server, program)
    after = lambda_.get_function(FunctionName=name)
    assert after["Configuration"]["CodeSha256"] != before["Configuration"]["CodeSha256"]
    assert after["Configuration"]["FunctionArn"] == before["Configuration"]["FunctionArn"]
    assert thumbnail_of(s3, bucket, "again_00-01.mp4", video("bikes.mp4"))[:3] == b"\xff\xd8\xff"

    def says_edited():
        found = logs.filter_log_events(logGroupName=f"/aws/lambda/{name}", filterPattern='"edited handler"')
        return found["events"]

    assert eventually(says_edited)

    # A video that is none: the function fails, and says so in its log.
    s3.put_object(Bucket=bucket, Key="none.mp4", Body=b"this is no video")

    def says_failed():
        found = logs.filter_log_events(logGroupName=f"/aws/lambda/{name}", filterPattern="ERROR")
        return found["events"]

    assert eventually(says_failed)

    # Without its policy the function may not read the video.
    role_name = lambda_.get_function(FunctionName=name)["Configuration"]["Role"].rsplit("/", 1)[1]
    iam.detach_role_policy(RoleName=role_name, PolicyArn="arn:aws:iam::aws:policy/AWSLambdaExecute")
    event = {"Records": [{"s3": {"bucket": {"name": bucket}, "object": {"key": "again_00-01.mp4"}}}]}
    refused = lambda_.invoke(FunctionName=name, Payload=json.dumps(event))
    payload = json.loads(refused["Payload"].read())
    assert refused["FunctionError"] == "Unhandled"
    assert "AccessDenied" in json.dumps(payload) or "is not authorized to perform: s3:GetObject" in json.dumps(payload)

    # What was changed behind the program's back is mended after a refresh.
    server.command("refresh", str(program), "--stack", program.name, "--yes")
    up(server, program)
    attached = iam.list_attached_role_policies(RoleName=role_name)["AttachedPolicies"]
    assert [policy["PolicyName"] for policy in attached] == ["AWSLambdaExecute"]

    # A bucket with objects is not destroyed; AWS's error names it, and the rest of the state is kept.
    refused = server.run("destroy", str(program), "--stack", program.name, "--yes")
    assert refused.returncode == 1
    assert "BucketNotEmpty" in refused.stdout + refused.stderr

    for found in s3.list_objects_v2(Bucket=bucket)["Contents"]:
        s3.delete_object(Bucket=bucket, Key=found["Key"])
    server.command("destroy", str(program), "--stack", program.name, "--yes")
    assert {function["FunctionName"] for function in lambda_.list_functions()["Functions"]} == functions_before
    assert {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]} == buckets_before
    assert {found["repositoryName"] for found in ecr.describe_repositories()["repositories"]} == repositories_before
    assert role_name not in {role["RoleName"] for role in iam.list_roles()["Roles"]}


def test_invalid_dockerfile_names_resource_and_builder_error_and_next_up_goes_on(program, server, s3):
    if program.name != "typescript":
        pytest.skip("one language is enough: the engine builds")
    dockerfile = program / "app/Dockerfile"
    good = dockerfile.read_text()
    dockerfile.write_text(good + "\nRUNN nothing\n")
    failed = up(server, program, check=False)
    said = failed.stdout + failed.stderr
    assert failed.returncode == 1
    assert "image" in said and "RUNN" in said.upper()

    kept = json.loads(server.command("stack", "export", str(program), "--stack", program.name))
    types = {resource["type"] for resource in kept["deployment"]["resources"]}
    assert "aws:ecr/repository:Repository" in types, "what was done is kept"

    dockerfile.write_text(good)
    up(server, program)
    assert outputs(server, program)["bucketName"]


def test_program_that_fails_shows_its_own_error(server, tmp_path):
    (tmp_path / "Pulumi.yaml").write_text("name: broken\nruntime: python\n")
    (tmp_path / "requirements.txt").write_text("pulumi>=3,<4\n")
    (tmp_path / "__main__.py").write_text("raise RuntimeError('the cat is away')\n")
    failed = server.run("up", str(tmp_path), "--stack", "dev", "--yes")
    assert failed.returncode == 1
    assert "the cat is away" in failed.stdout + failed.stderr


def test_folder_without_a_program(server, tmp_path):
    failed = server.run("up", str(tmp_path), "--stack", "dev", "--yes")
    assert failed.returncode == 1
    assert len((failed.stdout + failed.stderr).strip().splitlines()) == 1
    assert "Pulumi.yaml" in failed.stderr
