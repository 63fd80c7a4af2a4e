#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>

#include "harness/certificate/reader.h"

namespace dsc::certificate {
namespace {

std::string why(const auto& action) {
  try {
    action();
  } catch (const Rejection& rejection) {
    return rejection.what();
  }
  return "";
}

nlohmann::json parsed(const std::string& text) { return parse_text(text); }

TEST(Number, RationalsHaveTheirValue) {
  EXPECT_EQ(parse_number("0"), 0);
  EXPECT_EQ(parse_number("17"), 17);
  EXPECT_EQ(parse_number("-3/4"), Rational(-3, 4));
  EXPECT_EQ(parse_number("123456789012345678901234567891/7"), Rational("123456789012345678901234567891/7"));
}

TEST(Number, DyadicsHaveTheirValue) {
  EXPECT_EQ(parse_number("0x0p+0"), 0);
  EXPECT_EQ(parse_number("0x1p+0"), 1);
  EXPECT_EQ(parse_number("0x1.8p-3"), Rational(3, 16));
  EXPECT_EQ(parse_number("-0x1.8p+1"), -3);
  EXPECT_EQ(parse_number("0x1.00000000000000000001p+80"), Rational("1208925819614629174706177"));
  EXPECT_EQ(parse_number("0x1p+100000"), Rational(Integer(Integer(1) << 100000)));
  EXPECT_EQ(parse_number("-0x1p-100000"), Rational(Integer(-1), Integer(Integer(1) << 100000)));
}

TEST(Number, ADoublePrintedInHexadecimalComesBack) {
  for (double value : {0.1, -1.0 / 3, 6.02e23, 5e-324, 1.7976931348623157e308, 2.2250738585072014e-308}) {
    char text[64];
    std::snprintf(text, sizeof text, "%a", value);
    std::string spelled = text;
    if (std::fpclassify(value) == FP_SUBNORMAL) spelled = "0x1p-1074";  // %a does not normalise these
    EXPECT_EQ(parse_number(spelled), Rational(value)) << spelled;
  }
}

class NotCanonical : public testing::TestWithParam<const char*> {};

TEST_P(NotCanonical, IsRejected) { EXPECT_THROW(parse_number(GetParam()), Rejection) << GetParam(); }

INSTANTIATE_TEST_SUITE_P(Rational, NotCanonical,
                         testing::Values("", "-", "+1", "-0", "00", "01", "-01", "1/1", "2/4", "3/3", "1/0",
                                         "0/1", "0/5", "1/-2", "--1", "1/", "/2", "1/02", "01/2", "1/2/3",
                                         "1.0", "1e2", "1.5", " 1", "1 ", "1 /2", "NaN", "nan", "inf",
                                         "Infinity", "-inf", "0b1", "1_000", "1,0", "1'000", "\xd9\xa1", "0x",
                                         "x"));
INSTANTIATE_TEST_SUITE_P(Dyadic, NotCanonical,
                         testing::Values("-0x0p+0", "0x0p-0", "0x0", "0x0p+1", "0x0.8p+0", "0x1", "0x1p",
                                         "0x1p+", "0x1p0", "0x1p-0", "0x1p+00", "0x1p+01", "0x1p-01",
                                         "0x1.p+0", "0x1.0p+0", "0x1.80p-3", "0x1.Ap+0", "0x1.ap+0 ",
                                         "0X1p+0", "0x1P+0", "0x2p+0", "0x01p+0", "0x10p+0", "0x1.8.8p+0",
                                         "0x1.gp+0", "+0x1p+0", "--0x1p+0", "0x1p+100001", "0x1p-100001",
                                         "0x1p+999999999", "0x1p+99999999999999999999", "0x-1p+0", "0x1p+-1",
                                         "0x1p+1/2", "0x1.-8p+0", "0x.8p+0"));

TEST(Text, PlainJsonIsRead) { EXPECT_EQ(parsed(" {\"a\":\n[1,\t\"b\"]}\r\n").dump(), "{\"a\":[1,\"b\"]}"); }

class NotJson : public testing::TestWithParam<std::string> {};

TEST_P(NotJson, IsRejected) { EXPECT_THROW(parse_text(GetParam()), Rejection); }

INSTANTIATE_TEST_SUITE_P(Text, NotJson,
                         testing::Values("", "{", "[", "{\"a\":1", "{\"a\":1}}", "{\"a\":1}x", "{\"a\":1} {}",
                                         "{\"a\":1,}", "[1,]", "{a:1}", "{'a':1}", "\xEF\xBB\xBF{}",
                                         "{\"a\":01}", "{\"a\":+1}", "{\"a\":NaN}", "{\"a\":Infinity}",
                                         "{\"a\":.5}", "{}//", "{/**/}", "{\"a\":\"\\u0030\"}",
                                         "{\"a\\u0062\":1}", "{\"\xc3\xa9\":1}", "{\"a\":\"\xff\"}",
                                         "{\"a\":\"\t\"}", "{\"a\":\"\n\"}", "{\"a\":\"\x7f\"}", "{\v}",
                                         std::string("{}\0{}", 5), std::string("{\"a\":\"\0\"}", 9),
                                         std::string("\0{}", 3)));

TEST(Text, AKeyGivenTwiceIsNamed) {
  EXPECT_NE(why([] { parse_text(R"({"a":1,"b":{"c":1,"c":1}})"); }).find("\"c\""), std::string::npos);
  EXPECT_NE(why([] { parse_text(R"({"a":1,"a":1})"); }).find("\"a\""), std::string::npos);
  EXPECT_EQ(why([] { parse_text(R"({"a":{"b":1},"b":{"a":1}})"); }), "");
}

TEST(Text, DeepNestingEndsAtOnce) {
  EXPECT_NE(why([] { parse_text(std::string(1'000'000, '[')); }).find("nesting"), std::string::npos);
  std::string objects;
  for (int k = 0; k < 100'000; ++k) objects += "{\"a\":";
  EXPECT_NE(why([&] { parse_text(objects); }).find("nesting"), std::string::npos);
}

TEST(Text, TooLongIsRejectedUnread) {
  EXPECT_NE(why([] { parse_text(std::string(largest_text + 1, ' ')); }).find("bytes"), std::string::npos);
}

TEST(Count, IsAnUnsignedInteger) {
  for (const char* text :
       {"-0", "-1", "1.0", "1e0", "1E2", "true", "null", "\"1\"", "[1]", "18446744073709551616"}) {
    const nlohmann::json value = parse_text(text);
    EXPECT_THROW(Node(value, "k").count(), Rejection) << text;
  }
  const nlohmann::json value = parse_text("12");
  EXPECT_EQ(Node(value, "k").count(), 12u);
  EXPECT_THROW(Node(value, "k").count(13), Rejection);
  EXPECT_THROW(Node(value, "k").count(0, 11), Rejection);
}

TEST(Rejection, NamesPlaceExpectedAndFound) {
  const auto value = parse_text(R"({"layers":[{"rows":2,"atoms":[[[0,"1"]],[[1,"2/4"]]]}]})");
  const std::string reason = why([&] { Node(value, "")["layers"].layers(); });
  EXPECT_NE(reason.find("layers[0].atoms[1][0][1]"), std::string::npos) << reason;
  EXPECT_NE(reason.find("expected"), std::string::npos) << reason;
  EXPECT_NE(reason.find("found \"2/4\""), std::string::npos) << reason;
}

TEST(Matrix, HugeRowsCostNothing) {
  const auto value = parse_text(R"({"rows":1000000000000,"atoms":[[[999999999999,"1"]],[]]})");
  const Matrix a = Node(value, "").matrix();
  EXPECT_EQ(a.rows, 1'000'000'000'000u);
  EXPECT_EQ(a.atoms[0], (Vector{{999'999'999'999u, 1}}));
  EXPECT_TRUE(a.atoms[1].empty());
}

TEST(Matrix, AProductIsMultipliedFromLeftToRight) {
  const auto value = parse_text(R"({"product":[{"rows":2,"atoms":[[[0,"1"],[1,"2"]],[[1,"1/2"]]]},
      {"rows":2,"atoms":[[[0,"3"]],[[1,"4"]],[[0,"1"],[1,"-4"]]]}]})");
  const Matrix a = Node(value, "").matrix();
  EXPECT_EQ(a.rows, 2u);
  EXPECT_EQ(a.atoms, (std::vector<Vector>{{{0, 3}, {1, 6}}, {{1, 2}}, {{0, 1}}}));  // the last entry cancels
}

class NoMatrix : public testing::TestWithParam<const char*> {};

TEST_P(NoMatrix, IsRejected) {
  const nlohmann::json value = parse_text(GetParam());
  EXPECT_THROW(Node(value, "matrix").matrix(), Rejection);
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, NoMatrix,
    testing::Values(R"({"rows":0,"atoms":[[]]})", R"({"rows":2,"atoms":[]})", R"({"rows":2})",
                    R"({"atoms":[[]]})", R"({"rows":2,"atoms":[[]],"name":"A"})", R"({"rows":2,"atoms":{}})",
                    R"({"rows":"2","atoms":[[]]})", R"({"rows":2,"atoms":[[[2,"1"]]]})",
                    R"({"rows":2,"atoms":[[[0,"0"]]]})", R"({"rows":2,"atoms":[[[0,"0x0p+0"]]]})",
                    R"({"rows":2,"atoms":[[[1,"1"],[0,"1"]]]})", R"({"rows":2,"atoms":[[[0,"1"],[0,"1"]]]})",
                    R"({"rows":2,"atoms":[[[0,1]]]})", R"({"rows":2,"atoms":[[["0","1"]]]})",
                    R"({"rows":2,"atoms":[[[0,"1","1"]]]})", R"({"rows":2,"atoms":[[[0]]]})",
                    R"({"rows":1099511627777,"atoms":[[]]})", R"([])", R"("A")", R"({"product":[]})",
                    R"({"product":[{"rows":1,"atoms":[[]]}]})",
                    R"({"product":[{"rows":1,"atoms":[[]]},{"rows":2,"atoms":[[]]}]})",
                    R"({"product":[{"rows":1,"atoms":[[]]},{"rows":1,"atoms":[[]]}],"rows":1})",
                    R"({"product":[{"product":[{"rows":1,"atoms":[[]]},{"rows":1,"atoms":[[]]}]},
                        {"rows":1,"atoms":[[]]}]})"));

TEST(Vector, HasTheSizeItsPlaceAsksFor) {
  const auto value = parse_text(R"({"size":3,"entries":[[0,"1"],[2,"-1/2"]]})");
  EXPECT_EQ(Node(value, "").vector(3), (Vector{{0, 1}, {2, Rational(-1, 2)}}));
  EXPECT_THROW(Node(value, "").vector(4), Rejection);
  EXPECT_THROW(Node(value, "").vector(2), Rejection);
}

}  // namespace
}  // namespace dsc::certificate
