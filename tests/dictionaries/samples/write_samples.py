#!/usr/bin/env python3
"""Writes the .npy samples beside this file with numpy itself; read_npy_test.cpp says what they hold."""

import pathlib

import numpy

here = pathlib.Path(__file__).parent
signed = [[1, -2, 3], [100, 0, -128]]
unsigned = [[1, 2, 3], [100, 0, 255]]
real = [[1, -2, 0.5], [1 / 3, 0, 65504]]


def save(name, rows, dtype, order="C", version=None):
    with open(here / f"{name}.npy", "wb") as file:
        numpy.lib.format.write_array(file, numpy.array(rows, dtype=dtype, order=order), version=version)


save("f2_little_c", real, "<f2")
save("f4_big_fortran", real, ">f4", "F")
save("f8_little_c", real, "<f8")
save("f8_little_fortran", real, "<f8", "F")
save("f8_big_c", real, ">f8")
save("i1_c", signed, "i1")
save("i2_big_c", signed, ">i2")
save("i4_little_fortran", signed, "<i4", "F")
save("i8_big_fortran", signed, ">i8", "F")
save("u1_fortran", unsigned, "u1", "F")
save("u2_little_c", unsigned, "<u2")
save("u4_big_c", unsigned, ">u4")
save("u8_little_fortran", unsigned, "<u8", "F")
save("version_2", real, "<f8", version=(2, 0))
save("version_3", real, "<f8", version=(3, 0))
save("bad_complex", real, "<c16")
save("bad_bool", real, "?")
save("bad_string", real, "S3")
save("bad_object", [["a", "b"], ["c", "d"]], object)
save("bad_structure", [[(1, 2)], [(3, 4)]], [("x", "<f8"), ("y", "<f8")])
save("bad_one_dimension", [1, 2, 3], "<f8")
save("bad_three_dimensions", [real], "<f8")
save("bad_scalar", 3.5, "<f8")
save("bad_nan", [[1, 2], [float("nan"), 3]], "<f8")
save("bad_no_rows", numpy.zeros((0, 3)), "<f8")
