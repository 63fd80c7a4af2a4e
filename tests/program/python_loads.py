"""Python's torch, where it is installed, loads what `dsc network` writes: python_loads.py DSC FOLDER.

The codes must be those of the iteration with the thresholds that it prints, but for rounding."""

import json
import os
import subprocess
import sys

try:
    import torch
except ImportError:
    sys.exit(77)  # ctest takes this for skipped

dsc, folder = sys.argv[1:]
os.makedirs(folder, exist_ok=True)
os.chdir(folder)
hadamard = [[1, 1, 1, 1], [1, -1, 1, -1], [1, 1, -1, -1], [1, -1, -1, 1]]
rows = [[float(i == j) for j in range(4)] + [h / 2 for h in hadamard[i]] for i in range(4)]
with open("d.csv", "w") as file:
    file.write("\n".join(",".join(map(str, row)) for row in rows))
iterations = 6
arguments = ["--layers", str(iterations), "--kernel", "3", "--noise", "0.125", "--output", "n.pt"]
told = subprocess.run([dsc, "network", "d.csv", "--json", *arguments], check=True, capture_output=True, text=True).stdout

d = torch.tensor(rows, dtype=torch.float64)
y = torch.tensor([[3, -2, 0.5, 1], [0, 0, -4, 0.25], [0, 0, 0, 0]], dtype=torch.float64)
x = torch.zeros(3, 8, dtype=torch.float64)
for theta in json.loads(told)["thresholds"]:
    u = x + (y - x @ d.t()) @ d
    x = torch.relu(u - theta) - torch.relu(-u - theta)
found = torch.jit.load("n.pt")(y)
assert x.abs().max() > 1 and torch.allclose(found, x, rtol=0, atol=1e-13), (found, x)
