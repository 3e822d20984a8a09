"""The grid of tools/bench/src/train/training-problem.ts with scikit-learn; prints the best mean weighted F1.

Arguments: the folder of the problem, and the seed.
"""
import json
import sys

import numpy as np
from sklearn.model_selection import GridSearchCV
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

folder, seed = sys.argv[1], int(sys.argv[2])
with open(f"{folder}/problem.json") as file:
    problem = json.load(file)
y = np.fromfile(f"{folder}/y.i32", dtype="<i4")
x = np.fromfile(f"{folder}/x.f64", dtype="<f8").reshape(len(y), -1)
folds = [(np.array(fold["train"]), np.array(fold["test"])) for fold in problem["folds"]]
network = MLPClassifier(
    max_iter=problem["epochs"], tol=0.0, n_iter_no_change=problem["epochs"] + 1, random_state=seed
)
search = GridSearchCV(
    make_pipeline(StandardScaler(), network),
    {"mlpclassifier__hidden_layer_sizes": [tuple(layers) for layers in problem["layers"]]},
    cv=folds,
    scoring="f1_weighted",
    n_jobs=2,
)
with np.errstate(all="ignore"):
    search.fit(x, y)
print(json.dumps({"score": float(search.best_score_)}))
