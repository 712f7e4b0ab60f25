# Runs a Pulumi program: MONITOR PROJECT STACK ORGANIZATION ROOT PARALLEL DRY_RUN PROGRAM
import asyncio
import os
import runpy
import sys
import threading

import pulumi.runtime
from pulumi.runtime.stack import run_in_stack

# Davit holds the other end of standard input: when it ends, however it ends, so does the program.
parent = os.dup(0)
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
threading.Thread(target=lambda: os.read(parent, 1) or os._exit(1), daemon=True).start()

monitor, project, stack, organization, root, parallel, dry_run, program = sys.argv[1:9]
sys.argv = [program]
sys.path.insert(0, os.getcwd())
pulumi.runtime.configure(pulumi.runtime.Settings(
    project, stack, monitor=monitor, engine=monitor, parallel=int(parallel), dry_run=dry_run == "true",
    organization=organization, root_directory=root))
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
try:
    loop.run_until_complete(run_in_stack(lambda: runpy.run_path(program, run_name="__main__")))
except pulumi.RunError as e:
    pulumi.log.error(str(e))
    sys.exit(1)
