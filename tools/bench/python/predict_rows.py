"""Trains a network of one hidden layer with scikit-learn and times `predict_proba` of many rows."""
import json
import sys
import time

import numpy as np
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

folder, hidden, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
y = np.fromfile(f"{folder}/y.i32", dtype="<i4")
x = np.fromfile(f"{folder}/x.f64", dtype="<f8").reshape(len(y), -1)
model = make_pipeline(StandardScaler(), MLPClassifier((hidden,), max_iter=20)).fit(x, y)
rows = np.fromfile(f"{folder}/rows.f64", dtype="<f8").reshape(-1, x.shape[1])
model.predict_proba(rows)
seconds = []
for _ in range(runs):
    start = time.perf_counter()
    model.predict_proba(rows)
    seconds.append(time.perf_counter() - start)
print(json.dumps({"seconds": seconds}))
