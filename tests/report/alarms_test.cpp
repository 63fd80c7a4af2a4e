#include <gmock/gmock.h>

#include "tests/report/documents.h"
#include "tests/report/fixture.h"

/// Whatever is not as expected is said at the top, in the summary and in the claim's section. What a record
/// says of itself against its evidence is in tests/harness/tampering_test.cpp.
namespace dsc::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class AlarmTest : public ReportTest {
 protected:
  /// The text above the summary table.
  std::string top() const { return report().substr(0, report().find("\n| Claim |")); }
  std::string row(const std::string& id) const { return between(summary(), "\n| " + id + " |", "\n"); }
  void expect_alarm(const std::string& sentence, const std::string& cell) const {
    write_report();
    EXPECT_THAT(top(), HasSubstr("NOT AS EXPECTED: 1 of 2 claims"));
    EXPECT_THAT(top(), HasSubstr("> - **T2.3**: " + sentence));
    EXPECT_THAT(top(), Not(HasSubstr("**T2.1**")));
    EXPECT_THAT(row("T2.3"), HasSubstr(cell));
  }
  void SetUp() override {
    claim("T2.3");
    put_both("T2.1");
    put_both("T2.3");
  }
};

TEST_F(AlarmTest, AnotherVerdict) {
  Stored check = stored("T2.3");
  check.add(evidence_of(2, true));
  put(check);
  expect_alarm("as stated **refuted**, expected certified", "**refuted** (expected certified)");
}

TEST_F(AlarmTest, AnotherVerdictOnTheRepair) {
  claim("T2.3").expected.repaired = Verdict::holds;
  expect_alarm("as stated **certified**, expected certified; as repaired **undecided**, expected holds",
               "**undecided** (expected holds)");
}

TEST_F(AlarmTest, ARecordThatContradictsItself) {
  nlohmann::ordered_json record = nlohmann::ordered_json::parse(text_of(record_file("T2.3")));
  record["payload"]["numbers"][0]["value"] = "1/50";
  write(record_file("T2.3"), record.dump(1));
  expect_alarm("the record of the check **contradicts itself**: its content is not what was written",
               "**record contradicts itself**");
}

TEST_F(AlarmTest, FailedAndTimedOut) {
  for (const auto& [state, cell, end] :
       {std::tuple{ledger::State::failed, "**FAILED**", "failed"},
        std::tuple{ledger::State::timed_out, "**TIMED OUT**", "timed out"}}) {
    Stored check = stored("T2.3");
    check.record.state = state;
    check.record.message = "no | more | memory";
    put(check);
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
  Stored control = stored("T2.3", true);
  control.result = {};
  control.add(evidence_of(1));
  put(control);
  expect_alarm("the control is **broken**: its false variant came out certified instead of refuted",
               "| **BROKEN** |");
}

TEST_F(AlarmTest, AControlThatDidNotEnd) {
  Stored control = stored("T2.3", true);
  control.record.state = ledger::State::timed_out;
  put(control);
  expect_alarm("the control is **broken**, it **timed out**", "| **BROKEN** |");
}

TEST_F(AlarmTest, ACertificateThatWasNotAccepted) {
  Stored check = stored("T2.3");
  check.result.certificates[0].proves.clear();
  put(check);
  expect_alarm("1 of 1 certificate of the check **not accepted**", "1, **1 NOT accepted**");
}

TEST_F(AlarmTest, EvidenceWithoutACertificate) {
  Stored check = stored("T2.3");
  check.result.outcome.add(evidence_of(1));
  put(check);
  expect_alarm("the record of the check **contradicts itself**: some of its evidence has no certificate",
               "2, **1 NOT accepted**");
}

TEST_F(AlarmTest, ACommittedCertificateThatIsGoneOrAnother) {
  const auto file = results() / "quick/certificates/T2.3/check-1.json";
  write(file, "T2.3/check2");
  expect_alarm("the certificate `certificates/T2.3/check-1.json` **is changed**", "1, accepted");
  std::filesystem::remove(file);
  expect_alarm("the certificate `certificates/T2.3/check-1.json` **is missing**", "1, accepted");
  EXPECT_THAT(link_targets(page("T2.3")), Not(testing::Contains(HasSubstr("T2.3/check-1.json"))));
}

TEST_F(AlarmTest, ARegisteredClaimWithoutAnyRecord) {
  claim("T9").title = "never run";
  write_report();
  EXPECT_THAT(top(), HasSubstr("NOT AS EXPECTED: 1 of 3 claims"));
  EXPECT_THAT(top(), HasSubstr("> - **T9**: **no record**: `dsc verify T9 --profile quick`"));
  EXPECT_THAT(summary(), HasSubstr("| T9 | never run | undecided | – | **MISSING** |"));
}

TEST_F(AlarmTest, AResultOfOlderCodeIsMarkedAndIsNoAlarm) {
  code_[claim_of("T2.1").file] = "code";
  write_report();
  EXPECT_THAT(report(), Not(HasSubstr("older code")));
  code_[claim_of("T2.1").file] = "new code";
  write_report();
  EXPECT_THAT(top(), Not(HasSubstr("NOT AS EXPECTED")));
  EXPECT_THAT(top(), HasSubstr("Results of **older code**: 2 claims (T2.1, T2.3)"));
  EXPECT_THAT(page("T2.1"),
              HasSubstr("as stated certified (as expected; [record](../../results/quick/claims/T2.1.json) of "
                        "**older code**"));
}

}  // namespace
}  // namespace dsc::test
