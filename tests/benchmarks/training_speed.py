"""Images of training a second of processor time, by our program and by the same networks in Python, in one run on one thread.

Usage: training_speed.py PROGRAM [SECONDS]
PROGRAM is training_speed of a build; give two builds, separated by a comma, to have both beside Python's. The Python side repeats
steps on one batch at hand (forward, loss, penalty, backward, SGD or Adam), without reading or augmenting data, and starts before the
clock does; both favour it. Each row is the median of three rounds that take turns, so that a slow spell of the machine falls on all alike.
"""

import re
import statistics
import subprocess
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F


class LeNet5(nn.Module):
    def __init__(self, side):
        super().__init__()
        units = 16 * (((side - 4) // 2 - 4) // 2) ** 2
        self.conv1, self.conv2 = nn.Conv2d(3, 6, 5), nn.Conv2d(6, 16, 5)
        self.fc1, self.fc2, self.fc3 = nn.Linear(units, 120), nn.Linear(120, 84), nn.Linear(84, 4)

    def forward(self, x):
        a = F.relu(self.conv1(x))
        b = F.relu(self.conv2(F.max_pool2d(a, 2)))
        x = F.relu(self.fc1(F.max_pool2d(b, 2).flatten(1)))
        return self.fc3(F.relu(self.fc2(x))), [a, b]


class VGG11(nn.Module):
    LAYERS = [(1, True), (2, True), (4, False), (4, True), (8, False), (8, True), (8, False), (8, True)]

    def __init__(self, base):
        super().__init__()
        self.convolutions, self.norms, channels = nn.ModuleList(), nn.ModuleList(), 3
        for factor, _ in self.LAYERS:
            self.convolutions.append(nn.Conv2d(channels, base * factor, 3, padding=1))
            self.norms.append(nn.BatchNorm2d(base * factor))
            channels = base * factor
        self.classifier = nn.Linear(channels, 4)

    def forward(self, x):
        features = []
        for convolution, norm, (_, pooled) in zip(self.convolutions, self.norms, self.LAYERS):
            x = F.relu(norm(convolution(x)))
            features.append(x)
            if pooled and min(x.shape[2:]) > 1:
                x = F.max_pool2d(x, 2)
        return self.classifier(x.mean((2, 3))), features


def python_speed(name, base, side, batch, seconds):
    torch.manual_seed(1)
    network = LeNet5(side) if name == "LeNet-5" else VGG11(base)
    penalised = 2 if name == "LeNet-5" else 4
    optimizer = torch.optim.SGD(network.parameters(), lr=0.01, weight_decay=5e-4)
    images, labels = torch.randn(batch, 3, side, side), torch.randint(4, (batch,))

    def step():
        optimizer.zero_grad()
        output, features = network(images)
        loss = F.cross_entropy(output, labels) + 1e-3 * sum(x.abs().mean() for x in features[:penalised])
        loss.backward()
        optimizer.step()

    for _ in range(3):
        step()
    steps, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        step()
        steps += 1
    return steps * batch / (time.process_time() - start)


def program_speed(program, name, base, side, batch, batches):
    command = [program, name, str(base), str(side), str(batch), str(batches), "1"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(re.search(r"(\d+) a processor-second", said).group(1))


def main():
    programs = sys.argv[1].split(",")
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 5
    torch.set_num_threads(1)
    print(f"images a processor-second, training on one thread; Python with torch {torch.__version__}")
    for name, base, side, batch in [("LeNet-5", 64, 32, 128), ("VGG11", 8, 32, 64)]:
        python, ours = [], {program: [] for program in programs}
        for _ in range(3):
            python.append(python_speed(name, base, side, batch, seconds))
            batches = max(2, round(python[-1] * seconds / batch / 2))  # the program trains two epochs
            for program in programs:
                ours[program].append(program_speed(program, name, base, side, batch, batches))
        reference = statistics.median(python)
        print(f"{name:8} base {base:2} batch {batch:3}  Python {reference:8.0f}")
        for program, speeds in ours.items():
            print(f"{'':8} {program}  {statistics.median(speeds):8.0f}, {statistics.median(speeds) / reference:.2f} of Python's")


if len(sys.argv) < 2:
    sys.exit(__doc__)
main()
