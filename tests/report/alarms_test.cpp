#include <gmock/gmock.h>

#include "harness/report/report.h"
#include "tests/report/documents.h"
#include "tests/report/fixture.h"

/// Whatever is not as expected is said at the top, in the summary and in the claim's section.
namespace dsc::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class AlarmTest : public ReportTest {
 protected:
  /// The text above the summary table.
  std::string top() const { return report().substr(0, report().find("\n| Claim |")); }
  std::string row(const std::string& id) const {
    return between(summary_markdown(results(), "quick"), "\n| " + id + " |", "\n");
  }
  void expect_alarm(const std::string& sentence, const std::string& cell) const {
    write_report(results(), "quick", reports());
    EXPECT_THAT(top(), HasSubstr("NOT AS EXPECTED: 1 of 2 claims"));
    EXPECT_THAT(top(), HasSubstr("> - **T2.3**: " + sentence));
    EXPECT_THAT(top(), Not(HasSubstr("**T2.1**")));
    EXPECT_THAT(row("T2.3"), HasSubstr(cell));
  }
  void SetUp() override {
    put_both("T2.1");
    put_both("T2.3");
  }
};

TEST_F(AlarmTest, AnotherVerdict) {
  Json record = record_of("T2.3");
  record["verdict"]["printed"] = record["verdict"]["overall"] = "refuted";
  record["as_expected"] = false;
  put(record);
  expect_alarm("as stated **refuted**, expected certified", "**refuted** (expected certified)");
}

TEST_F(AlarmTest, AnotherVerdictThatTheRecordCallsExpected) {
  Json record = record_of("T2.3");
  record["verdict"]["printed"] = "holds";
  put(record);
  expect_alarm("as stated **holds**, expected certified", "**holds** (expected certified)");
}

TEST_F(AlarmTest, AnotherVerdictOnTheRepair) {
  Json record = record_of("T2.3");
  record["claim"]["expected"]["repaired"] = "holds";
  put(record);
  expect_alarm("as stated **certified**, expected certified; as repaired **undecided**, expected holds",
               "**undecided** (expected holds)");
}

TEST_F(AlarmTest, FailedAndTimedOut) {
  for (const auto& [state, cell, end] : {std::tuple{"failed", "**FAILED**", "failed"},
                                         std::tuple{"timed_out", "**TIMED OUT**", "timed out"}}) {
    Json record = record_of("T2.3");
    record["state"] = state;
    record["message"] = "no | more | memory";
    record["verdict"] = {{"printed", nullptr}, {"repaired", nullptr}, {"overall", nullptr}};
    record["evidence"][0]["certificate"] = {{"file", "certificates/T2.3/check-1.json"},
                                            {"sha256", std::string(64, '1')},
                                            {"bytes", 2},
                                            {"committed", true},
                                            {"accepted", true}};
    record["as_expected"] = false;
    put(record);
    expect_alarm(std::string("the check **") + end + "**: no \\| more \\| memory", cell);
  }
}

TEST_F(AlarmTest, NoControl) {
  std::filesystem::remove(record_file("T2.3", true));
  expect_alarm("its control is **missing**, so the check is not passed", "| **MISSING** |");
}

TEST_F(AlarmTest, NoCheck) {
  std::filesystem::remove(record_file("T2.3"));
  expect_alarm("its check is **missing**: `dsc verify T2.3 --profile quick`", "| **MISSING** |");
}

TEST_F(AlarmTest, AControlThatDoesNotFail) {
  Json control = record_of("T2.3", true);
  control["verdict"]["printed"] = "holds";
  control["as_expected"] = false;
  put(control);
  expect_alarm("the control is **broken**: its false variant came out holds instead of refuted",
               "| **BROKEN** |");
}

TEST_F(AlarmTest, AControlThatDidNotEnd) {
  Json control = record_of("T2.3", true);
  control["state"] = "timed_out";
  put(control);
  expect_alarm("the control is **broken**, it **timed out**", "| **BROKEN** |");
}

TEST_F(AlarmTest, ACertificateThatWasNotAccepted) {
  Json record = record_of("T2.3");
  record["evidence"][0]["certificate"]["accepted"] = false;
  put(record);
  expect_alarm("1 of 1 certificate of the check **not accepted**", "1, **1 NOT accepted**");
}

TEST_F(AlarmTest, AFindingWithoutACertificate) {
  Json record = record_of("T2.3");
  record["evidence"].push_back(record["evidence"][0]);
  record["evidence"][1]["certificate"] = nullptr;
  write(record_file("T2.3"), record.dump());
  expect_alarm("1 of 2 certificates of the check **not accepted**", "2, **1 NOT accepted**");
}

TEST_F(AlarmTest, ACommittedCertificateThatIsGoneOrTorn) {
  const auto file = results() / "quick/certificates/T2.3/check-1.json";
  write(file, "{");
  expect_alarm("the certificate `certificates/T2.3/check-1.json` **has 1 bytes, not 2**", "1, accepted");
  std::filesystem::remove(file);
  expect_alarm("the certificate `certificates/T2.3/check-1.json` **is missing**", "1, accepted");
  EXPECT_THAT(link_targets(report()), Not(testing::Contains(HasSubstr("T2.3/check-1.json"))));
}

TEST_F(AlarmTest, ARegisteredClaimWithoutAnyRecord) {
  const std::vector<ExpectedClaim> registered = {{"T2.1", "", ""}, {"T2.3", "", ""}, {"T9", "never run", ""}};
  write_report(results(), "quick", reports(), registered);
  EXPECT_THAT(top(), HasSubstr("NOT AS EXPECTED: 1 of 3 claims"));
  EXPECT_THAT(top(), HasSubstr("> - **T9**: **no record**: `dsc verify T9 --profile quick`"));
  EXPECT_THAT(summary_markdown(results(), "quick", "", registered),
              HasSubstr("| T9 | never run | **MISSING** |"));
}

}  // namespace
}  // namespace dsc::test
