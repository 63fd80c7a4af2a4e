// What a run of experiments needs is looked at before anything runs: `dsc reproduce` relies on it.
#include <gmock/gmock.h>

#include "experiments/experiment.h"
#include "experiments/run/experiment_runs.h"
#include "harness/fields/profile_table.h"
#include "tests/refusal.h"
#include "tests/temporary_folder.h"

namespace dsc {
namespace {

using testing::HasSubstr;

const Experiment kPrepared{
    .id = "prepared",
    .cells =
        [](const ProfileTable& table) {
          const std::string act = table.text("act", {"answer", "complain"});
          return std::vector<ExperimentCell>{
              {.experiment = "prepared", .name = "only", .work = "none", .parameters = {{"act", act}}}};
        },
};

/// A profile whose experiments have this table, and a program that stands in for dsc-cell.
class Prepare : public testing::Test {
 protected:
  Prepare() {
    options.results = folder / "results";
    profile("act = \"answer\"");
  }
  void profile(const std::string& table) {
    options.profile = folder
                          .write("p.toml",
                                 "[claims]\nsamples = 1\nsearch_steps = 1\nenumeration = 1\n"
                                 "time_limit_seconds = 9\n[experiments]\ntime_limit_seconds = 9\n"
                                 "[experiments.prepared]\n" +
                                     table + "\n")
                          .string();
  }
  std::string refused() {
    const std::string message = refusal([&] { prepare(); });
    EXPECT_FALSE(std::filesystem::exists(options.results));
    return message;
  }

  PreparedExperiments prepare() { return prepare_experiments(options, site, {kPrepared}); }

  TemporaryFolder folder;
  ExperimentOptions options;
  ExperimentSite site{
      .profiles = folder.path(), .cell_program = DSC_FAKE_CELL, .code = {{"experiments/none.cpp", "code"}}};
};

TEST_F(Prepare, GoodOptionsRun) {
  const auto completed = [&] {
    PreparedExperiments prepared = prepare();
    EXPECT_TRUE(prepared.can_run);
    prepared.site.terminal.out = stderr;
    return run_experiments(prepared, plan_experiments(prepared)).completed;
  };
  prepare();
  EXPECT_FALSE(std::filesystem::exists(options.results)) << "nothing before it runs";
  EXPECT_EQ(completed(), 1);
  profile("act = \"complain\"");
  EXPECT_EQ(completed(), 0);
}

TEST_F(Prepare, BadOptionsAreRefusedBeforeAnythingRuns) {
  const ExperimentOptions good = options;
  profile("act = \"sing\"");
  EXPECT_THAT(refused(), HasSubstr("answer, complain"));
  profile("act = \"answer\"");
  options.data = "/nowhere";
  EXPECT_THAT(refused(), HasSubstr("a folder of data sets"));
  options = good;
  options.device = "cuda";
  EXPECT_THAT(refused(), HasSubstr("--device"));
  options = good;
  options.shard = "3/2";
  EXPECT_THAT(refused(), HasSubstr("shard"));
  options = good;
  site.cell_program = "/nowhere/dsc-cell";
  EXPECT_THAT(refused(), HasSubstr("dsc-cell"));
}

TEST_F(Prepare, WhereTheProgramWasNotBuiltNoneCanRun) {
  site.cell_program.clear();
  EXPECT_FALSE(prepare().can_run);
}

}  // namespace
}  // namespace dsc
