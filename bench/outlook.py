"""The projection's model with numpy, vectorised over allies and paths, beside the engine.

  outlook.py BENCH_OUTLOOK [PATHS]

The same model as bench/outlook.cc: growth, prices and share of 32 allies over 15 years, what is spent,
the sum, who is at 3.5%; once without and once with the quantiles of share and spending. In turns with
the engine, as ratios.
"""
import re
import subprocess
import sys
import time

import numpy as np

ALLIES, YEARS = 32, 15
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def block(rng, paths, keep):
    """One block of paths: yields share and spending of each year."""
    n = rng.standard_normal
    mean_growth, mean_price = 0.004 * n((ALLIES, paths)), 0.003 * n((ALLIES, paths))
    drift, off = 0.03 * n((ALLIES, paths)), 0.06 * n((ALLIES, paths))
    spread = 2 / 63
    root = np.maximum(1 - spread + n((ALLIES, paths)) * np.sqrt(spread), 0.1)
    wide = np.minimum(root**-1.5, 3.0)
    gdp, price = np.full((ALLIES, paths), 1e12), np.ones((ALLIES, paths))
    growth, inflation = np.zeros((ALLIES, paths)), np.zeros((ALLIES, paths))
    for t in range(YEARS):
        z = n((3, paths))
        f0, f1, f2 = z[0], -0.2 * z[0] + 0.98 * z[1], 0.1 * z[0] + 0.05 * z[1] + 0.99 * z[2]
        e = n((3, ALLIES, paths))
        growth = 0.3 * growth + 0.015 * e[0] + 0.02 * f0
        gdp += gdp * (0.02 + mean_growth + growth)
        shock = -0.01 * e[0] + 0.06 * e[1] + 0.04 * f1
        drift *= 0.75
        off += drift + shock
        drift += 0.15 * shock
        inflation = 0.5 * inflation + 0.001 * e[0] + 0.002 * e[1] + 0.01 * e[2] + 0.01 * f2
        price += price * (0.025 + mean_price + inflation)
        share = 12 / (1 + np.exp(-(-1.5 + 0.01 * t + wide * off)))
        spent = share * gdp * 0.01
        total, meeting = spent.sum(axis=0), (share >= 3.495).sum(axis=0)
        spending = spent * price
        if keep is not None:
            keep[0][t], keep[1][t] = share, spending
    return total, meeting


def numpy_seconds(generator, paths, quantiles):
    """Seconds a path-step; blocks of 2,000 paths, which fit the cache best."""
    rng = np.random.Generator(generator(1))
    size = 2000
    begin = time.perf_counter()
    for _ in range(paths // size):
        keep = np.empty((2, YEARS, ALLIES, size)) if quantiles else None
        block(rng, size, keep)
        if quantiles:
            np.quantile(keep, QUANTILES, axis=-1)
    return (time.perf_counter() - begin) / (paths // size * size * ALLIES * YEARS)


def engine_seconds(bench, paths, threads):
    out = subprocess.run([bench, str(paths), str(threads)], capture_output=True, text=True, check=True).stdout
    print(out, end="")
    return 1e-6 / float(re.search(r"engine +([\d.]+)", out).group(1))


def main():
    bench, paths = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    ours = {threads: engine_seconds(bench, paths, threads) for threads in (1, 2)}
    for generator in (np.random.PCG64, np.random.SFC64):
        for quantiles in (False, True):
            theirs = sorted(numpy_seconds(generator, 20_000, quantiles) for _ in range(3))[1]
            what = "with quantiles" if quantiles else "without quantiles"
            print(f"numpy {np.__version__} {generator.__name__}, {what}: {1e-6 / theirs:.1f} million path-steps a second; "
                  f"engine {theirs / ours[1]:.1f} times as fast on one core, {theirs / ours[2]:.1f} on two")


main()
