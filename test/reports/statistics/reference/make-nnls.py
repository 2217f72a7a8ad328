# Makes nnls.json beside it: python3 make-nnls.py > nnls.json (scipy 1.17)
import json
import numpy as np
from scipy.optimize import nnls

random = np.random.default_rng(7)
cases = []
for rows, columns in [(6, 3), (10, 5), (12, 8), (5, 5), (30, 12)]:
    matrix = np.round(random.normal(size=(rows, columns)), 3)
    observed = np.round(random.normal(size=rows) + matrix @ np.maximum(0, random.normal(size=columns)), 3)
    coefficients, residual = nnls(matrix, observed)
    cases.append({"columns": matrix.T.tolist(), "observed": observed.tolist(),
                  "coefficients": coefficients.tolist(), "residual": residual})
print(json.dumps(cases))
