"""The registry by the clients that people have: buildah and skopeo."""

import base64
import json
import subprocess
import urllib.error
import urllib.request

import pytest
from conftest import eventually


@pytest.fixture(scope="module")
def repository(server):
    ecr = server.client("ecr")
    uri = ecr.create_repository(repositoryName="tests/pushed")["repository"]["repositoryUri"]
    yield uri
    ecr.delete_repository(repositoryName="tests/pushed", force=True)


@pytest.fixture(scope="module")
def login(server):
    """The user and password of GetAuthorizationToken, as `USER:PASSWORD`."""
    token = server.client("ecr").get_authorization_token()["authorizationData"][0]["authorizationToken"]
    return base64.b64decode(token).decode()


@pytest.fixture(scope="module")
def layout(tmp_path_factory):
    """An OCI layout of one small image, made without any registry."""
    folder = tmp_path_factory.mktemp("layout")
    root = tmp_path_factory.mktemp("root")
    (root / "hello").write_text("hello")
    run("tar", "-C", root, "-cf", folder / "layer.tar", ".")
    storage = ["--root", folder / "storage", "--runroot", folder / "run", "--storage-driver", "vfs"]
    container = run("buildah", *storage, "from", "scratch").strip()
    run("buildah", *storage, "add", container, folder / "layer.tar", "/")
    run("buildah", *storage, "config", "--cmd", "hello", container)
    run("buildah", *storage, "commit", container, f"oci:{folder}/image:latest")
    run("buildah", *storage, "rm", container)
    return f"oci:{folder}/image:latest"


def run(*words, check=True):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=300)
    if check and done.returncode != 0:
        raise AssertionError(f"{words}: {done.stderr}")
    return done.stdout if check else done


def test_push_and_pull(server, repository, login, layout, tmp_path):
    run("skopeo", "copy", "--dest-creds", login, "--dest-tls-verify=false", layout, f"docker://{repository}:v1")

    pushed = json.loads(
        run("skopeo", "inspect", "--raw", "--creds", login, "--tls-verify=false", f"docker://{repository}:v1")
    )
    images = server.client("ecr").describe_images(repositoryName="tests/pushed")["imageDetails"]
    assert [image["imageTags"] for image in images] == [["v1"]]
    assert images[0]["imageSizeInBytes"] >= pushed["layers"][0]["size"]

    run(
        "skopeo", "copy", "--src-creds", login, "--src-tls-verify=false", f"docker://{repository}:v1",
        f"dir:{tmp_path}/pulled",
    )
    assert json.loads((tmp_path / "pulled/manifest.json").read_text()) == pushed


def test_wrong_password_is_refused(server):
    """Clients on the loopback address need no password, but one that they send must be right."""
    wrong = base64.b64encode(b"AWS:wrong").decode()
    request = urllib.request.Request(server.url + "/v2/", headers={"Authorization": f"Basic {wrong}"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=20)
    assert refused.value.code == 401
    assert refused.value.headers["www-authenticate"].startswith("Basic realm=")


def test_repository_that_does_not_exist(server, login, layout):
    host = server.url.removeprefix("http://")
    refused = run(
        "skopeo", "copy", "--dest-creds", login, "--dest-tls-verify=false", layout, f"docker://{host}/no/such:x",
        check=False,
    )
    assert refused.returncode != 0
    assert "does not exist in the registry" in refused.stderr


def test_image_of_another_architecture_is_refused(server, lambda_, role, repository, login, layout):
    run("skopeo", "copy", "--dest-creds", login, "--dest-tls-verify=false", layout, f"docker://{repository}:amd")
    with pytest.raises(lambda_.exceptions.InvalidParameterValueException):
        lambda_.create_function(
            FunctionName="wrong-architecture",
            PackageType="Image",
            Code={"ImageUri": f"{repository}:amd"},
            Role=role,
            Architectures=["arm64"],
        )
    assert "wrong-architecture" not in {f["FunctionName"] for f in lambda_.list_functions()["Functions"]}


def test_image_that_is_not_there(lambda_, role, repository):
    with pytest.raises(lambda_.exceptions.InvalidParameterValueException) as refused:
        lambda_.create_function(
            FunctionName="no-image",
            PackageType="Image",
            Code={"ImageUri": f"{repository}:missing"},
            Role=role,
        )
    assert "Source image" in refused.value.response["Error"]["Message"]
    assert "does not exist" in refused.value.response["Error"]["Message"]


def test_invalid_dockerfile_shows_the_builders_error(server, tmp_path):
    (tmp_path / "Dockerfile").write_text("FROM scratch\nRUNN x\n")
    failed = server.run("build", str(tmp_path), "--tag", "invalid")
    assert failed.returncode == 1
    assert "RUNN" in (failed.stdout + failed.stderr).upper()


def test_unchanged_context_is_not_built_again(server, tmp_path):
    (tmp_path / "Dockerfile").write_text("FROM scratch\nCOPY file /file\n")
    (tmp_path / "file").write_text("1")
    first = server.command("build", str(tmp_path), "--tag", "small").split()[-1]
    assert server.command("build", str(tmp_path), "--tag", "small").split()[-1] == first
    assert "@sha256:" in first
    (tmp_path / "file").write_text("2")
    assert server.command("build", str(tmp_path), "--tag", "small").split()[-1] != first
