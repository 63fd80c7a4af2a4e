#include "cmake/code_digests/token_stream.h"

#include <gtest/gtest.h>

namespace dsc::code_digests {
namespace {

TEST(TokenStream, ForgetsCommentsBlanksAndLayout) {
  EXPECT_EQ(token_stream("int  a=1;// one\n/* two\n lines */int b;"),
            token_stream("int a = 1;\n\n\tint b; // three"));
}

TEST(TokenStream, KeepsWhatALiteralHolds) {
  EXPECT_NE(token_stream(R"(auto a = "x  y";)"), token_stream(R"(auto a = "x y";)"));
  EXPECT_NE(token_stream(R"(auto a = "// 1";)"), token_stream(R"(auto a = "// 2";)"));
  EXPECT_NE(token_stream(R"(auto a = "\" /* 1 */";)"), token_stream(R"(auto a = "\" /* 2 */";)"));
  EXPECT_NE(token_stream("char a = '\"'; // \" b"), token_stream("char a = '\"'; \" b\";"));
  EXPECT_NE(token_stream("auto a = R\"x(1 // )\" 2)x\";"), token_stream("auto a = R\"x(1 // )\" 3)x\";"));
  EXPECT_NE(token_stream("auto a = R\"(\n\n)\";"), token_stream("auto a = R\"(\n)\";"));
}

TEST(TokenStream, TellsTokensApartThatTouch) {
  EXPECT_NE(token_stream("a + +b"), token_stream("a ++b"));
  EXPECT_NE(token_stream("a - -1"), token_stream("a --1"));
  EXPECT_NE(token_stream("x > > y"), token_stream("x >> y"));
  EXPECT_NE(token_stream("int ab;"), token_stream("int a b;"));
  EXPECT_EQ(token_stream("a+b"), token_stream("a + b"));
}

TEST(TokenStream, ReadsNumbersWhole) {
  EXPECT_EQ(token_stream("1'000.5e-3f"), "1'000.5e-3f\n");
  EXPECT_EQ(token_stream("0x1.8p-3"), "0x1.8p-3\n");
  EXPECT_EQ(token_stream("0xe-1"), "0xe\n-\n1\n");
  EXPECT_EQ(token_stream("x-1"), "x\n-\n1\n");
  EXPECT_EQ(token_stream("'a'+'\\''"), "'a'\n+\n'\\''\n");
}

TEST(TokenStream, EndsADirectiveWithItsLine) {
  EXPECT_NE(token_stream("#define A 1\nint b;"), token_stream("#define A 1 int b;"));
  EXPECT_EQ(token_stream("#define A \\\n 1\nint b;"), token_stream("#  define A 1 // why\nint b;"));
}

TEST(TokenStream, LeavesOutIncludesOfTheProjectOnly) {
  EXPECT_EQ(token_stream("#include \"theorems/exact/matrix.h\"\nint a;"),
            token_stream("# include \"elsewhere.h\" // moved\nint a;"));
  EXPECT_NE(token_stream("#include <vector>\nint a;"), token_stream("#include <list>\nint a;"));
}

TEST(TokenStream, ChangesWithEveryToken) {
  const std::string before = token_stream("double f(double x) { return 2.0 * x; }");
  for (const char* after :
       {"double f(double x) { return 2.1 * x; }", "double f(double x) { return 2.0 / x; }",
        "float f(double x) { return 2.0 * x; }", "double f(double x) { return 2.0 * x }"}) {
    EXPECT_NE(token_stream(after), before) << after;
  }
}

}  // namespace
}  // namespace dsc::code_digests
