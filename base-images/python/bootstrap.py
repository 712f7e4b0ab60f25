"""Starts the Runtime Interface Client: the function's own modules come first, then layers, then the image's."""

import os
import sys

RUNTIME = os.path.dirname(os.path.abspath(__file__))

sys.path.remove(RUNTIME)
sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
sys.path[1:1] = ["/opt/python/lib/python3.13/site-packages", "/opt/python"]
sys.path.append(RUNTIME)

from awslambdaric.__main__ import main  # noqa: E402

main(sys.argv)
