"""`./davit demo`, as a newcomer runs it."""

import json
import os
import pathlib
import subprocess

from conftest import DAVIT
from videos import video


def demo(data, *more):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
    return subprocess.run(
        [DAVIT, "demo", "--data", str(data), *more],
        capture_output=True, text=True, timeout=900, env=environment, stdin=subprocess.DEVNULL,
    )


def test_demo_makes_a_thumbnail_twice(tmp_path):
    for _ in range(2):
        done = demo(tmp_path / "data")
        assert done.returncode == 0, done.stdout + done.stderr
        word, _, path = done.stdout.strip().splitlines()[-1].partition(": ")
        assert word == "thumbnail"
        assert pathlib.Path(path).read_bytes()[:3] == b"\xff\xd8\xff"
    assert "No server runs" in subprocess.run(
        [DAVIT, "stop", "--data", str(tmp_path / "data")], capture_output=True, text=True, timeout=60
    ).stdout, "the demo ends the server that it started"


def test_demo_with_a_video_of_ones_own(tmp_path):
    own = tmp_path / "my bikes_00-01.mp4"
    own.write_bytes(video("bikes.mp4").read_bytes())
    done = demo(tmp_path / "data", "--video", str(own), "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    shown = json.loads(done.stdout)
    assert pathlib.Path(shown["thumbnail"]).read_bytes()[:3] == b"\xff\xd8\xff"


def test_demo_with_a_video_that_is_none(tmp_path):
    own = tmp_path / "text.mp4"
    own.write_text("no video")
    done = demo(tmp_path / "data", "--video", str(own))
    assert done.returncode == 1
    assert "text.mp4" in done.stderr
    missing = demo(tmp_path / "data", "--video", str(tmp_path / "none.mp4"))
    assert missing.returncode == 1
    assert len(missing.stderr.strip().splitlines()) == 1 and "none.mp4" in missing.stderr
