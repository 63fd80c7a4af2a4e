#!/usr/bin/env python3
"""Writes the .mat, .npz and .safetensors samples beside this file with SciPy, NumPy and safetensors (ml_dtypes for bfloat16);
variables_test.cpp says what they hold."""

import pathlib
import struct

import ml_dtypes
import numpy
import scipy.io
import scipy.sparse
from safetensors.numpy import save_file

here = pathlib.Path(__file__).parent
D = numpy.array([[1, -2, 0.5], [1 / 3, 0, 65504]])
cube = numpy.arange(24, dtype=numpy.int16).reshape(2, 3, 4)

mat = {
    "D": D,
    "single": D.astype(numpy.float32),
    "int8": numpy.array([[1, -2, 3], [100, 0, -128]], dtype=numpy.int8),
    "uint64": numpy.array([[1, 2**63]], dtype=numpy.uint64),
    "cube": cube,
    "complex": D + 1j,
    "sparse": scipy.sparse.csc_matrix(D),
    "text": "words",
    "logical": D > 0,
    "cell": numpy.array([["a", 1]], dtype=object),
    "structure": {"field": 1.0},
}
scipy.io.savemat(here / "packed.mat", mat, do_compression=True)
scipy.io.savemat(here / "plain.mat", mat, do_compression=False)

# SciPy writes the machine's byte order alone.
element = lambda kind, data: struct.pack(">II", kind, len(data)) + data + bytes(-len(data) % 8)
matrix = (element(6, struct.pack(">II", 6, 0)) + element(5, struct.pack(">ii", 2, 3)) + struct.pack(">HH4s", 1, 1, b"D")
          + element(9, D.astype(">f8").tobytes("F")))
header = b"MATLAB 5.0 MAT-file".ljust(124) + struct.pack(">H2s", 0x0100, b"MI")
(here / "big_endian.mat").write_bytes(header + element(14, matrix))

arrays = {"D": D, "cube": numpy.asfortranarray(cube.astype(">f4")), "flags": D > 0}
numpy.savez(here / "stored.npz", **arrays)
numpy.savez_compressed(here / "deflated.npz", **arrays)

save_file({
    "layer.F64": D,
    "layer.F32": D.astype(numpy.float32),
    "layer.F16": D.astype(numpy.float16),
    "layer.BF16": D.astype(ml_dtypes.bfloat16),
    "layer.I64": numpy.array([[1, -2**62]]),
    "cube": cube,
    "mask": D > 0,
}, here / "tensors.safetensors", {"made": "by safetensors"})
