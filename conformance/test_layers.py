"""Layers of functions, by boto3 with real runtimes."""

import base64
import hashlib
import urllib.request
import uuid

import pytest
from test_zip import BOOTSTRAP, archive, call, refused, updated, zipped  # noqa: F401

EXECUTABLE = 0o100755


@pytest.fixture
def layer(lambda_):
    """Publishes versions of a new layer; they are deleted after the test."""
    name = "l-" + uuid.uuid4().hex[:10]
    made = []

    def publish(content, **settings):
        version = lambda_.publish_layer_version(LayerName=name, Content={"ZipFile": content}, **settings)
        made.append(version["Version"])
        return version

    yield publish
    for number in made:
        lambda_.delete_layer_version(LayerName=name, VersionNumber=number)


def test_versions_count_on_and_are_listed_by_what_they_fit(lambda_, layer):
    content = archive({"python/greeting.py": "WORD = 'hello'"})
    first = layer(content, CompatibleRuntimes=["python3.13"], CompatibleArchitectures=["x86_64"], Description="one")
    name = first["LayerArn"].split(":")[-1]
    second = layer(archive({"a": "b"}), CompatibleRuntimes=["nodejs22.x"], LicenseInfo="MIT")

    assert (first["Version"], second["Version"]) == (1, 2)
    assert first["LayerVersionArn"] == first["LayerArn"] + ":1"
    assert first["Content"]["CodeSha256"] == base64.b64encode(hashlib.sha256(content).digest()).decode()
    assert urllib.request.urlopen(first["Content"]["Location"]).read() == content
    listed = lambda_.list_layer_versions(LayerName=name)["LayerVersions"]
    assert [each["Version"] for each in listed] == [2, 1]
    fitting = lambda_.list_layer_versions(
        LayerName=name, CompatibleRuntime="python3.13", CompatibleArchitecture="x86_64"
    )["LayerVersions"]
    assert [each["Version"] for each in fitting] == [1]
    found = {each["LayerName"]: each["LatestMatchingVersion"]["Version"] for each in lambda_.list_layers()["Layers"]}
    assert found[name] == 2
    shown = lambda_.get_layer_version_by_arn(Arn=first["LayerVersionArn"])
    assert (shown["Description"], shown["CompatibleRuntimes"]) == ("one", ["python3.13"])
    lambda_.delete_layer_version(LayerName=name, VersionNumber=2)
    assert layer(content)["Version"] == 3


def test_layers_are_merged_in_their_order_and_stay_with_the_function(lambda_, layer, zipped):  # noqa: F811
    other = "o-" + uuid.uuid4().hex[:10]
    below = layer(archive({"python/greeting.py": "WORD = 'below'", "python/below.py": "WORD = 'below'"}))
    above = lambda_.publish_layer_version(
        LayerName=other, Content={"ZipFile": archive({"python/greeting.py": "WORD = 'above'"})}
    )
    code = archive(
        {"index.py": "import greeting, below, os\ndef handler(e, c): return [greeting.WORD, below.WORD, os.getcwd()]"}
    )
    arns = [below["LayerVersionArn"], above["LayerVersionArn"]]
    name = zipped(code, Layers=arns)
    for version in (below, above):
        layer_name, number = version["LayerVersionArn"].split(":")[-2:]
        lambda_.delete_layer_version(LayerName=layer_name, VersionNumber=int(number))

    assert call(lambda_, name) == ["above", "below", "/var/task"]
    shown = lambda_.get_function_configuration(FunctionName=name)["Layers"]
    assert [each["Arn"] for each in shown] == arns
    message = refused(
        "InvalidParameterValueException", lambda_.update_function_configuration, FunctionName=name, Layers=arns[:1]
    )
    assert message == f"Layer version {arns[0]} does not exist."
    lambda_.update_function_configuration(FunctionName=name, Layers=[])
    updated(lambda_, name)
    assert call(lambda_, name)["errorType"] == "Runtime.ImportModuleError"


def test_a_runtime_of_ones_own_comes_with_the_code_or_a_layer(lambda_, layer, zipped):  # noqa: F811
    bootstrap = archive({"bootstrap": BOOTSTRAP}, {"bootstrap": EXECUTABLE})
    own = zipped(bootstrap, runtime="provided.al2023", handler="any")
    assert call(lambda_, own, {"a": 1}) == {"got": {"a": 1}}

    version = layer(bootstrap)
    of_layer = zipped(
        archive({"data": "x"}), runtime="provided.al2", handler="any", Layers=[version["LayerVersionArn"]]
    )
    assert call(lambda_, of_layer, [2]) == {"got": [2]}
    nothing = zipped(archive({"data": "x"}), runtime="provided.al2023", handler="any")
    assert call(lambda_, nothing)["errorType"] == "Runtime.InvalidEntrypoint"


def test_a_version_has_a_policy(lambda_, layer):
    version = layer(archive({"a": "b"}))
    of = {"LayerName": version["LayerArn"], "VersionNumber": 1}
    added = lambda_.add_layer_version_permission(
        **of, StatementId="s", Action="lambda:GetLayerVersion", Principal="123456789012"
    )
    policy = lambda_.get_layer_version_policy(**of)
    assert version["LayerVersionArn"] in policy["Policy"]
    assert policy["RevisionId"] == added["RevisionId"]
    refused("PreconditionFailedException", lambda_.remove_layer_version_permission, **of, StatementId="s", RevisionId="x")
    lambda_.remove_layer_version_permission(**of, StatementId="s")
    refused("ResourceNotFoundException", lambda_.get_layer_version_policy, **of)


def test_layers_count_for_the_unzipped_size(lambda_, layer, zipped):  # noqa: F811
    version = layer(archive({"zeros": bytes(200_000_000)}))
    name = zipped(archive({"index.py": "def handler(e, c): return 1"}), Layers=[version["LayerVersionArn"]])
    assert call(lambda_, name) == 1
    message = refused(
        "InvalidParameterValueException",
        lambda_.update_function_code,
        FunctionName=name,
        ZipFile=archive({"zeros": bytes(70_000_000)}),
    )
    assert message == "Unzipped size must be smaller than 262144000 bytes"
