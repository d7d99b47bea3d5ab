"""Imports beside what others read the same files with, in turns of one run; medians.

usage: imports.py MUSTER BENCH_TABLES FOLDER   (FOLDER takes the made tables)

The NATO workbook is the publisher's own, where it is at hand; a whole process each. The made workbook (1.9 million cells)
and the made CSV (50 MB) are read and their figures parsed, with nothing kept.
"""
import glob
import os
import statistics
import subprocess
import sys
import time

PYTHON = "/usr/bin/python3"
OPENPYXL = ("import sys, openpyxl\nfor sheet in openpyxl.load_workbook(sys.argv[1]):\n"
            "    for row in sheet.iter_rows(values_only=True):\n        pass")
PANDAS = ("import sys, time, pandas\nbegin = time.perf_counter()\npandas.read_csv(sys.argv[1], skiprows=4)\n"
          "print('took', time.perf_counter() - begin)")


def run(command):
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return time.perf_counter() - begin, done.stdout


def peak(command):
    """The most memory that a command had, in MB."""
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.execv(command[0], command)
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        raise SystemExit(f"{command[0]} failed")
    return usage.ru_maxrss / 1024


def compare(title, ours, theirs, rounds, goal):
    times = [[], []]
    for _ in range(rounds):
        for at, measure in enumerate((ours, theirs)):
            times[at].append(measure())
    a, b = (statistics.median(t) for t in times)
    print(f"{title}: {a * 1e3:.1f} ms, theirs {b * 1e3:.1f} ms, ratio {b / a:.1f} (at least {goal})")


def main():
    muster, tables, folder = sys.argv[1:4]
    workbook, table = os.path.join(folder, "tables.xlsx"), os.path.join(folder, "table.csv")
    if not os.path.exists(table):
        subprocess.run([PYTHON, "-I", os.path.join(os.path.dirname(__file__), "make_tables.py"), workbook, table], check=True)

    sources = glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "shared", "sources", "nato", "*.xlsx"))
    if not sources:
        print("NATO workbook: skipped, the publisher's file is not here")
    for source in sources:
        for place in (folder, "/dev/shm"):
            ledger = os.path.join(place, f"muster-bench-{os.getpid()}.sqlite")

            def ours():
                for left in glob.glob(ledger + "*"):
                    os.remove(left)
                return run([muster, "import", source, "--ledger", ledger])[0]

            where = "in memory" if place == "/dev/shm" else "on the disk"
            compare(f"NATO workbook into a new ledger file {where}, whole process / openpyxl", ours,
                    lambda: run([PYTHON, "-c", OPENPYXL, source])[0], 9, 25)
            for left in glob.glob(ledger + "*"):
                os.remove(left)

    compare("1.9 million cells, whole process / openpyxl", lambda: run([tables, workbook])[0],
            lambda: run([PYTHON, "-c", OPENPYXL, workbook])[0], 3, 30)
    print(f"  memory at most {peak([tables, workbook]):.0f} MB (below 64)")
    compare("50 MB of CSV, without start / pandas.read_csv", lambda: float(run([tables, table])[1].split()[-2]),
            lambda: float(run([PYTHON, "-c", PANDAS, table])[1].split()[-1]), 5, 4)
    compare("50 MB of CSV, whole process / the same", lambda: run([tables, table])[0],
            lambda: run([PYTHON, "-c", PANDAS, table])[0], 5, 4)


main()
