#include <gtest/gtest.h>

#include "harness/certificate/reader.h"

namespace dsc::certificate {
namespace {

Rational power_of_two(unsigned e) { return Rational(Integer(1) << e); }

TEST(Number, OneSpellingOfEachForm) {
  EXPECT_EQ(parse_number("0"), 0);
  EXPECT_EQ(parse_number("-7"), -7);
  EXPECT_EQ(parse_number("10/3"), Rational(10, 3));
  EXPECT_EQ(parse_number("-1/2"), Rational(-1, 2));
  EXPECT_EQ(parse_number("0x0p+0"), 0);
  EXPECT_EQ(parse_number("0x1p+0"), 1);
  EXPECT_EQ(parse_number("0x1.8p-3"), Rational(3, 16));
  EXPECT_EQ(parse_number("-0x1.8p+1"), -3);
  EXPECT_EQ(parse_number("0x1.0fp+8"), 271);
  EXPECT_EQ(parse_number("0x1p-1074"), 1 / power_of_two(1074));
  EXPECT_EQ(parse_number("0x1p+100000"), power_of_two(100000));
  EXPECT_EQ(parse_number("0x1.0000000000000000000000001p+0"), 1 + 1 / power_of_two(100));
}

TEST(Number, EveryOtherSpellingIsRejected) {
  for (const char* text : {"",
                           "-",
                           "+",
                           "+1",
                           "-0",
                           "00",
                           "01",
                           "-01",
                           "--1",
                           "1.5",
                           "1e3",
                           "1E3",
                           " 1",
                           "1 ",
                           "1_000",
                           "1/1",
                           "2/1",
                           "-2/1",
                           "2/4",
                           "-2/4",
                           "1/0",
                           "0/1",
                           "0/5",
                           "1/-2",
                           "-1/-2",
                           "1/02",
                           "01/2",
                           "1/",
                           "/2",
                           "1/2/3",
                           "NaN",
                           "nan",
                           "inf",
                           "-inf",
                           "Infinity",
                           "0x",
                           "0x1",
                           "0x1p",
                           "0x1p0",
                           "0x1p+",
                           "0x1p+00",
                           "0x1p+01",
                           "0x1p-0",
                           "0x1.p+0",
                           "0x1.0p+0",
                           "0x1.80p-3",
                           "0x1.8p",
                           "0x1.8",
                           "0X1p+0",
                           "0x1P+0",
                           "0x1.Ap+0",
                           "0x2p+0",
                           "0x0.8p+0",
                           "0x0p+1",
                           "-0x0p+0",
                           "0x0p-0",
                           "0x0",
                           "0x10p+0",
                           "0x01p+0",
                           "0x.8p+0",
                           "0x1.8.8p+0",
                           "0x1p+0p+0",
                           "0x1p+1.5",
                           "0x1p+100001",
                           "0x1p-100001",
                           "0x1p+9999999",
                           "0x1p+99999999999999999999",
                           "0x1.gp+0",
                           "-+1",
                           "0x-1p+0",
                           "1/0x1p+0",
                           "0b1"}) {
    EXPECT_THROW(parse_number(text), Rejection) << '"' << text << '"';
  }
}

TEST(Text, IsStrictJsonInPlainAscii) {
  EXPECT_NO_THROW(parse_text(" {\"a\": [1, {\"b\": 2}],\r\n\t\"c\": {\"a\": 1}}\n"));
  for (const std::string text : {"",
                                 " ",
                                 "{",
                                 "}",
                                 "{}{}",
                                 "{} x",
                                 "{},",
                                 "[1,]",
                                 "{\"a\":1,}",
                                 "{a:1}",
                                 "{'a':1}",
                                 "[01]",
                                 "[+1]",
                                 "[.5]",
                                 "[1.]",
                                 "[NaN]",
                                 "[Infinity]",
                                 "// no\n{}",
                                 "/* no */{}",
                                 "\xEF\xBB\xBF{}",
                                 "{\"\xC3\xA9\":1}",
                                 R"({"\u0061":1})",
                                 R"({"a":"\n"})",
                                 "{\"a\":\"\n\"}",
                                 "{\"a\":1,\"a\":1}",
                                 "[{\"b\":{\"a\":1,\"c\":2,\"a\":3}}]"}) {
    EXPECT_THROW(parse_text(text), Rejection) << text;
  }
  EXPECT_THROW(parse_text(std::string_view("{}\0", 3)), Rejection);
}

TEST(Text, DepthAndSizeAreBounded) {
  EXPECT_THROW(parse_text(std::string(100'000, '[')), Rejection);
  EXPECT_THROW(parse_text(std::string(5'000'000, '[') + std::string(5'000'000, ']')), Rejection);
  EXPECT_THROW(parse_text(std::string(largest_text + 1, ' ')), Rejection);
}

Matrix matrix_of(const std::string& text) {
  const nlohmann::json value = parse_text(text);
  return Node(value, "matrix").matrix();
}

TEST(MatrixValue, ProductsAreMultipliedFromLeftToRight) {
  const Matrix product = matrix_of(R"({"product":[
    {"rows":1,"atoms":[[[0,"2"]],[]]},
    {"rows":2,"atoms":[[[0,"1/2"],[1,"5"]],[[1,"1"]]]},
    {"rows":2,"atoms":[[[0,"3"],[1,"7"]]]}]})");
  EXPECT_EQ(product.rows, 1u);
  EXPECT_EQ(product.atoms, (std::vector<Vector>{{{0, 3}}}));
}

TEST(MatrixValue, CancellationLeavesNoEntry) {
  const Matrix product = matrix_of(R"({"product":[
    {"rows":1,"atoms":[[[0,"1"]],[[0,"1"]]]}, {"rows":2,"atoms":[[[0,"1"],[1,"-1"]]]}]})");
  EXPECT_TRUE(product.atoms[0].empty());
}

TEST(MatrixValue, ATrillionRowsCostNothing) {
  EXPECT_EQ(matrix_of(R"({"rows":1000000000000,"atoms":[[[999999999999,"1"]]]})").atoms[0][0].first,
            999999999999u);
}

TEST(MatrixValue, EveryOtherShapeIsRejected) {
  for (
      const std::string text :
      {R"({"rows":0,"atoms":[[]]})",
       R"({"rows":2,"atoms":[]})",
       R"({"rows":2})",
       R"({"rows":2,"atoms":[[]],"x":1})",
       R"({"rows":"2","atoms":[[]]})",
       R"({"rows":2.0,"atoms":[[]]})",
       R"({"rows":2e0,"atoms":[[]]})",
       R"({"rows":-2,"atoms":[[]]})",
       R"({"rows":-0,"atoms":[[]]})",
       R"({"rows":18446744073709551618,"atoms":[[]]})",
       R"({"rows":2,"atoms":[[[2,"1"]]]})",
       R"({"rows":2,"atoms":[[[0,"0"]]]})",
       R"({"rows":2,"atoms":[[[0,"0x0p+0"]]]})",
       R"({"rows":2,"atoms":[[[0,1]]]})",
       R"({"rows":2,"atoms":[[["0","1"]]]})",
       R"({"rows":2,"atoms":[[[0]]]})",
       R"({"rows":2,"atoms":[[[0,"1","1"]]]})",
       R"({"rows":2,"atoms":[[[1,"1"],[0,"1"]]]})",
       R"({"rows":2,"atoms":[[[0,"1"],[0,"1"]]]})",
       R"({"rows":2,"atoms":[[0,"1"]]})",
       R"({"rows":2,"atoms":{}})",
       R"({"product":[]})",
       R"({"product":[{"rows":1,"atoms":[[]]}]})",
       R"({"product":[{"rows":1,"atoms":[[]]},{"rows":2,"atoms":[[]]}]})",
       R"({"product":[{"rows":1,"atoms":[[]]},{"product":[{"rows":1,"atoms":[[]]},{"rows":1,"atoms":[[]]}]}]})",
       R"({"product":[{"rows":1,"atoms":[[]]},{"rows":1,"atoms":[[]]}],"rows":1})",
       "[]",
       "1",
       "null",
       "\"\""}) {
    EXPECT_THROW(matrix_of(text), Rejection) << text;
  }
}

TEST(Rejection, NamesThePlaceTheExpectedAndTheFound) {
  try {
    matrix_of(R"({"rows":2,"atoms":[[],[[0,"2/4"]]]})");
    FAIL() << "2/4 is accepted";
  } catch (const Rejection& rejection) {
    EXPECT_STREQ(rejection.what(),
                 "matrix.atoms[1][0][1]: expected a canonical number as a string (not in lowest terms), "
                 "found \"2/4\"");
  }
}

}  // namespace
}  // namespace dsc::certificate
