#include "harness/ledger/record.h"

#include <gtest/gtest.h>

#include <limits>

#include "harness/error.h"
#include "tests/harness/cells.h"
#include "tests/harness/program.h"

namespace dsc {
namespace {

class Record : public testing::Test {
 protected:
  nlohmann::ordered_json record(const Findings& findings) const {
    return record_of(cell_, sample_inputs(cell_), findings, {}, {});
  }
  bool expected(const Findings& findings) const { return as_expected(cell_, findings); }

  TemporaryFolder folder_;
  ProfileFolder results_{folder_.path() / "quick"};
  Claim claim_ = sample_claim();
  Cell cell_{&claim_, false};
  Cell control_{&claim_, true};
};

TEST_F(Record, ReadsBackWithEveryDoubleIntact) {
  const Findings findings = sample_findings();
  store_record(results_, cell_, findings, record(findings));
  const auto read = read_record(results_.record(cell_));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(*read, record(findings));
  EXPECT_EQ(read->at("figures")[0].at("series")[0].at("y"), (std::vector<double>{0.1, 1e-300, 5e-324}));
  EXPECT_EQ(read->at("evidence")[1].at("tightness").dump(), "0.1") << "shortest text that reads back";
  EXPECT_EQ(read->at("claim").at("statement"), claim_.statement);
  EXPECT_EQ(read->at("verdict").at("overall"), "repaired");
}

TEST_F(Record, HoldsTheKeysOfTheSchemaInOrder) {
  std::vector<std::string> keys;
  const nlohmann::ordered_json all = record(sample_findings());
  for (const auto& [key, value] : all.items()) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{"schema", "cell", "address", "state", "message", "claim",
                                            "verdict", "as_expected", "tightness", "evidence", "numbers",
                                            "tables", "figures", "inputs", "provenance"}));
}

TEST_F(Record, NoFileIsNoRecord) { EXPECT_FALSE(read_record(results_.record(cell_)).has_value()); }

TEST_F(Record, ACheckIsAsExpectedOnlyWithBothVerdictsAndAllCertificates) {
  EXPECT_TRUE(expected(sample_findings()));

  Findings rejected = sample_findings();
  rejected.certificates[1].accepted = false;
  EXPECT_FALSE(expected(rejected));

  Findings uncertified = sample_findings();
  uncertified.certificates.pop_back();
  EXPECT_FALSE(expected(uncertified));

  Findings failed = sample_findings();
  failed.state = State::failed;
  EXPECT_FALSE(expected(failed));
  EXPECT_TRUE(record(failed).at("verdict").at("overall").is_null());

  claim_.expected.printed = Verdict::holds;
  EXPECT_FALSE(expected(sample_findings()));
  claim_.expected = {Verdict::refuted, std::nullopt};
  EXPECT_FALSE(expected(sample_findings())) << "evidence about a repair that nobody expects";
}

TEST_F(Record, NoEvidenceIsNeverAsExpected) {
  claim_.expected = {Verdict::unknown, std::nullopt};
  EXPECT_FALSE(expected(Findings{}));
  EXPECT_FALSE(as_expected(control_, Findings{}));
}

TEST_F(Record, AControlMustRefuteThePrintedForm) {
  EXPECT_TRUE(as_expected(control_, sample_findings()));
  Findings tame;
  Evidence item = sample_findings().outcome.evidence()[0];
  item.violated = false;
  tame.outcome.add(item);
  tame.certificates = {sample_findings().certificates[0]};
  EXPECT_FALSE(as_expected(control_, tame));
}

TEST_F(Record, RefusesNumbersThatJsonCannotHold) {
  for (const double bad :
       {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    Findings findings = sample_findings();
    Figure figure;
    figure.name = "bad";
    figure.series = {{"s", {0}, {bad}}};
    findings.outcome.add(figure);
    EXPECT_THROW(record(findings), std::runtime_error);
  }
}

TEST_F(Record, TextThatIsNoUtf8IsStillStored) {
  Findings findings;
  findings.state = State::failed;
  findings.message = "bytes \xff\xfe";
  store_record(results_, cell_, findings, record(findings));
  EXPECT_EQ(read_record(results_.record(cell_))->at("message"), "bytes \xEF\xBF\xBD\xEF\xBF\xBD");
}

}  // namespace
}  // namespace dsc
