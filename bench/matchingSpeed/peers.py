"""What common tools do with the same payees: exact first, then the nearest name by TF-IDF, or by edit ratio.

Reads an order as JSON from a file and prints what each tool took and answered as JSON. All names are normalised
already, the same as for Sevenbox. Two processes share the work.
"""

import json
import multiprocessing
import sys
import time

with open(sys.argv[1], encoding="utf-8") as asked_file:
    order = json.load(asked_file)
processes = 2
shared = {}


def lines(path):
    with open(path, encoding="latin-1") as file:
        return file.read().split("\n")[:-1]


def in_two(work, queries):
    """Every other query to each process; answers in the order of the queries."""
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        parts = pool.map(work, [queries[at::processes] for at in range(processes)], chunksize=1)
    return [parts[at % processes][at // processes] for at in range(len(queries))]


def nearest_by_cosine(queries):
    import numpy

    found = []
    for first in range(0, len(queries), 25):
        asked = shared["vectorizer"].transform(queries[first : first + 25])
        scores = (asked @ shared["names"]).tocsr()
        for at in range(asked.shape[0]):
            begin, end = scores.indptr[at], scores.indptr[at + 1]
            if begin == end:
                found.append(None)
                continue
            best = begin + int(numpy.argmax(scores.data[begin:end]))
            found.append([int(scores.indices[best]), float(scores.data[best])])
    return found


def nearest_by_ratio(queries):
    from rapidfuzz import fuzz, process

    found = []
    for query in queries:
        best = process.extractOne(query, shared["keys"], scorer=fuzz.ratio, score_cutoff=60)
        found.append(None if best is None else [best[2], best[1] / 100])
    return found


def tfidf(keys):
    import numpy
    import sklearn
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), lowercase=False, dtype=numpy.float32)
    shared["names"] = vectorizer.fit_transform(keys).T.tocsr()
    shared["vectorizer"] = vectorizer
    return f"scikit-learn {sklearn.__version__}", nearest_by_cosine


def ratio(keys):
    import rapidfuzz

    shared["keys"] = keys
    return f"rapidfuzz {rapidfuzz.__version__}", nearest_by_ratio


def run(tool, keys, first_row):
    began = time.perf_counter()
    try:
        version, work = tool(keys)
    except ImportError as error:
        return {"missing": error.name}
    prepared = time.perf_counter() - began
    result = {"version": version, "prepared": prepared, "answers": {}}
    for use in ("tuning", "judged"):
        queries = order[use]
        left = sorted({query for query in queries if query not in first_row})
        began = time.perf_counter()
        found = dict(zip(left, in_two(work, left)))
        result[use] = {"seconds": time.perf_counter() - began, "left": len(left)}
        result["answers"][use] = [
            [first_row[query], 1.0] if query in first_row else found[query] for query in queries
        ]
    shared.clear()
    return result


def main():
    keys = lines(order["keys"])
    first_row = {}
    for row, key in enumerate(keys):
        first_row.setdefault(key, row)
    tools = {"tfidf": tfidf, "ratio": ratio}
    print(json.dumps({name: run(tools[name], keys, first_row) for name in order["tools"]}))


main()
