# uncertainty-numpy.py DRAWS UNITS INDICATORS: uniform weights, scores, ranks and their counts by
# vectorised NumPy, a batch of draws at a time; prints the
# seconds of processor time. Run by bench/uncertainty.
import sys
import time

import numpy as np

draws, units, indicators = (int(a) for a in sys.argv[1:4])
batch = 10000
rng = np.random.default_rng(1)
x = rng.random((indicators, units))
counts = np.zeros(units * units, dtype=np.int64)
places = np.arange(1, units + 1)

start = time.process_time()
for first in range(0, draws, batch):
    n = min(batch, draws - first)
    weights = rng.dirichlet(np.ones(indicators), n)
    scores = weights @ x
    order = np.argsort(-scores, axis=1)
    # Unit `order[d, r]` has rank r + 1 in draw d.
    counts += np.bincount((order * units + (places - 1)).ravel(), minlength=units * units)
print(time.process_time() - start)
assert counts.sum() == draws * units
