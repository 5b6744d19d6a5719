"""What NumPy and SciPy find about the same tenders: weights drawn at random, and the least move of weights by linear programming.

Reads an order as JSON from a file and prints what each took and answered as JSON.
"""

import json
import platform
import sys
import time

import numpy
import scipy
from scipy.optimize import linprog

with open(sys.argv[1], encoding="utf-8") as asked_file:
    order = json.load(asked_file)
CHUNK = 20_000


def acceptability(shares, draws, seed):
    """How often each bid wins when weights are drawn at random, all equally likely."""
    generator = numpy.random.default_rng(seed)
    columns = shares.shape[1]
    wins = numpy.zeros(shares.shape[0], dtype=numpy.int64)
    turned = numpy.ascontiguousarray(shares.T)
    for first in range(0, draws, CHUNK):
        weights = generator.standard_exponential((min(CHUNK, draws - first), columns))
        wins += numpy.bincount((weights @ turned).argmax(axis=1), minlength=len(wins))
    return (wins / draws).tolist()


def least_move(weights, lead):
    """The smallest sum of sizes of moves, the sum of weights unchanged, by which the lead is gone; None where there is none."""
    count = len(weights)
    lead = lead / numpy.abs(lead).max()
    level = numpy.concatenate([lead, -lead])
    found = linprog(
        numpy.ones(2 * count),
        A_ub=numpy.vstack([level, numpy.hstack([-numpy.eye(count), numpy.eye(count)])]),
        b_ub=numpy.concatenate([[-(lead @ weights)], weights]),
        A_eq=numpy.concatenate([numpy.ones(count), -numpy.ones(count)])[None, :],
        b_eq=[0],
        method="highs",
    )
    if found.status not in (0, 2):
        raise RuntimeError(found.message)
    return found.fun if found.status == 0 else None


def least_moves(tender, shares):
    winner = tender["winner"]
    if winner < 0:
        return None
    weights = numpy.array(tender["weights"])
    return [
        None if rival == winner else least_move(weights, shares[winner] - shares[rival])
        for rival in range(len(shares))
    ]


def timed(work):
    start = time.perf_counter()
    value = work()
    return 1000 * (time.perf_counter() - start), value


def answer(tender, number):
    shares = numpy.array(tender["shares"])
    drawn = [timed(lambda: acceptability(shares, draws, number)) for draws in order["draws"]]
    programmed = timed(lambda: least_moves(tender, shares))
    return {
        "drawn": [{"milliseconds": took, "shares": value} for took, value in drawn],
        "moves": {"milliseconds": programmed[0], "moved": programmed[1]},
    }


sizes = []
for tenders in order["sizes"]:
    answer(tenders[0], 0)
    sizes.append([answer(tender, number) for number, tender in enumerate(tenders)])
versions = {"Python": platform.python_version(), "NumPy": numpy.__version__, "SciPy": scipy.__version__}
json.dump({"versions": versions, "sizes": sizes}, sys.stdout)
