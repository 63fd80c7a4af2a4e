// Each cell that runs says why, and nothing runs without a reason.
#include "harness/ledger/plan.h"

#include <gtest/gtest.h>

#include "tests/harness/cells.h"
#include "tests/harness/program.h"

namespace dsc {
namespace {

namespace fs = std::filesystem;

class Plan : public testing::Test {
 protected:
  Plan() {
    setting_.folder.root = folder_.path() / "quick";
    setting_.profile.name = "quick";
    setting_.code.mathematics = "m";
    setting_.code.checker = "c";
    setting_.code.claims[claim_.file] = "f";
    setting_.build = {"GCC 12", "-O3", "processor", {{"GMP", "6.2.1"}}};
  }

  PlannedCell plan() const { return plan_cells({cell_}, {}, setting_).at(0); }

  /// Stores a result of today's inputs.
  void store(State state = State::completed) {
    Findings findings = sample_findings();
    findings.state = state;
    findings.certificates = store_certificates(setting_.folder, cell_, {"one", "two"});
    store_record(setting_.folder, cell_, findings, record_of(cell_, plan().inputs, findings, {}, {}));
  }

  TemporaryFolder folder_;
  Claim claim_ = sample_claim();
  Cell cell_{&claim_, false};
  Setting setting_;
};

TEST_F(Plan, RunsWhatHasNoResultAndSkipsWhatIsUpToDate) {
  EXPECT_EQ(plan().decision, Decision::run);
  EXPECT_EQ(plan().reason, "no result yet");
  store();
  EXPECT_EQ(plan().decision, Decision::up_to_date);
  EXPECT_EQ(plan().reason, "up to date");
}

TEST_F(Plan, NamesTheInputsThatChanged) {
  store();
  setting_.profile.effort.seed = 2;
  EXPECT_EQ(plan().reason, "inputs changed: seed");
  setting_.build.libraries["GMP"] = "6.3.0";
  EXPECT_EQ(plan().reason, "inputs changed: seed, libraries");
  setting_.code.mathematics = "m2";
  EXPECT_EQ(plan().reason, "code changed");
  EXPECT_EQ(plan().decision, Decision::run);
}

TEST_F(Plan, AnotherExpectationIsAnotherCell) {
  store();
  claim_.expected.printed = Verdict::holds;
  EXPECT_EQ(plan().decision, Decision::run);
}

TEST_F(Plan, FailuresAreNeverCached) {
  store(State::failed);
  EXPECT_EQ(plan().reason, "previous run failed");
  store(State::timed_out);
  EXPECT_EQ(plan().reason, "previous run timed out");
}

TEST_F(Plan, ARecordThatCannotBeReadRunsAgain) {
  store();
  write_text(setting_.folder.record(cell_), "{\"schema\":1");
  EXPECT_EQ(plan().reason, "previous record unreadable");
}

TEST_F(Plan, CertificatesMustBeAsRecorded) {
  store();
  const fs::path certificate = setting_.folder.root / "certificates/T9.1/check-002.json";
  write_text(certificate, "TWO");
  EXPECT_EQ(plan().reason, "certificate changed: certificates/T9.1/check-002.json");
  fs::remove(certificate);
  EXPECT_EQ(plan().reason, "certificate missing: certificates/T9.1/check-002.json");
}

TEST_F(Plan, ACertificateTooLargeToCommitMayBeAbsent) {
  Findings findings = sample_findings();
  findings.certificates =
      store_certificates(setting_.folder, cell_, {"one", std::string(kCommittedBytes + 1, 'x')});
  store_record(setting_.folder, cell_, findings, record_of(cell_, plan().inputs, findings, {}, {}));
  fs::remove(setting_.folder.root / "certificates/T9.1/check-002.json");
  EXPECT_EQ(plan().decision, Decision::up_to_date);
}

TEST_F(Plan, LeavesOtherShardsAlone) {
  const auto cells = plan_cells({cell_, {&claim_, true}}, {2, 3}, setting_);
  EXPECT_EQ(cells[0].decision, Decision::other_shard);
  EXPECT_EQ(cells[0].reason, "other shard");
  EXPECT_EQ(cells[1].decision, Decision::run);
}

}  // namespace
}  // namespace dsc
