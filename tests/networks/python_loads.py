"""Python's torch, where it is installed, loads what `dsc network` writes: python_loads.py DSC FOLDER.

The numbers are short binary fractions, so that double arithmetic is exact and the codes must equal the iteration's."""

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
subprocess.run([dsc, "network", "d.csv", *arguments], check=True, stdout=subprocess.DEVNULL)

d = torch.tensor(rows, dtype=torch.float64)
y = torch.tensor([[3, -2, 0.5, 1], [0, 0, -4, 0.25], [0, 0, 0, 0]], dtype=torch.float64)
x, error, rate, largest, noise = torch.zeros(3, 8, dtype=torch.float64), 1.0, 0.5, 1.0, 0.125
for _ in range(iterations):
    theta = rate * error + largest * noise
    u = x + (y - x @ d.t()) @ d
    x = torch.relu(u - theta) - torch.relu(-u - theta)
    error = rate * error + 2 * largest * noise
found = torch.jit.load("n.pt")(y)
assert x.abs().max() > 1 and torch.equal(found, x), (found, x)
