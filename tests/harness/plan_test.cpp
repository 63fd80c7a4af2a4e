// Each cell that runs says why, and nothing runs without a reason.
#include "harness/ledger/plan.h"

#include <gtest/gtest.h>

#include "harness/verify/run_claim.h"
#include "tests/harness/cells.h"
#include "tests/harness/program.h"

namespace dsc {
namespace {

namespace fs = std::filesystem;
using ledger::Decision;
using ledger::Planned;
using ledger::State;

class Plan : public testing::Test {
 protected:
  Planned plan() const { return plan({cell_}, {}).at(0); }
  std::vector<Planned> plan(const std::vector<ledger::Cell>& cells, const ledger::Shard& shard) const {
    return ledger::plan(cells, shard, results_,
                        [&](const ledger::Record& record) { return verify::audit(record, results_); });
  }
  void store(State state) {
    ledger::Record record = store_sample(results_);
    record.state = state;
    ledger::write_record(results_, record);
  }

  TemporaryFolder folder_;
  fs::path results_ = folder_ / "quick";
  ledger::Cell cell_ = sample_cell();
};

TEST_F(Plan, RunsWhatHasNoResultAndSkipsWhatIsUpToDate) {
  EXPECT_EQ(plan().decision, Decision::run);
  EXPECT_EQ(plan().reason, "no result yet");
  store_sample(results_);
  EXPECT_EQ(plan().decision, Decision::up_to_date);
  EXPECT_EQ(plan().reason, "up to date");
}

TEST_F(Plan, NamesTheInputsThatChanged) {
  store_sample(results_);
  cell_.inputs["seed"] = 2;
  EXPECT_EQ(plan().reason, "inputs changed: seed");
  cell_.inputs["samples"] = 3;
  EXPECT_EQ(plan().reason, "inputs changed: samples, seed");
  cell_.inputs["code"] = "new";
  EXPECT_EQ(plan().reason, "inputs changed: code, samples, seed");
  EXPECT_EQ(plan().decision, Decision::run);
}

TEST_F(Plan, AResultOfOlderCodeIsToldFromOneOfOtherInputs) {
  store_sample(results_);
  cell_.inputs["code"] = "new";
  EXPECT_EQ(plan().decision, Decision::run);
  EXPECT_EQ(plan().reason, "result of older code");
}

TEST_F(Plan, FailuresAreNeverCached) {
  store(State::failed);
  EXPECT_EQ(plan().reason, "previous run failed");
  store(State::timed_out);
  EXPECT_EQ(plan().reason, "previous run timed out");
}

TEST_F(Plan, ARecordThatCannotBeReadRunsAgain) {
  store_sample(results_);
  write_text(results_ / cell_.file, "{\"schema\":1");
  EXPECT_EQ(plan().reason, "previous record unreadable");
}

TEST_F(Plan, CertificatesMustBeAsRecorded) {
  store_sample(results_);
  const fs::path certificate = results_ / "certificates/T9.1/check-002.json";
  write_text(certificate, "TWO");
  EXPECT_EQ(plan().reason, "certificate changed: certificates/T9.1/check-002.json");
  fs::remove(certificate);
  EXPECT_EQ(plan().reason, "certificate missing: certificates/T9.1/check-002.json");
}

TEST_F(Plan, LeavesOtherShardsAlone) {
  const auto cells = plan({cell_, sample_cell(true)}, {2, 3});
  EXPECT_EQ(cells[0].decision, Decision::other_shard);
  EXPECT_EQ(cells[0].reason, "other shard");
  EXPECT_EQ(cells[1].decision, Decision::run);
}

TEST_F(Plan, EqualInputsAreComputedOnce) {
  ledger::Cell twin = cell_;
  twin.name = "T9.2/check";
  twin.file = "claims/T9.2.json";
  auto cells = plan({cell_, twin}, {});
  EXPECT_EQ(cells[1].decision, Decision::copy);
  EXPECT_EQ(cells[1].reason, "same as T9.1/check");
  store_sample(results_);
  cells = plan({twin, cell_}, {});
  EXPECT_EQ(cells[0].decision, Decision::copy) << "what is there already is copied, whatever the order";
  EXPECT_EQ(cells[0].same_as, 1u);
}

}  // namespace
}  // namespace dsc
