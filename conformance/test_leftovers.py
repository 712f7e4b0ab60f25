"""What a server leaves: after `davit stop` nothing, after `kill -9` nothing once the next one is ready."""

import json
import os
import pathlib
import subprocess
import time

import pytest
from conftest import HOME, TRUST_LAMBDA, Server, eventually


def leftovers(data):
    """Everything on the machine that belongs to the server of this data folder."""
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            root = os.readlink(process / "root")
        except OSError:
            continue
        if data in command and "pytest" not in command or data in root:
            found.append(f"process {process.name}: {command}")
    found += [line for line in pathlib.Path("/proc/mounts").read_text().splitlines() if data in line or "davit" in line]
    found += [line for line in subprocess.run(["losetup", "-a"], capture_output=True, text=True).stdout.splitlines()
              if data in line]
    return found


def cgroups():
    return {str(path) for path in pathlib.Path("/sys/fs/cgroup").rglob("davit-*") if path.is_dir()}


@pytest.fixture
def own_server(tmp_path, server, actions_image):
    """A server of its own with a function that has the image of the shared one."""
    started = Server(str(tmp_path / "own")).start()
    image = started.command("build", str(HOME / "conformance/images/actions"), "--tag", "actions:latest").split()[-1]
    role = started.client("iam").create_role(RoleName="f", AssumeRolePolicyDocument=TRUST_LAMBDA)["Role"]["Arn"]
    lambda_ = started.client("lambda")
    lambda_.create_function(
        FunctionName="f", PackageType="Image", Code={"ImageUri": image}, Role=role, Timeout=60
    )
    lambda_.get_waiter("function_active_v2").wait(FunctionName="f", WaiterConfig={"Delay": 0.1})
    yield started
    started.run("stop")


def call(server, action, **event):
    return server.client("lambda").invoke(FunctionName="f", Payload=json.dumps({"action": action, **event}))


def test_stop_leaves_nothing(own_server):
    groups_before = cgroups()
    call(own_server, "echo")
    own_server.client("lambda").invoke(
        FunctionName="f", InvocationType="Event", Payload='{"action": "sleep", "seconds": 30}'
    )
    own_server.stop()
    assert leftovers(own_server.data) == []
    assert cgroups() <= groups_before
    assert own_server.run("stop").returncode == 0, "a second stop is no error"


def test_kill_leaves_nothing_once_the_next_is_ready(own_server):
    call(own_server, "echo")
    call(own_server, "fill_tmp", mib=10)
    before = set(leftovers(own_server.data))
    assert any("sandboxes/scratch" in line for line in before), "what is looked for is found"
    own_server.kill()
    own_server.start()

    # The next one has sandboxes of its own prepared.
    assert eventually(lambda: not before & set(leftovers(own_server.data)))
    assert json.loads(call(own_server, "list_tmp")["Payload"].read()) == [], "a new environment"
    own_server.stop()
    assert leftovers(own_server.data) == []
