"""Doubling a hostile input at most doubles the time: texts and pages made to make the rules work hard.

usage: hostile.py MUSTER

Each shape is checked at half a megabyte and at a whole one, in turn, three times; the ratio of the
medians is printed. A start of the program is taken off both.
"""
import statistics
import subprocess
import sys
import time

LEAD = "NATO allies spend 2% of GDP on defence. "
SHAPES = {
    "digits": "1234567890",
    "country names": "Poland, Estonia and Latvia, ",
    "parentheses": "(((()",
    "one word": "allies ",
    "percentages": "2% of GDP 3.4% ",
    "money": "$1.3 trillion (€1.1 trillion) ",
    "quotation marks": "\"' ",
    "offices": "Secretary General Mark Rutte, ",
    "empty lines": "a\n\n",
    "claims": "Poland spent 4.07% of GDP on defence in 2024. ",
}
PAGES = {"nested elements": ("<div>", "</div>", 2500), "unclosed elements": ("<b><i>", "", None), "paragraphs": ("<p>text</p>", "", None)}


def seconds(muster, data):
    begin = time.perf_counter()
    subprocess.run([muster, "check", "--format", "json", "--date", "2025-05-02", "-"], input=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begin


def ratio(muster, make):
    start = min(seconds(muster, b"x") for _ in range(5))
    times = {size: [] for size in (500_000, 1_000_000)}
    for _ in range(3):
        for size, measured in times.items():
            measured.append(max(seconds(muster, make(size)) - start, 1e-4))
    half, whole = (statistics.median(times[size]) for size in times)
    return half, whole


def main():
    muster = sys.argv[1]
    cases = {name: lambda size, s=shape: (LEAD + s * (size // len(s.encode()))).encode() for name, shape in SHAPES.items()}
    for name, (opening, closing, most) in PAGES.items():
        cases["page: " + name] = lambda size, o=opening, c=closing, m=most: ("<!DOCTYPE html>" + LEAD + (o * min(m or size, size // len(o)) + "x" + c * min(m or size, size // len(o))) * (max(1, size // (m * 11)) if m else 1)).encode()
    for name, make in cases.items():
        half, whole = ratio(muster, make)
        print(f"{name:28} {half * 1e3:8.1f} ms  {whole * 1e3:8.1f} ms   ratio {whole / half:.2f}")


main()
