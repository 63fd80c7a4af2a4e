#include "harness/ledger/compare.h"

#include <gtest/gtest.h>

#include "harness/error.h"
#include "harness/verify/claim_facts.h"
#include "tests/harness/cells.h"
#include "tests/harness/program.h"

namespace dsc {
namespace {

class Compare : public testing::Test {
 protected:
  Compare() {
    write("a", to_json(sample_result()));
    write("b", to_json(sample_result()));
  }

  void write(const std::string& side, const nlohmann::ordered_json& payload, bool control = false) {
    ledger::Record record = sample_record(sample_cell(control), payload);
    record.provenance.seconds = side == "a" ? 1 : 1000;
    ledger::write_record(folder_.path() / side / "quick", record);
  }
  ledger::Comparison compare() const { return compare("a", "b"); }
  ledger::Comparison compare(const std::string& left, const std::string& right) const {
    return ledger::compare_results(folder_.path() / left, folder_.path() / right, verify::facts_of);
  }

  TemporaryFolder folder_;
};

TEST_F(Compare, ProvenanceIsNoDifference) {
  EXPECT_EQ(compare().cells, 1);
  EXPECT_TRUE(compare().differences.empty());
  EXPECT_EQ(compare().older_code + compare().other_inputs, 0);
}

TEST_F(Compare, VerdictsNumbersAndStatesAreDecisive) {
  verify::ClaimResult other = sample_result();
  other.outcome.add(Evidence{.form = Form::repaired, .violated = true, .instance = "another"});
  other.certificates.push_back(other.certificates[0]);
  write("b", to_json(other));
  std::map<std::string, std::string> found;
  for (const ledger::Difference& one : compare().differences) found[one.what] = one.right;
  EXPECT_EQ(found.at("repaired verdict"), "refuted");
  EXPECT_FALSE(compare().equal());

  verify::ClaimResult number = sample_result();
  number.outcome.number("mu_squared", "2/49");
  write("b", to_json(number));
  ASSERT_EQ(compare().differences.size(), 1u);
  EXPECT_EQ(compare().differences[0].what, "number mu_squared");
  EXPECT_FALSE(compare().equal());

  ledger::Record failed = sample_record(sample_cell(), nullptr);
  failed.state = ledger::State::failed;
  ledger::write_record(folder_ / "b/quick", failed);
  EXPECT_EQ(compare().differences.at(0).what, "state");
  EXPECT_FALSE(compare().equal());
}

TEST_F(Compare, OtherCertificatesAreShownButNotDecisive) {
  verify::ClaimResult other = sample_result();
  other.certificates[1].sha256 = std::string(64, 'b');
  write("b", to_json(other));
  ASSERT_EQ(compare().differences.size(), 1u);
  EXPECT_EQ(compare().differences[0].what, "certificate of evidence 2");
  EXPECT_TRUE(compare().equal());
}

TEST_F(Compare, OlderCodeIsCountedAndIsNoDifference) {
  ledger::Cell cell = sample_cell();
  cell.inputs["code"] = "other code";
  ledger::write_record(folder_ / "b/quick", sample_record(cell, to_json(sample_result())));
  EXPECT_EQ(compare().older_code, 1);
  cell.inputs["seed"] = 2;
  ledger::write_record(folder_ / "b/quick", sample_record(cell, to_json(sample_result())));
  EXPECT_EQ(compare().older_code, 0);
  EXPECT_EQ(compare().other_inputs, 1);
  EXPECT_TRUE(compare().equal());
}

TEST_F(Compare, ACellOnOneSideOnlyIsDecisive) {
  write("b", to_json(sample_result()), true);
  EXPECT_EQ(compare().cells, 2);
  ASSERT_EQ(compare().differences.size(), 1u);
  EXPECT_EQ(compare().differences[0].cell, "quick: T9.1/control");
  EXPECT_FALSE(compare().equal());
}

TEST_F(Compare, TakesAllProfilesOrOne) {
  EXPECT_TRUE(compare("a/quick", "b/quick").equal());
  EXPECT_THROW(compare("a", "missing"), InputError);
  std::filesystem::create_directories(folder_.path() / "empty");
  EXPECT_THROW(compare("empty", "a"), InputError);
}

/// Numbers of an experiment's cells, judged by their spread over seeds.
class CompareNumbers : public testing::Test {
 protected:
  /// A cell for each value, with seeds from 1.
  void write(const std::string& side, const std::vector<double>& accuracies, double speed = 1) const {
    for (std::size_t i = 0; i < accuracies.size(); ++i) {
      const std::string name = "trial/seed" + std::to_string(i + 1);
      const ledger::Cell cell{
          .name = name,
          .file = "experiments/" + name + ".json",
          .inputs = {{"work", "train"}, {"parameters", {{"epochs", 3}, {"seed", i + 1}}}, {"code", "code"}}};
      const nlohmann::ordered_json result = {{"curves", {{"accuracy", {0.1, accuracies[i]}}}},
                                             {"layers", 4},
                                             {"speed", {{"images_per_second", speed}}}};
      ledger::write_record(folder_.path() / side / "quick", sample_record(cell, {{"result", result}}));
    }
  }
  ledger::Comparison compare() const {
    return ledger::compare_results(folder_ / "a", folder_ / "b", verify::facts_of);
  }

  TemporaryFolder folder_;
};

TEST_F(CompareNumbers, EqualNumbersAgreeWhateverTheSpeed) {
  write("a", {0.7, 0.72, 0.74});
  write("b", {0.7, 0.72, 0.74}, 5);
  EXPECT_TRUE(compare().differences.empty());
}

TEST_F(CompareNumbers, ADifferenceWithinTheSpreadIsShownAndDecidesNothing) {
  write("a", {0.70, 0.72, 0.74});  // standard deviation 0.02
  write("b", {0.70, 0.75, 0.74});
  ASSERT_EQ(compare().differences.size(), 1u);
  const ledger::Difference one = compare().differences[0];
  EXPECT_EQ(one.cell, "quick: trial/seed2");
  EXPECT_EQ(one.what, "result/curves/accuracy/1");
  EXPECT_EQ(one.note, "1.5 standard deviations over 3 seeds");
  EXPECT_TRUE(compare().equal());
}

TEST_F(CompareNumbers, ADifferenceBeyondTheSpreadIsDecisive) {
  write("a", {0.70, 0.72, 0.74});
  write("b", {0.70, 0.82, 0.74});
  EXPECT_EQ(compare().differences.at(0).note, "5 standard deviations over 3 seeds");
  EXPECT_FALSE(compare().equal());
}

TEST_F(CompareNumbers, ANumberThatNoSeedChangesMayNotDiffer) {
  write("a", {0.7, 0.7});
  write("b", {0.7, 0.7000001});
  EXPECT_EQ(compare().differences.at(0).note, "the same for all 2 seeds");
  EXPECT_FALSE(compare().equal());
}

TEST_F(CompareNumbers, OneSeedHasNoSpread) {
  write("a", {0.7});
  write("b", {0.1});
  EXPECT_EQ(compare().differences.at(0).note, "one seed: there is no spread to judge it by");
  EXPECT_TRUE(compare().equal());
}

}  // namespace
}  // namespace dsc
