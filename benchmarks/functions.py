"""Prints what the control plane costs when there are many functions, each with many versions."""

import argparse
import contextlib
import pathlib
import shutil
import statistics
import tempfile
import time

from invocation import Davit, Programs


def timed(times, call, **arguments):
    began = time.monotonic()
    answer = call(**arguments)
    times.append((time.monotonic() - began) * 1000)
    return answer


def row(what, times):
    ordered = sorted(times)
    print(f"| {what} | {statistics.median(ordered):.1f} | {ordered[len(ordered) * 99 // 100]:.1f} | {len(ordered)} |", flush=True)


def fill(davit, image, functions, versions):
    """Makes them; prints the times of the calls."""
    create, update, publish = [], [], []
    for number in range(functions):
        name = f"f{number:05}"
        timed(
            create,
            davit.lambda_.create_function,
            FunctionName=name,
            PackageType="Image",
            Code={"ImageUri": image},
            Role=davit.role,
        )
        davit.lambda_.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 0.002})
        for version in range(versions):
            timed(update, davit.lambda_.update_function_configuration, FunctionName=name, Description=str(version))
            davit.lambda_.get_waiter("function_updated_v2").wait(FunctionName=name, WaiterConfig={"Delay": 0.002})
            timed(publish, davit.lambda_.publish_version, FunctionName=name)
    row("CreateFunction", create)
    row("UpdateFunctionConfiguration", update)
    row("PublishVersion", publish)


def pages(davit, **arguments):
    """The times of all pages of ListFunctions."""
    times, marker = [], {}
    while True:
        answer = timed(times, davit.lambda_.list_functions, MaxItems=50, **arguments, **marker)
        if "NextMarker" not in answer:
            return times
        marker = {"Marker": answer["NextMarker"]}


def memory(davit):
    status = pathlib.Path(f"/proc/{davit.server.pid()}/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmRSS")).split()[1]) / 1024


def main():
    parser = argparse.ArgumentParser(prog="benchmarks/functions", description=__doc__)
    parser.add_argument("--functions", type=int, default=1000)
    parser.add_argument("--versions", type=int, default=10, help="of each function")
    arguments = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="davit-benchmark-")
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        davit = stack.enter_context(Davit(folder, Programs(folder)))
        davit.create_native()
        image = davit.lambda_.get_function(FunctionName="native")["Code"]["ImageUri"]
        print("\n| call | p50 ms | p99 ms | calls |\n| --- | --- | --- | --- |")
        fill(davit, image, arguments.functions, arguments.versions)
        for _ in range(2):
            row("ListFunctions, a page of 50", pages(davit))
            row("the same with all versions", pages(davit, FunctionVersion="ALL"))
        print(f"\nmemory of the server: {memory(davit):.0f} MiB")
        davit.server.stop()
        began = time.monotonic()
        davit.server.start()
        print(f"\nstart with all of them: {time.monotonic() - began:.2f} s, then {memory(davit):.0f} MiB")


if __name__ == "__main__":
    main()
