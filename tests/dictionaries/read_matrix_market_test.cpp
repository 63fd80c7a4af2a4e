#include <gtest/gtest.h>

#include "tests/dictionaries/input_errors.h"
#include "theorems/dictionaries/read_matrix.h"

namespace dsc {
namespace {

using Eigen::MatrixXd;

MatrixXd read(const std::string& text) { return read_matrix_market(text, "a.mtx"); }

const std::string array = "%%MatrixMarket matrix array real general\n";
const std::string coordinate = "%%MatrixMarket matrix coordinate real general\n";

TEST(ReadMatrixMarket, ReadsAnArrayByColumns) {
  EXPECT_EQ(read(array + "2 3\n1\n4\n2\n5\n3\n6\n"), (MatrixXd{{1, 2, 3}, {4, 5, 6}}));
}

TEST(ReadMatrixMarket, ReadsCoordinatesInAnyOrder) {
  EXPECT_EQ(read(coordinate + "2 3 4\n2 3 -1.5\n1 1 1e2\n1 2 0x1p-2\n2 1 7\n"),
            (MatrixXd{{100, 0.25, 0}, {7, 0, -1.5}}));
}

TEST(ReadMatrixMarket, ReadsIntegers) {
  EXPECT_EQ(read("%%MatrixMarket matrix array integer general\n1 3\n-9\n+9007199254740992\n0012\n"),
            (MatrixXd{{-9, 9007199254740992.0, 12}}));
  EXPECT_EQ(read("%%MatrixMarket matrix coordinate integer general\n1 1 1\n1 1 9223372036854775808\n")(0, 0),
            0x1p63);
}

TEST(ReadMatrixMarket, UnfoldsSymmetry) {
  const MatrixXd symmetric{{1, 2, 3}, {2, 4, 5}, {3, 5, 6}}, skew{{0, -2, -3}, {2, 0, -5}, {3, 5, 0}};
  EXPECT_EQ(read("%%MatrixMarket matrix array real symmetric\n3 3\n1\n2\n3\n4\n5\n6\n"), symmetric);
  EXPECT_EQ(read("%%MatrixMarket matrix coordinate real symmetric\n3 3 6\n1 1 1\n2 1 2\n3 1 3\n2 2 4\n3 2 "
                 "5\n3 3 6\n"),
            symmetric);
  EXPECT_EQ(read("%%MatrixMarket matrix array real skew-symmetric\n3 3\n2\n3\n5\n"), skew);
  EXPECT_EQ(read("%%MatrixMarket matrix coordinate integer skew-symmetric\n3 3 3\n2 1 2\n3 1 3\n3 2 5\n"),
            skew);
}

TEST(ReadMatrixMarket, OverlooksCaseBlanksCommentsAndLineEnds) {
  const MatrixXd expected{{1, 3}, {2, 4}};
  EXPECT_EQ(read("%%MATRIXMARKET Matrix\tArray REAL General \r\n% by hand\r\n\r\n 2  2 \r\n1\r\n 2\r\n% "
                 "half\r\n3\r\n4"),
            expected);
  EXPECT_EQ(read(coordinate + "%\n2 2 4\n\n1 1 1\n%x\n2 1 2\n1\t2\t3\n2 2 4\n\n%end\n"), expected);
}

TEST(ReadMatrixMarket, RefusesWithThePlace) {
  const std::string symmetric = "%%MatrixMarket matrix coordinate real symmetric\n";
  const std::string skew = "%%MatrixMarket matrix coordinate real skew-symmetric\n";
  const std::string integer = "%%MatrixMarket matrix array integer general\n";
  const Refused cases[] = {
      {"", "expected a matrix, found an empty file"},
      {"\n", "line 1, field 1: expected \"%%MatrixMarket\", found nothing"},
      {"1 2\n3 4\n", "line 1, field 1: expected \"%%MatrixMarket\", found \"1\""},
      {"%%MatrixMarket vector array real general\n",
       "line 1, field 2: expected \"matrix\", found \"vector\""},
      {"%%MatrixMarket matrix dense real general\n", "line 1, field 3: expected \"array\" or \"coordinate\""},
      {"%%MatrixMarket matrix array complex general\n",
       "line 1, field 4: expected \"real\" or \"integer\", found \"complex\""},
      {"%%MatrixMarket matrix coordinate pattern general\n",
       "line 1, field 4: expected \"real\" or \"integer\", found \"pattern\""},
      {"%%MatrixMarket matrix array real hermitian\n",
       "line 1, field 5: expected \"general\", \"symmetric\""},
      {"%%MatrixMarket matrix array real\n", "line 1, field 5: expected \"general\", \"symmetric\""},
      {"%%MatrixMarket matrix array real general 7\n",
       "line 1, field 6: expected the end of the line, found \"7\""},
      {array, "line 1: expected the line with the size, found the end of the file"},
      {array + "% only\n", "line 2: expected the line with the size, found the end of the file"},
      {array + "2\n1\n2\n", "line 2, field 2: expected the number of columns, found nothing"},
      {array + "2 2 4\n1\n2\n3\n4\n", "line 2, field 3: expected the end of the line, found \"4\""},
      {coordinate + "2 2\n1 1 1\n", "line 2, field 3: expected the number of entries, found nothing"},
      {array + "-1 2\n1\n", "line 2, field 1: expected the number of rows, found \"-1\""},
      {array + "1e3 2\n1\n", "line 2, field 1: expected the number of rows, found \"1e3\""},
      {array + "99999999999999999999 1\n1\n", "line 2, field 1: expected the number of rows"},
      {array + "0 2\n", "line 2: expected at least one row and one column"},
      {array + "2 0\n", "line 2: expected at least one row and one column"},
      {array + "2 2\n1\n2\n3\n",
       "line 2: expected room for the entries that it promises: 4, found 6 bytes after it"},
      {array + "2 2\n1.0\n2.0\n3.0\n", "line 5: expected entry 4 of 4, found the end of the file"},
      {array + "2 2\n1\n2\n3\n4\n5\n", "line 7: expected the end of the file after 4 entries, found \"5\""},
      {array + "2 1\n1 2\n3\n", "line 3, field 2: expected the end of the line, found \"2\""},
      {array + "2 1\n1\ntwo\n", "line 4, field 1: expected a number, found \"two\""},
      {array + "2 1\n1\nNaN\n", "line 4, field 1: expected a finite number, found \"NaN\""},
      {array + "2 1\n1\n-inf\n", "line 4, field 1: expected a finite number, found \"-inf\""},
      {array + "2 1\n1\n1e999\n", "line 4, field 1: expected 0 or a number from"},
      {array + "2 1\n1\n1e-999\n", "line 4, field 1: expected 0 or a number from"},
      {array + "2 2\n1\n2\n0\n0\n", "column 2: expected an entry other than zero, found only zeros"},
      {integer + "1 1\n1.5\n", "line 3, field 1: expected an integer, found \"1.5\""},
      {integer + "1 1\n-\n", "line 3, field 1: expected an integer, found \"-\""},
      {integer + "1 1\n9007199254740993\n",
       "line 3, field 1: expected an integer of at most 64 bits that a double"},
      {integer + "1 1\n18446744073709551616\n", "line 3, field 1: expected an integer of at most 64 bits"},
      {coordinate + "2 2 2\n1 1 1\n3 2 1\n", "line 4, field 1: expected a row from 1 to 2, found \"3\""},
      {coordinate + "2 2 2\n1 1 1\n1 0 1\n", "line 4, field 2: expected a column from 1 to 2, found \"0\""},
      {coordinate + "2 2 2\n1 1 1\n1 -1 1\n", "line 4, field 2: expected a column from 1 to 2, found \"-1\""},
      {coordinate + "2 2 2\n1 1 1\n2 2\n", "line 2: expected room"},
      {coordinate + "2 2 2\n1 1 1\n2   2\n", "line 4, field 3: expected a number, found nothing"},
      {coordinate + "2 2 2\n1 1 1\n2 2 1 0\n", "line 4, field 4: expected the end of the line, found \"0\""},
      {coordinate + "2 2 3\n1 1 1\n2 2 1\n1 1 1\n",
       "line 5: expected each entry once, found row 1, column 1 again"},
      {coordinate + "2 2 3\n1 1 1\n2 2 1.00000\n",
       "line 4: expected entry 3 of 3, found the end of the file"},
      {coordinate + "2 2 2\n1 1 1\n2 2 1\n1 2 1\n", "line 5: expected the end of the file after 2 entries"},
      {coordinate + "2 2 1\n1 1 1\n",
       "line 2: expected an entry other than zero in each of 2 columns, found 1 entries"},
      {coordinate + "2 2 2\n1 1 1\n2 1 1\n", "column 2: expected an entry other than zero"},
      {symmetric + "2 3 1\n1 1 1\n", "line 2: expected as many rows as columns"},
      {symmetric + "2 2 2\n1 1 1\n1 2 1\n", "line 4: expected an entry on or below the diagonal"},
      {skew + "2 2 2\n2 1 1\n1 1 0\n", "line 4: expected an entry below the diagonal"},
      {"%%MatrixMarket matrix array real skew-symmetric\n1 1\n",
       "line 2: expected an entry other than zero in each"},
  };
  for (const auto& [text, message] : cases) {
    const std::string found = refusal([&, &input = text] { read(input); });
    EXPECT_TRUE(found.starts_with("a.mtx: " + message)) << found << "\nshould begin with\n" << message;
  }
}

TEST(ReadMatrixMarket, KeepsToTheLimits) {
  EXPECT_EQ(read_matrix_market(array + "2 1\n1\n2\n", "a.mtx", {.entries = 2, .bytes = 100}).size(), 2);
  EXPECT_EQ(refusal([] { read_matrix_market(array + "2 1\n1\n2\n", "a.mtx", {.entries = 1, .bytes = 100}); }),
            "a.mtx: line 2: expected at most 1 entries, found 2 rows and 1 columns");
  EXPECT_EQ(refusal([] { read_matrix_market(array + "2 1\n1\n2\n", "a.mtx", {.entries = 2, .bytes = 10}); }),
            "a.mtx: expected at most 10 bytes, found 49");
}

TEST(ReadMatrixMarketDeathTest, AllocatesNothingForAHeaderThatLies) {
  for (const std::string& text :
       {array + "1 1000000000000\n1\n", coordinate + "1000000000000 1000000000000 1\n1 1 1\n",
        coordinate + "9223372036854775807 9223372036854775807 9223372036854775807\n1 1 1\n",
        array + "8000 8000\n1\n2\n", coordinate + "8000 8000 3\n1 1 1\n2 2 2\n3 3 3\n",
        std::string("%%MatrixMarket matrix array real symmetric\n8000 8000\n1\n"),
        std::string("%%MatrixMarket matrix coordinate real symmetric\n8000 8000 1\n1 1 1\n")}) {
    EXPECT_EXIT(read_in_little_memory([&] { read(text); }), testing::ExitedWithCode(0), "") << text;
  }
}

}  // namespace
}  // namespace dsc
