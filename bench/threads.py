"""How a stream scales: one thread and two in turn, medians and their ratio.

usage: threads.py MUSTER CORPUS.jsonl
"""
import os
import statistics
import subprocess
import sys
import time

ROUNDS = 7


def seconds(muster, corpus, threads):
    begin = time.perf_counter()
    subprocess.run([muster, "check", "--jsonl", "--threads", str(threads), corpus], stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begin


def main():
    muster, corpus = sys.argv[1], sys.argv[2]
    megabytes = os.path.getsize(corpus) / 1e6
    times = {1: [], 2: []}
    for _ in range(ROUNDS):
        for threads in times:
            times[threads].append(seconds(muster, corpus, threads))
    one, two = (statistics.median(times[n]) for n in (1, 2))
    print(f"muster check --jsonl, {megabytes:.0f} MB: one thread {megabytes / one:.0f} MB/s, "
          f"two {megabytes / two:.0f} MB/s, {one / two:.2f} times one")


main()
