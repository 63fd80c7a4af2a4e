#include "harness/ledger/run.h"

#include <gtest/gtest.h>

#include <cmath>
#include <thread>

#include "harness/files/atomic_file.h"
#include "harness/ledger/spent_time.h"
#include "harness/process/run_and_read.h"
#include "tests/harness/program.h"

namespace dsc {
namespace {

namespace fs = std::filesystem;

TEST(RunAndRead, GivesStatusAndOutput) {
  const ProgramEnd end =
      run_and_read({"sh", "-c", "cat; echo out; echo err >&2; exit 3"}, StandardError::with_output);
  EXPECT_TRUE(end.started);
  EXPECT_EQ(end.status, 3);
  EXPECT_EQ(end.output, "out\nerr\n");
  EXPECT_EQ(run_and_read({"sh", "-c", "echo err >&2"}, StandardError::dropped).output, "");
  EXPECT_EQ(run_and_read({"sh", "-c", "kill -9 $$"}, StandardError::dropped).status, -1);
  EXPECT_FALSE(run_and_read({"/nowhere/program"}, StandardError::dropped).started);
}

TEST(SpentTime, OfRunsThatEndedAndOfOneThatWasKilled) {
  const TemporaryFolder folder;
  EXPECT_EQ(ledger::spent_in(folder.path()).runs, 0);
  ledger::note_start(folder.path(), {.seconds = 10, .runs = 2, .peak_memory_bytes = 7});
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  folder.write("checkpoint", "x");
  const ledger::Spent killed = ledger::spent_in(folder.path());
  EXPECT_EQ(killed.runs, 3);
  EXPECT_NEAR(killed.seconds, 10.3, 0.25) << "until its last checkpoint";
  EXPECT_EQ(killed.peak_memory_bytes, 7);
  ledger::note_end(folder.path(), {.seconds = 20, .runs = 3});
  EXPECT_EQ(ledger::spent_in(folder.path()).seconds, 20);
  folder.write("spent.json", "{");
  EXPECT_EQ(ledger::spent_in(folder.path()).runs, 0);
}

/// Works that write what they are told, or do not.
class Run : public testing::Test {
 protected:
  Run() {
    work_.resumes = true;
    work_.time_limit_seconds = 30;
    work_.compute = [](const ledger::Cell& cell, const fs::path& scratch, Messenger&) {
      std::this_thread::sleep_for(std::chrono::milliseconds(400));
      if (cell.name == "resumed" && !fs::exists(scratch / "checkpoint")) {
        write_atomically(scratch / "checkpoint", "x");
        throw std::runtime_error("not yet");
      }
      write_atomically(scratch / "output", "{}");
    };
    work_.collect = [](const ledger::Cell&, const fs::path& scratch) {
      read_bytes(scratch / "output");
      return ledger::Output{.payload = {{"value", 1}}, .program = {{"tf32", false}}};
    };
    work_.describe = [](const ledger::Cell& cell, const ledger::Record&) {
      return JobLine{.name = cell.name};
    };
    site_.profile_folder = folder_ / "quick";
    site_.terminal.out = std::fopen("/dev/null", "w");
    site_.provenance.threads = 1;
  }
  ~Run() override { std::fclose(site_.terminal.out); }

  ledger::Record run(const std::string& name) {
    const ledger::Cell cell{.row = name,
                            .name = name,
                            .file = "claims/" + name + ".json",
                            .inputs = {{"code", "c"}, {"of", name}}};
    const auto plan = ledger::plan({cell}, {}, site_.profile_folder);
    return ledger::run(plan, work_, site_).cells.at(0).record.value();
  }

  TemporaryFolder folder_;
  ledger::Work work_;
  ledger::Site site_;
};

TEST_F(Run, ARecordHoldsWhatTheCellsProgramSaysOfItself) {
  const ledger::Record record = run("plain");
  EXPECT_EQ(record.state, ledger::State::completed);
  EXPECT_EQ(record.provenance.program.at("tf32"), false);
  EXPECT_EQ(record.provenance.runs, 1);
  EXPECT_GE(record.provenance.seconds, 0.4);
}

TEST_F(Run, AResumedCellReportsItsWholeTime) {
  const ledger::Record broken = run("resumed");
  EXPECT_EQ(broken.state, ledger::State::failed);
  const ledger::Record whole = run("resumed");
  EXPECT_EQ(whole.state, ledger::State::completed);
  EXPECT_EQ(whole.provenance.runs, 2);
  EXPECT_GE(whole.provenance.seconds, broken.provenance.seconds + 0.4);
}

}  // namespace
}  // namespace dsc
