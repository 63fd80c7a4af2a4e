#include "harness/ledger/record.h"

#include <gtest/gtest.h>

#include <limits>

#include "harness/error.h"
#include "harness/verify/judgement.h"
#include "tests/harness/cells.h"
#include "tests/harness/program.h"

namespace dsc {
namespace {

using ledger::State;
using nlohmann::ordered_json;

class Record : public testing::Test {
 protected:
  bool expected(const verify::ClaimResult& result, bool control = false, State state = State::completed) {
    store_sample(results_);
    ledger::Record record = sample_record(sample_cell(control), to_json(result));
    record.state = state;
    return verify::judge(record, claim_, results_).as_expected;
  }

  TemporaryFolder folder_;
  std::filesystem::path results_ = folder_ / "quick";
  Claim claim_ = sample_claim();
};

TEST_F(Record, ReadsBackWithEveryDoubleIntact) {
  const ledger::Record stored = store_sample(results_);
  const auto read = ledger::read_record(results_, stored.file);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(to_json(*read), to_json(stored));
  EXPECT_EQ(read->contradiction, "");
  const verify::ClaimResult result = verify::claim_result_of(*read);
  EXPECT_EQ(result.contradiction, "");
  EXPECT_EQ(result.outcome.figures().at(0).series.at(0).y, (std::vector<double>{0.1, 1e-300, 5e-324}));
  EXPECT_EQ(result.outcome.tightness(), 0.1);
  EXPECT_EQ(to_json(result), stored.payload);
}

TEST_F(Record, HoldsTheKeysOfTheSchemaInOrder) {
  std::vector<std::string> keys;
  const ordered_json all = to_json(sample_record(sample_cell(), to_json(sample_result())));
  for (const auto& [key, value] : all.items()) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{"schema", "cell", "address", "state", "message", "inputs",
                                            "payload", "provenance", "sha256"}));
}

TEST_F(Record, NoFileIsNoRecord) {
  EXPECT_FALSE(ledger::read_record(results_, "claims/T9.1.json").has_value());
}

TEST_F(Record, ACheckIsAsExpectedOnlyWithBothVerdictsAndAllCertificates) {
  EXPECT_TRUE(expected(sample_result()));

  verify::ClaimResult rejected = sample_result();
  rejected.certificates[1].proves.clear();
  EXPECT_FALSE(expected(rejected));

  verify::ClaimResult uncertified = sample_result();
  uncertified.certificates.clear();
  EXPECT_FALSE(expected(uncertified));

  verify::ClaimResult elsewhere = sample_result();
  elsewhere.certificates[0].file = "certificates/T9.1/check-009.json";
  EXPECT_FALSE(expected(elsewhere)) << "its certificate is missing";

  EXPECT_FALSE(expected(sample_result(), false, State::failed));

  claim_.expected.printed = Verdict::holds;
  EXPECT_FALSE(expected(sample_result()));
  claim_.expected = {Verdict::refuted, std::nullopt};
  EXPECT_FALSE(expected(sample_result())) << "evidence about a repair that nobody expects";
}

TEST_F(Record, NoEvidenceIsNeverAsExpected) {
  claim_.expected = {Verdict::unknown, std::nullopt};
  EXPECT_FALSE(expected({}));
  EXPECT_FALSE(expected({}, true));
}

TEST_F(Record, AControlMustRefuteThePrintedForm) {
  EXPECT_TRUE(expected(sample_result(), true));
  verify::ClaimResult tame;
  Evidence item = sample_result().outcome.evidence()[1];
  item.form = Form::printed;
  tame.outcome.add(item);
  tame.certificates = {sample_result().certificates[1]};
  EXPECT_FALSE(expected(tame, true));
}

TEST_F(Record, RefusesNumbersThatJsonCannotHold) {
  for (const double bad :
       {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    verify::ClaimResult result = sample_result();
    Figure figure;
    figure.name = "bad";
    figure.series = {{.label = "s", .x = {0}, .y = {bad}}};
    result.outcome.add(figure);
    EXPECT_THROW(to_json(result), std::runtime_error);
  }
}

TEST_F(Record, TextThatIsNoUtf8IsStillStored) {
  ledger::Record record = sample_record(sample_cell(), nullptr);
  record.state = State::failed;
  record.message = "bytes \xff\xfe";
  ledger::write_record(results_, record);
  const auto read = ledger::read_record(results_, record.file);
  EXPECT_EQ(read->message, "bytes \xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(read->contradiction, "");
}

}  // namespace
}  // namespace dsc
