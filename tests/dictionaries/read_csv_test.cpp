#include <gtest/gtest.h>

#include <locale>

#include "tests/dictionaries/input_errors.h"
#include "theorems/dictionaries/read_matrix.h"

namespace dsc {
namespace {

using Eigen::MatrixXd;

MatrixXd read(const std::string& text) { return read_csv(text, "a.csv"); }

MatrixXd two_by_three() { return MatrixXd{{1, -2, 0.5}, {0.25, 4, 1000}}; }

TEST(ReadCsv, TakesEverySeparator) {
  for (const std::string text : {"1,-2,0.5\n0.25,4,1e3\n", "1;-2;0.5\n0.25;4;1e3\n",
                                 "1\t-2\t0.5\n0.25\t4\t1e3\n", "1 -2 0.5\n0.25 4 1e3\n"}) {
    EXPECT_EQ(read(text), two_by_three()) << text;
  }
}

TEST(ReadCsv, OverlooksBlanksCommentsAndLineEnds) {
  for (const std::string text :
       {"1,-2,0.5\r\n0.25,4,1e3\r\n", "1,-2,0.5\n0.25,4,1e3",
        "\n# atoms\n\n1,-2,0.5 # one\n  # two\n0.25,4,1e3\n\n", "  1 ,\t-2,  0.5  \n0.25,4,1e3\n",
        "   1   -2   0.5 \n .25 +4.  1E+3\n", "\xEF\xBB\xBF\n1,-2,0.5\n0.25,4,1e3\n"}) {
    EXPECT_EQ(read(text), two_by_three()) << text;
  }
}

TEST(ReadCsv, RoundsALiteralToTheNearestDouble) {
  EXPECT_EQ(read("0.1")(0, 0), 0.1);
  EXPECT_EQ(read("9007199254740993")(0, 0), 9007199254740992.0);  // 2^53 + 1 lies halfway: ties to even
  EXPECT_EQ(read("9007199254740995")(0, 0), 9007199254740996.0);
  EXPECT_EQ(read("3e-324")(0, 0), 0x1p-1074);
  EXPECT_EQ(read("1.7976931348623158e308")(0, 0), 0x1.fffffffffffffp1023);
}

TEST(ReadCsv, TakesHexadecimalFloats) {
  EXPECT_EQ(read("0x1.8p-3, -0X1P+2, +0xFF\n"), (MatrixXd{{0.1875, -4, 255}}));
  EXPECT_EQ(read("0x1.fffffffffffff8p0")(0, 0), 2);  // 54 bits, ties to even
  EXPECT_EQ(read("0x1p-1074")(0, 0), 0x1p-1074);
}

TEST(ReadCsv, AnswersTheSameInEveryLocale) {
  struct DecimalComma : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
  };
  const std::locale before = std::locale::global(std::locale(std::locale::classic(), new DecimalComma));
  EXPECT_EQ(read("1.5,2.5\n"), (MatrixXd{{1.5, 2.5}}));
  std::locale::global(before);
}

TEST(ReadCsv, RefusesWithThePlace) {
  const Refused cases[] = {
      {"", "expected a matrix, found an empty file"},
      {"# nothing else\n\n", "expected a row of numbers, found only blank lines and comments"},
      {"atom1,atom2\n1,2\n", "line 1, column 1: expected a number, found \"atom1\""},
      {"hello to you\n1 2\n", "line 1, column 1: expected a number, found \"hello\""},
      {"1,2\n\n3,x\n", "line 3, column 2: expected a number, found \"x\""},
      {"1,2\n3\n", "line 2: expected 2 numbers as in line 1, found 1"},
      {"1,2\n3,4,5\n", "line 2: expected 2 numbers as in line 1, found 3"},
      {"1,,3\n", "line 1, column 2: expected a number, found nothing"},
      {"1,2,\n", "line 1, column 3: expected a number, found nothing"},
      {"1,5;2,5\n", "line 1, column 2: expected a number, found \"5;2\""},
      {"1,2\n3,nan\n", "line 2, column 2: expected a finite number, found \"nan\""},
      {"-Infinity,2\n", "line 1, column 1: expected a finite number, found \"-Infinity\""},
      {"1 1.#INF\n", "line 1, column 2: expected a number, found \"1.#INF\""},
      {"1,1e999\n", "line 1, column 2: expected 0 or a number from 4.9e-324 to 1.8e308 in size"},
      {"1,1e-400\n", "line 1, column 2: expected 0 or a number from"},
      {"1,2e-324\n", "line 1, column 2: expected 0 or a number from"},
      {"1,0x1p1024\n", "line 1, column 2: expected 0 or a number from"},
      {"1,0x1p-1075\n", "line 1, column 2: expected 0 or a number from"},
      {"1,1e99999999999999999999\n", "line 1, column 2: expected 0 or a number from"},
      {"1+2i,1\n", "line 1, column 1: expected a number, found \"1+2i\""},
      {"1e,1\n", "line 1, column 1: expected a number, found \"1e\""},
      {"--1\n", "line 1, column 1: expected a number, found \"--1\""},
      {"0x-1\n", "line 1, column 1: expected a number"},
      {"0x\n", "line 1, column 1: expected a number, found \"0x\""},
      {"\"1\",2\n", "line 1, column 1: expected a number"},
      {"1.5D0\n", "line 1, column 1: expected a number"},
      {std::string("1\0002\n", 4), "line 1, column 1: expected a number, found \"1\\x002\""},
      {"1,0,2\n3,-0.0,0e9\n", "column 2: expected an entry other than zero, found only zeros"},
      {"1\r2\r", "line 1, column 1: expected a number, found \"1\\x0d2\""},
  };
  for (const auto& [text, message] : cases) {
    const std::string found = refusal([&source = text] { read(source); });
    EXPECT_TRUE(found.starts_with("a.csv: " + message)) << found << "\nshould begin with\n" << message;
  }
}

TEST(ReadCsv, ShowsOnlyTheBeginningOfALongWord) {
  const std::string found = refusal([] { read(std::string(100'000, 'x')); });
  EXPECT_LT(found.size(), 120U);
}

TEST(ReadCsv, KeepsToTheLimits) {
  const ReadLimits limits{.entries = 6, .bytes = 20};
  EXPECT_EQ(read_csv("1,2,3\n4,5,6\n", "a.csv", limits).size(), 6);
  EXPECT_EQ(refusal([&] { read_csv("1,2,3\n4,5,6\n7,8,9\n", "a.csv", limits); }),
            "a.csv: expected at most 6 entries, found 3 rows and 3 columns");
  EXPECT_EQ(refusal([&] { read_csv("1.0,2.0\n3.0,4.0\n5.0,6.0\n", "a.csv", limits); }),
            "a.csv: expected at most 20 bytes, found 24");
}

/// One long row over many short ones promises rows times columns entries, the square of what the text can
/// hold.
TEST(ReadCsvDeathTest, AllocatesNothingForARaggedFile) {
  std::string text = "1";
  for (int i = 0; i < 5000; ++i) text += ",1";
  for (int i = 0; i < 10'000; ++i) text += "\n1";
  EXPECT_EXIT(read_in_little_memory([&] { read(text); }), testing::ExitedWithCode(0), "");
}

TEST(ReadCsvDeathTest, TheGuardOnMemoryBites) {
  std::string text = "1";
  for (int i = 0; i < 5'000'000; ++i) text += ",1";
  EXPECT_EXIT(
      read_in_little_memory([&] { read(text); }), [](int status) { return status != 0; }, "");
}

}  // namespace
}  // namespace dsc
