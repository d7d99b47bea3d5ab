"""muster check from start to end, beside `python3 -S -c pass` and an empty program.

usage: start_to_end.py MUSTER [ARTICLE]

The three run in turn, so that a machine that slows down slows all of them; medians are printed.
"""
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time

RUNS = 101


def run(command):
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - begin, usage.ru_maxrss


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
    peak = {name: 0 for name in commands}
    for command in commands.values():
        run(command)  # warm
    for _ in range(RUNS):
        for name, command in commands.items():
            seconds, memory = run(command)
            times[name].append(seconds)
            peak[name] = max(peak[name], memory)
    for name in commands:
        print(f"{name:20} {statistics.median(times[name]) * 1e3:7.2f} ms   peak {peak[name] / 1024:6.1f} MB")
    base = statistics.median(times["python3 -S -c pass"])
    print(f"muster check / python3 -S -c pass: {statistics.median(times['muster check']) / base:.2f} (at most 1)")
    if resource.getpagesize() and peak["muster check"] > 32 * 1024:
        sys.exit("muster check uses more than 32 MB")


main()
