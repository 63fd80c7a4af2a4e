#include <gtest/gtest.h>

#include "harness/check/checker.h"

namespace dsc::check {
namespace {

TEST(Limits, SubsetsBeyondReachAreNotTried) {
  std::string atoms;
  for (int j = 0; j < 60; ++j)
    atoms += (j == 0 ? "" : ",") + std::string("[[") + std::to_string(j) + ",\"1\"]]";
  const std::string identity =
      R"({"schema":1,"kind":"independence","matrix":{"rows":60,"atoms":[)" + atoms + "]}";
  const Result many = check_certificate(identity + R"(,"columns":30,"method":"exhaustive"})");
  EXPECT_FALSE(many.ok);
  EXPECT_NE(many.reason.find("5000000"), std::string::npos) << many.reason;
  EXPECT_TRUE(check_certificate(identity + R"(,"columns":59,"method":"exhaustive"})").ok);
  EXPECT_TRUE(check_certificate(identity + R"(,"columns":30,"method":"dominance"})").ok);
}

TEST(Limits, AFewBytesMayNameHugeSizes) {
  EXPECT_TRUE(check_certificate(R"({"schema":1,"kind":"coherence","matrix":{"rows":1000000000000,"atoms":
      [[[0,"1"],[999999999999,"1"]],[[999999999999,"0x1p+100000"]]]},"mu_squared":"1/2","pair":[0,1]})")
                  .ok);
}

// A count that the checker works out itself is bound by the grammar's 2^40 as much as one that it reads.
TEST(Limits, CountsBeyondTheGrammarAreRejectedWhereverTheyStand) {
#ifdef DSC_SANITIZED
  GTEST_SKIP() << "takes minutes under the sanitizers";
#endif
  const std::string head = R"({"schema":1,"kind":"coherence","matrix":{"rows":)", tail = R"(,"atoms":
      [[[0,"1"]],[[1,"1"]]]},"mu_squared":"0","pair":[0,1]})";
  EXPECT_TRUE(check_certificate(head + "1099511627776" + tail).ok);
  EXPECT_FALSE(check_certificate(head + "1099511627777" + tail).ok);
  // 66,000 layers of 2^24 + 1 weights.
  std::string layers;
  for (int j = 0; j < 66'000; ++j)
    layers += (j == 0 ? "" : ",") +
              std::string(R"({"kernel":4096,"stride":1,"input":"channels","weights":{"rows":)") + "16777216" +
              R"(,"atoms":[[]]},"bias":{"size":1,"entries":[]}})";
  const Result result = check_certificate(
      R"({"schema":1,"kind":"network","matrix":{"rows":1,"atoms":[[]]},"analysis":{"rows":1,"atoms":[[]]},
      "thresholds":["1"],"axes":2,"layers":[)" +
      layers + R"(],"read_out":{"rows":1,"atoms":[[]]},"depth":66000,"weights":)" +
      std::to_string(std::uint64_t{66'000} * 16'777'217) + "}");
  EXPECT_FALSE(result.ok);
  EXPECT_NE(result.reason.find("weights"), std::string::npos) << result.reason;
}

TEST(Limits, NumbersCannotGrowWithoutEndInAProduct) {
#ifdef DSC_SANITIZED
  GTEST_SKIP() << "takes minutes under the sanitizers";
#endif
  std::string factors;
  for (int k = 0; k < 90'000; ++k) factors += R"({"rows":1,"atoms":[[[0,"0x1p+100000"]]]},)";
  const Result endless =
      check_certificate(R"({"schema":1,"kind":"independence","matrix":{"product":[)" + factors +
                        R"({"rows":1,"atoms":[[[0,"1"]]]}]},"columns":1,"method":"dominance"})");
  EXPECT_FALSE(endless.ok);
  EXPECT_NE(endless.reason.find("2 to 64 matrices"), std::string::npos) << endless.reason;
}

TEST(Limits, AShortTextCannotAskForAnEndlessNetwork) {
  const auto network = [](const std::string& rows, const std::string& kernel, const std::string& weights) {
    return check_certificate(R"({"schema":1,"kind":"network","matrix":{"rows":)" + rows + R"(,"atoms":[[]]},
        "analysis":{"rows":)" +
                             rows + R"(,"atoms":[[]]},"thresholds":["1"],"axes":1,"layers":[{"kernel":)" +
                             kernel + R"(,"stride":1,"input":"channels","weights":{"rows":)" + weights +
                             R"(,"atoms":[[]]},"bias":{"size":1,"entries":[]}}],
        "read_out":{"rows":1,"atoms":[[]]},"depth":1,"weights":1})");
  };
  EXPECT_NE(network("1000000000000", "2", "2").reason.find("4096 rows"), std::string::npos);
  EXPECT_NE(network("4096", "1000000", "1000000").reason.find("kernel"), std::string::npos);
  EXPECT_NE(network("4096", "2", "2").reason.find("read_out"), std::string::npos);
  std::string matrix = "{\"rows\":4,\"atoms\":[";
  for (int l = 0; l < 1000; ++l) matrix += std::string(l > 0 ? "," : "") + "[[0,\"1\"]]";
  const std::string wide = matrix + "]}";
  const std::string first = R"({"kernel":2,"stride":1,"input":"channels","weights":{"rows":2,)" +
                            wide.substr(10) + R"(,"bias":{"size":1000,"entries":[]}})";
  const std::string next = R"({"kernel":2,"stride":1,"input":"channels","weights":{"rows":2000,)" +
                           wide.substr(10) + R"(,"bias":{"size":1000,"entries":[]}})";
  std::string layers = first;
  for (int j = 0; j < 20; ++j) layers += "," + next;
  const Result endless = check_certificate(
      R"({"schema":1,"kind":"network","matrix":{"rows":4096,"atoms":[[]]},"analysis":{"rows":4096,"atoms":[[]]},
      "thresholds":["1"],"axes":1,"layers":[)" +
      layers + R"(],"read_out":{"rows":1,"atoms":[[]]},"depth":21,"weights":1})");
  EXPECT_NE(endless.reason.find("4000000 terms"), std::string::npos) << endless.reason;
}

}  // namespace
}  // namespace dsc::check
