"""The as-of lookups of bench_lookups in pandas: a million made-up observations, one figure and 32 areas as known on a day.

usage: lookups.py
"""
import time

import numpy
import pandas

MEASURES, AREAS, YEARS, VINTAGES = 16, 250, 25, 10
QUESTIONS = 300


def main():
    shape = (MEASURES, AREAS, YEARS, VINTAGES)
    index = numpy.indices(shape).reshape(4, -1)
    frame = pandas.DataFrame({"measure": index[0], "area": index[1], "year": index[2], "published": index[3] * 97,
                              "value": numpy.arange(index.shape[1], dtype=float)})
    frame = frame.set_index(["measure", "area", "year", "published"]).sort_index()["value"]
    drawn = numpy.random.default_rng(1)
    asked = [(int(drawn.integers(MEASURES)), int(drawn.integers(AREAS)), int(drawn.integers(YEARS)), int(drawn.integers(VINTAGES * 97)))
             for _ in range(QUESTIONS)]
    begin = time.perf_counter()
    total = 0.0
    for measure, area, year, day in asked:
        cell = frame.loc[(measure, area, year)]
        total += cell.iloc[cell.index.searchsorted(day, side="right") - 1]
    point = (time.perf_counter() - begin) / QUESTIONS
    members = list(range(32))
    begin = time.perf_counter()
    for measure, _, year, day in asked:
        cells = frame.loc[(measure, members, year)]
        known = cells[cells.index.get_level_values("published") <= day]
        total += known.groupby(level="area").last().sum()
    section = (time.perf_counter() - begin) / QUESTIONS
    print(f"pandas, {len(frame)} observations: point {point * 1e9:.0f} ns, 32 members {section * 1e9:.0f} ns")


main()
