#include <gtest/gtest.h>

#include <filesystem>
#include <limits>

#include "tests/dictionaries/input_errors.h"
#include "tests/dictionaries/npy_bytes.h"
#include "theorems/dictionaries/read_matrix.h"

namespace dsc {
namespace {

using Eigen::MatrixXd;

MatrixXd read(const std::string& bytes) { return read_npy(bytes, "a.npy"); }

template <class T>
void expect_every_layout(const std::string& type, const MatrixXd& matrix) {
  for (const char order : {'<', '>'}) {
    for (const bool fortran : {false, true}) {
      EXPECT_EQ(read(npy::file<T>(matrix, order + type, fortran)), matrix) << order << type << " " << fortran;
    }
  }
}

TEST(ReadNpy, ReadsEveryTypeInEveryLayout) {
  expect_every_layout<double>("f8", MatrixXd{{1, -0.1, 0x1.fffffffffffffp1023}, {0, 0x1p-1074, 3}});
  expect_every_layout<float>("f4", MatrixXd{{1, -0.5, 0x1.fffffep127}, {0, 0x1p-149, 3}});
  expect_every_layout<std::int8_t>("i1", MatrixXd{{1, -128, 127}, {0, 5, -6}});
  expect_every_layout<std::int16_t>("i2", MatrixXd{{1, -32768, 32767}, {0, 258, -259}});
  expect_every_layout<std::int32_t>("i4", MatrixXd{{1, -2147483648.0, 2147483647.0}, {0, 0x01020304, -6}});
  expect_every_layout<std::int64_t>("i8", MatrixXd{{1, -0x1p63, 0x1p53}, {0, -0x1p53 + 1, 0x1.8p62}});
  expect_every_layout<std::uint8_t>("u1", MatrixXd{{1, 255, 127}, {0, 128, 6}});
  expect_every_layout<std::uint16_t>("u2", MatrixXd{{1, 65535, 32768}, {0, 258, 6}});
  expect_every_layout<std::uint32_t>("u4", MatrixXd{{1, 4294967295.0, 2147483648.0}, {0, 0x01020304, 6}});
  expect_every_layout<std::uint64_t>("u8", MatrixXd{{1, 0x1p63, 0x1.8p63}, {0, 0x1p53 - 1, 6}});
}

TEST(ReadNpy, ReadsHalfPrecision) {
  // Bits and values from IEEE 754: one, the largest, the smallest normal, the smallest subnormal, -1/3
  // rounded, zero.
  const std::uint16_t bits[] = {0x3c00, 0x7bff, 0x0400, 0x0001, 0xb555, 0x8000};
  const MatrixXd expected{{1, 65504, 0x1p-14}, {0x1p-24, -0.333251953125, 0}};
  for (const bool big : {false, true}) {
    std::string file = npy::head(npy::dictionary(big ? ">f2" : "<f2", false, "(2, 3)"));
    for (const std::uint16_t half : bits) file += npy::bytes_of(half, big);
    EXPECT_EQ(read(file), expected);
  }
}

TEST(ReadNpy, ReadsWhatNumpyWrote) {
  const std::filesystem::path samples = DSC_SAMPLES;
  const MatrixXd integers{{1, -2, 3}, {100, 0, -128}}, naturals{{1, 2, 3}, {100, 0, 255}};
  const auto reals = [](double third) { return MatrixXd{{1, -2, 0.5}, {third, 0, 65504}}; };
  const MatrixXd real = reals(1.0 / 3);
  const std::pair<const char*, MatrixXd> cases[] = {
      {"f2_little_c", reals(0x1.554p-2)},
      {"f4_big_fortran", reals(0x1.555556p-2)},
      {"f8_little_c", real},
      {"f8_little_fortran", real},
      {"f8_big_c", real},
      {"i1_c", integers},
      {"i2_big_c", integers},
      {"i4_little_fortran", integers},
      {"i8_big_fortran", integers},
      {"u1_fortran", naturals},
      {"u2_little_c", naturals},
      {"u4_big_c", naturals},
      {"u8_little_fortran", naturals},
      {"version_2", real},
      {"version_3", real},
  };
  for (const auto& [name, matrix] : cases) {
    EXPECT_EQ(read_matrix(samples / (std::string(name) + ".npy")), matrix) << name;
  }
}

TEST(ReadNpy, RefusesWhatNumpyWroteButIsNoRealMatrix) {
  const std::filesystem::path samples = DSC_SAMPLES;
  const std::pair<const char*, const char*> cases[] = {
      {"bad_complex", "byte 20: expected a type of '<' or '>' and f2,"},
      {"bad_bool", "byte 20: expected a type of"},
      {"bad_string", "byte 20: expected a type of"},
      {"bad_object", "byte 20: expected a type of"},
      {"bad_structure", "byte 20: expected a type of"},
      {"bad_one_dimension", "byte 60: expected a shape of two dimensions, found \"(3,)"},
      {"bad_three_dimensions", "byte 60: expected a shape of two dimensions, found \"(1, 2, 3)"},
      {"bad_scalar", "byte 60: expected a shape of two dimensions, found \"()"},
      {"bad_nan", "byte 144 (row 2, column 1): expected a finite number, found NaN"},
      {"bad_no_rows", "header: expected at least one row and one column"},
  };
  for (const auto& [name, message] : cases) {
    const std::filesystem::path path = samples / (std::string(name) + ".npy");
    const std::string found = refusal([&] { read_matrix(path); });
    EXPECT_TRUE(found.starts_with(path.string() + ": " + message)) << found;
  }
}

TEST(ReadNpy, TakesTheDictionaryAsPythonWouldWriteIt) {
  const std::string entries = npy::bytes_of(1.5, false) + npy::bytes_of(-2.0, false);
  for (const char* dictionary : {
           "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }   \n",
           "{'shape':(1,2),'fortran_order':True,'descr':'<f8'}",
           " { \"descr\" : \"<f8\" , \"shape\" : ( 1 , 2 , ) , \"fortran_order\" : False } ",
           "{'descr': '<f8', 'fortran_order': False, 'shape': (1L, 2L), }",
       }) {
    for (const char version : {1, 2, 3}) {
      EXPECT_EQ(read(npy::head(dictionary, version) + entries), (MatrixXd{{1.5, -2}})) << dictionary;
    }
  }
}

TEST(ReadNpy, RefusesADamagedHeader) {
  const std::string one = npy::bytes_of(1.0, false);
  const Refused cases[] = {
      {"", "expected a matrix, found an empty file"},
      {"PK\x03\x04", "byte 0: expected the magic bytes \\x93NUMPY, found \"PK\\x03\\x04\""},
      {"\x93NUMP", "byte 0: expected the magic bytes"},
      {"\x93NUMPY\x01", "byte 6: expected a version, found the end of the file"},
      {npy::head("", 4), "byte 6: expected version 1.0, 2.0 or 3.0, found 4.0"},
      {npy::head("", 0), "byte 6: expected version 1.0, 2.0 or 3.0, found 0.0"},
      {std::string("\x93NUMPY\x02\0\x10\0", 10),
       "byte 8: expected the length of the header, found the end of the file"},
      {std::string("\x93NUMPY\x01\0\xff\xff{}", 12),
       "byte 8: expected a header no longer than the file, found 65535 with 2 bytes left"},
      {std::string("\x93NUMPY\x02\0\xff\xff\xff\xff{}", 14),
       "byte 8: expected a header no longer than the file"},
      {npy::head(""), "byte 10: expected a dictionary, found the end of the header"},
      {npy::head("[]"), "byte 10: expected a dictionary, found \"[]\""},
      {npy::head("{}"), "byte 12: expected the keys 'descr', 'fortran_order' and 'shape' in the dictionary"},
      {npy::head("{'descr': '<f8', 'shape': (1, 1)}") + one, "byte 43: expected the keys"},
      {npy::head("{'descr': '<f8', 'descr': '<f8'}") + one,
       "byte 27: expected the keys 'descr', 'fortran_order' and"},
      {npy::head("{'colour': 'red'}") + one, "byte 11: expected the keys"},
      {npy::head("{'descr' '<f8'}") + one, "byte 19: expected \":\""},
      {npy::head("{'descr': '<f8"), "byte 20: expected a string that ends"},
      {npy::head("{'descr': '<f8' 'shape'"), "byte 26: expected \",\" or \"}\""},
      {npy::head("{'fortran_order': false}"), "byte 28: expected True or False, found \"false}\""},
      {npy::head("{'shape': 3}"), "byte 20: expected a shape in parentheses, found \"3}\""},
      {npy::head("{'shape': (8)}"), "byte 20: expected a shape of two dimensions"},
      {npy::head("{'shape': (2, 3, 4)}"), "byte 20: expected a shape of two dimensions"},
      {npy::head("{'shape': (2, -3)}"), "byte 24: expected a number of rows or columns below 2^63"},
      {npy::head("{'shape': (2, 99999999999999999999)}"),
       "byte 24: expected a number of rows or columns below 2^63"},
      {npy::head("{'shape': (2, 3"), "byte 25: expected \",\" or \")\", found the end of the header"},
      {npy::head(npy::dictionary("<f8", false, "(1, 1)") + "x") + one,
       "byte 70: expected nothing after the dictionary"},
      {npy::head(npy::dictionary("=f8", false, "(1, 1)")) + one, "byte 20: expected a type of"},
      {npy::head(npy::dictionary("|f8", false, "(1, 1)")) + one, "byte 20: expected a type of"},
      {npy::head(npy::dictionary("f8", false, "(1, 1)")) + one, "byte 20: expected a type of"},
      {npy::head(npy::dictionary("<f1", false, "(1, 1)")) + one, "byte 20: expected a type of"},
      {npy::head(npy::dictionary("<f16", false, "(1, 1)")) + one, "byte 20: expected a type of"},
      {npy::head(npy::dictionary("<i3", false, "(1, 1)")) + one, "byte 20: expected a type of"},
  };
  for (const auto& [bytes, message] : cases) {
    const std::string found = refusal([&, &input = bytes] { read(input); });
    EXPECT_TRUE(found.starts_with("a.npy: " + message)) << found << "\nshould begin with\n" << message;
  }
}

TEST(ReadNpy, RefusesEveryTruncationAndEveryExtraByte) {
  const std::string whole = npy::file<float>(MatrixXd{{1, 2}, {3, 4}}, "<f4", false);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_THROW(read(whole.substr(0, length)), InputError) << length;
  }
  EXPECT_EQ(refusal([&] { read(whole + "x"); }),
            "a.npy: byte 70: expected 4 entries of 4 bytes, as the header says, found 17 bytes");
}

TEST(ReadNpy, RefusesEntriesThatNoDoubleHolds) {
  const auto entry = [](const std::string& type, auto value) {
    return refusal(
        [&] { read(npy::head(npy::dictionary(type, false, "(1, 1)")) + npy::bytes_of(value, false)); });
  };
  const std::string place = "a.npy: byte 70 (row 1, column 1): expected ";
  EXPECT_EQ(entry("<i8", std::int64_t{9007199254740993}),
            place + "an integer that a double holds exactly, found 9007199254740993");
  EXPECT_EQ(entry("<i8", std::int64_t{-9007199254740993}),
            place + "an integer that a double holds exactly, found -9007199254740993");
  EXPECT_EQ(entry("<u8", ~std::uint64_t{0}),
            place + "an integer that a double holds exactly, found 18446744073709551615");
  EXPECT_EQ(entry("<f8", std::numeric_limits<double>::infinity()), place + "a finite number, found infinity");
  EXPECT_EQ(entry("<f4", -std::numeric_limits<float>::infinity()), place + "a finite number, found infinity");
  EXPECT_EQ(entry("<f4", std::numeric_limits<float>::quiet_NaN()), place + "a finite number, found NaN");
  EXPECT_EQ(entry("<f2", std::uint16_t{0xfc00}), place + "a finite number, found infinity");
  EXPECT_EQ(entry("<f2", std::uint16_t{0x7c01}), place + "a finite number, found NaN");
}

TEST(ReadNpy, NamesTheColumnOfZeros) {
  for (const bool fortran : {false, true}) {
    EXPECT_EQ(refusal([&] {
                read(npy::file<double>(MatrixXd{{1, 2, 0}, {3, 4, -0.0}}, "<f8", fortran));
              }),
              "a.npy: column 3: expected an entry other than zero, found only zeros");
  }
}

TEST(ReadNpy, KeepsToTheLimits) {
  const std::string file = npy::file<double>(MatrixXd{{1, 2}}, "<f8", false);
  const auto size = static_cast<std::int64_t>(file.size());
  EXPECT_EQ(read_npy(file, "a.npy", {.entries = 2, .bytes = size}).size(), 2);
  EXPECT_EQ(refusal([&] { read_npy(file, "a.npy", {.entries = 1, .bytes = size}); }),
            "a.npy: header: expected at most 1 entries, found 1 rows and 2 columns");
  EXPECT_THROW(read_npy(file, "a.npy", {.entries = 2, .bytes = size - 1}), InputError);
}

TEST(ReadNpyDeathTest, AllocatesNothingForAHeaderThatLies) {
  for (const char* shape : {"(1, 1000000000000)", "(9223372036854775807, 9223372036854775807)",
                            "(8000, 8000)", "(4294967296, 4294967296)", "(64000000, 1)"}) {
    const std::string bytes = npy::head(npy::dictionary("<f8", false, shape)) + std::string(100, '?');
    EXPECT_EXIT(read_in_little_memory([&] { read(bytes); }), testing::ExitedWithCode(0), "") << shape;
  }
}

}  // namespace
}  // namespace dsc
