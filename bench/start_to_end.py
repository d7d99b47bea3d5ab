"""muster check from start to end, beside `python3 -S -c pass` and an empty program.

usage: start_to_end.py MUSTER [ARTICLE]

The three run in turn, so that a machine that slows down slows all of them; medians are printed.
"""
import os
import shutil
import statistics
import subprocess
import sys
import time

RUNS = 101


LIMIT_KB = 32 * 1024


def run(command):
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begin


def fits(command):
    """Does it run within 32 MB of address space? (The kernel's peak would count Python's own.)"""
    limited = ["sh", "-c", f'ulimit -v {LIMIT_KB} && exec "$@"', "sh", *command]
    return subprocess.run(limited, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode in (0, 1)


def main():
    muster = sys.argv[1]
    article = sys.argv[2] if len(sys.argv) > 2 else "examples/annual-report-2024.txt"
    python = os.path.realpath("/usr/bin/python3") if os.path.exists("/usr/bin/python3") else shutil.which("python3")
    commands = {
        "muster check": [muster, "check", article],
        "python3 -S -c pass": [python, "-S", "-c", "pass"],
        "an empty program": ["/bin/true"],
    }
    times = {name: [] for name in commands}
    for command in commands.values():
        run(command)  # warm
    for _ in range(RUNS):
        for name, command in commands.items():
            times[name].append(run(command))
    for name in commands:
        print(f"{name:20} {statistics.median(times[name]) * 1e3:7.2f} ms")
    base = statistics.median(times["python3 -S -c pass"])
    print(f"muster check / python3 -S -c pass: {statistics.median(times['muster check']) / base:.2f} (at most 1)")
    print(f"muster check within 32 MB of address space: {'yes' if fits(commands['muster check']) else 'NO'}")


main()
