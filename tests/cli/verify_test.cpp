#include <gtest/gtest.h>

#include <algorithm>

#include "harness/verify/claim_result.h"
#include "tests/harness/program.h"

namespace dsc {
namespace {

using Words = std::vector<std::string>;

class Verify : public testing::Test {
 protected:
  Verify() {
    write_text(folder_.path() / "short.toml",
               "[claims]\nsamples = 2\nsearch_steps = 10\nenumeration = 1\ntime_limit_seconds = 0.3\n");
  }

  Ended verify(const Words& words, const Environment& environment = {}) const {
    return verify_with("smoke", words, environment);
  }
  Ended verify_with(const std::string& profile, const Words& words,
                    const Environment& environment = {}) const {
    Words all{"verify", "--results", results_, "--profile", profile};
    all.insert(all.end(), words.begin(), words.end());
    return run_program(all, environment);
  }
  ledger::Record record(const std::string& file, const std::string& profile = "smoke") const {
    return ledger::read_record(std::filesystem::path(results_) / profile, "claims/" + file).value();
  }
  verify::ClaimResult result(const std::string& file) const { return verify::claim_result_of(record(file)); }

  TemporaryFolder folder_;
  std::string results_ = folder_ / "results";
};

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_F(Verify, AsExpectedIsStatusZeroWithOneLineForEachCell) {
  const Ended ended = verify({"P1"});
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(holds(ended.out, "/2] P1/check  certified as expected  1 certificate  ")) << ended.out;
  EXPECT_TRUE(holds(ended.out, "/2] P1/control  refuted as expected  1 certificate  ")) << ended.out;
  EXPECT_TRUE(
      holds(ended.out, "2 cells: 2 as expected, 0 with another verdict, 0 incomplete; 0 were up to date"));
  EXPECT_FALSE(holds(ended.out, "\x1b")) << "a pipe gets no escape codes";
  EXPECT_FALSE(holds(ended.out, "\r"));
  EXPECT_EQ(ended.err, "");
}

TEST_F(Verify, TheRecordSaysWhatRan) {
  ASSERT_EQ(verify({"P1/check", "--seed", "18446744073709551615"}).status, 0);
  const ledger::Record record = this->record("P1.json");
  EXPECT_EQ(record.state, ledger::State::completed);
  EXPECT_EQ(record.contradiction, "");
  EXPECT_EQ(record.inputs.at("seed"), 18446744073709551615u);
  const verify::ClaimResult result = verify::claim_result_of(record);
  EXPECT_EQ(result.outcome.verdict(Form::printed), Verdict::certified);
  EXPECT_EQ(result.certificates.at(0).proves, "holds for all signals");
  EXPECT_EQ(result.checker.sha256.size(), 64u) << "the checker that accepted them";
  EXPECT_GE(record.provenance.seconds, result.check_seconds);
  EXPECT_GT(result.check_seconds, 0);
  EXPECT_EQ(record.provenance.machine.cores > 0, true);
  EXPECT_EQ(record.provenance.machine.flags_sha256.size(), 64u);
}

TEST_F(Verify, AnotherVerdictIsStatusOneEachTime) {
  for (const char* when : {"run", "read back"}) {
    const Ended ended = verify({"X.wrong/check"});
    EXPECT_EQ(ended.status, 1) << when;
    EXPECT_TRUE(holds(ended.out, "refuted, expected certified")) << ended.out;
  }
  EXPECT_EQ(verify({"X.tame/control"}).status, 1) << "a control that finds nothing";
  EXPECT_EQ(verify({"X.empty/check"}).status, 1) << "no evidence is no success";
}

TEST_F(Verify, ACellThatFailsIsStatusThreeWithItsReason) {
  const std::vector<std::pair<std::string, std::string>> failures = {
      {"X.throws", "no such instance"},
      {"X.crashes", "killed by signal 11"},
      {"X.bare", "evidence 1 has no certificate"},
      {"X.contrary",
       "evidence 1 (all signals, violated) says more than its certificate proves: "
       "certificates/X.contrary/check-001"},
      {"X.beyond",
       "evidence 1 (all signals) says more than its certificate proves: "
       "certificates/X.beyond/check-001.json"},
      {"X.rejected", "dsc-check does not accept every certificate: REJECTED"}};
  for (const auto& [id, reason] : failures) {
    const Ended ended = verify({id + "/check"});
    EXPECT_EQ(ended.status, 3) << id;
    EXPECT_TRUE(holds(ended.out, "failed: " + reason)) << ended.out;
    EXPECT_EQ(record(id + ".json").state, ledger::State::failed);
    EXPECT_TRUE(holds(verify({id + "/check", "--dry-run"}).out, "previous run failed")) << "never cached";
  }
  EXPECT_FALSE(result("X.rejected.json").certificates.at(0).accepted());
}

TEST_F(Verify, ARowWithAContractTakesOnlyItsEvidence) {
  EXPECT_EQ(verify({"C2.5/check"}, {{"DSC_TEST_ROWS", "1"}}).status, 0);
  EXPECT_EQ(result("C2.5.json").certificates.at(0).bears, "supports");
  const Ended ended = verify({"X1/check"}, {{"DSC_TEST_ROWS", "1"}});
  EXPECT_EQ(ended.status, 3);
  EXPECT_TRUE(holds(ended.out, "NO EVIDENCE  stability_identity, holds for all signals")) << ended.out;
  EXPECT_TRUE(holds(ended.out, "X1: expected a kind that is evidence for X1, found stability_identity"))
      << ended.out;
  verify({"P1/check"});
  EXPECT_EQ(result("P1.json").certificates.at(0).bears, "") << "no contract";
}

TEST_F(Verify, AControlsFalseCertificateMustBeRejectedAndItsNeighbourAccepted) {
  EXPECT_EQ(verify({"F1/control"}).status, 0);
  EXPECT_EQ(verify({"X.fooled/control"}).status, 3);
  EXPECT_TRUE(holds(std::string(record("X.fooled.control.json").message),
                    "dsc-check accepts a false certificate: depth: a depth is another"));
  EXPECT_EQ(verify({"X.crude/control"}).status, 3);
  EXPECT_TRUE(holds(std::string(record("X.crude.control.json").message),
                    "dsc-check rejects the true neighbour of: depth: a depth is another"));
}

TEST_F(Verify, ATimeLimitStopsACell) {
  const Ended ended = verify_with(folder_ / "short.toml", {"X.hangs/check", "P1/check"});
  EXPECT_EQ(ended.status, 3);
  EXPECT_TRUE(holds(ended.out, "timed out: stopped at the time limit of 0.3 s")) << ended.out;
  EXPECT_TRUE(holds(ended.out, "P1/check  certified as expected"));
  EXPECT_EQ(record("X.hangs.json", "short").state, ledger::State::timed_out);
}

TEST_F(Verify, ASecondRunDoesOnlyWhatIsMissing) {
  verify({"P1/check"});
  const Ended ended = verify({"P1"});
  EXPECT_EQ(ended.status, 0);
  EXPECT_FALSE(holds(ended.out, "] P1/check")) << ended.out;
  EXPECT_TRUE(holds(ended.out, "[1/1] P1/control"));
  EXPECT_TRUE(holds(ended.out, "1 were up to date"));
}

TEST_F(Verify, ADryRunSaysWhyAndWritesNothing) {
  Ended ended = verify({"P1", "--dry-run"});
  EXPECT_EQ(ended.status, 0);
  EXPECT_EQ(ended.out,
            "P1/check    run   no result yet\nP1/control  run   no result yet\n2 of 2 cells would run\n");
  EXPECT_FALSE(std::filesystem::exists(results_));
  verify({"P1/check"});
  ended = verify({"P1", "--dry-run", "--seed", "7"});
  EXPECT_TRUE(holds(ended.out, "P1/check    run   inputs changed: seed\n")) << ended.out;
  ended = verify({"P1/check", "--dry-run"}, {{"DSC_TEST_CODE", "changed"}});
  EXPECT_TRUE(holds(ended.out, "P1/check  run   result of older code\n")) << ended.out;
  ended = verify({"P1", "--dry-run", "--shard", "1/2"});
  EXPECT_TRUE(holds(ended.out, "P1/check    skip  up to date\nP1/control  skip  other shard\n")) << ended.out;
}

TEST_F(Verify, CleansUpAfterRunsThatWereKilled) {
  const std::filesystem::path folder = std::filesystem::path(results_) / "smoke";
  for (const char* left :
       {"..gitignore.1-1-0.tmp", "claims/.P1.json.1-1-0.tmp", "certificates/P1/.check-001.json.1-1-0.tmp",
        "certificates/W1/.check-001.json.1-1-0.tmp"}) {
    write_text(folder / left, "{");
  }
  write_text(folder / "certificates/P1/check-007.json", "from a run that stored no record");
  verify({"P1/check"});
  EXPECT_EQ(files_below(folder), (Words{"certificates/P1/check-001.json", "claims/P1.json"}));
}

TEST_F(Verify, ChangedCodeRunsAgain) {
  verify({"P1/check"});
  const auto before = record("P1.json");
  verify({"P1/check"}, {{"DSC_TEST_CODE", "changed"}});
  EXPECT_NE(record("P1.json").address, before.address);
}

TEST_F(Verify, ThreadsAreSharedOutAmongTheJobs) {
  verify({"P1/check"}, {{"OMP_NUM_THREADS", "3"}});
  EXPECT_EQ(record("P1.json").provenance.threads, 3);
}

TEST_F(Verify, ALargeCertificateStaysOutOfVersionControl) {
  ASSERT_EQ(verify({"P2/check"}).status, 0);
  EXPECT_FALSE(result("P2.json").certificates.at(0).committed);
  EXPECT_EQ(text_of(folder_.path() / "results/smoke/.gitignore"), "/certificates/P2/check-001.json\n");
}

TEST_F(Verify, TheFolderOfResultsMustBeWritable) {
  write_text(results_, "a file");
  const Ended ended = verify({"P1"});
  EXPECT_EQ(ended.status, 2);
  EXPECT_EQ(std::count(ended.err.begin(), ended.err.end(), '\n'), 1) << ended.err;
}

}  // namespace
}  // namespace dsc
