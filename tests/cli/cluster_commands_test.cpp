#include <gmock/gmock.h>

#include "tests/harness/program.h"

namespace dsc {
namespace {

using testing::HasSubstr;
using Words = std::vector<std::string>;

/// dsc submit where Slurm is not installed, and dsc merge.
class ClusterCommands : public testing::Test {
 protected:
  Ended submit(Words words) const {
    const Words always = {"submit", "W*", "--profile", "smoke", "--results", folder_ / "results"};
    words.insert(words.begin(), always.begin(), always.end());
    return run_program(words, {{"PATH", "/nowhere"}});
  }
  TemporaryFolder folder_;
};

TEST_F(ClusterCommands, WithoutSlurmIsBadUsageWithTheRemedy) {
  const Ended ended = submit({});
  EXPECT_EQ(ended.status, 2);
  EXPECT_THAT(ended.err,
              HasSubstr("squeue: expected a program of Slurm's on the path (apt install slurm-client"));
  EXPECT_TRUE(files_below(folder_.path()).empty());
}

TEST_F(ClusterCommands, TheScriptsNeedNoSlurmAndWriteNothing) {
  const Ended ended = submit({"--script", "--jobs", "3", "--cores", "2", "--device", "cuda", "--partition",
                              "gpu", "--time", "1-00:00:00", "--slurm=--mem=8G"});
  EXPECT_EQ(ended.status, 0) << ended.err;
  for (const char* part : {"#SBATCH --array=1-8%3\n", "#SBATCH --cpus-per-task=2\n", "#SBATCH --gres=gpu:1\n",
                           "#SBATCH --partition=gpu\n", "#SBATCH --time=1-00:00:00\n", "#SBATCH --mem=8G\n",
                           " --jobs 1 --shard \"$SLURM_ARRAY_TASK_ID/8\"\n", " report --profile smoke "}) {
    EXPECT_THAT(ended.out, HasSubstr(part));
  }
  EXPECT_TRUE(files_below(folder_.path()).empty());
}

TEST_F(ClusterCommands, OnlyWhatIsMissingIsInTheArray) {
  ASSERT_EQ(run_program({"verify", "W1", "--profile", "smoke", "--results", folder_ / "results"}).status, 0);
  EXPECT_THAT(submit({"--dry-run"}).out, HasSubstr("6 of 8 cells are missing"));
}

TEST_F(ClusterCommands, BadOptionsAreRefused) {
  EXPECT_THAT(submit({"--slurm=mem"}).err, HasSubstr("--slurm: expected an option of sbatch"));
  EXPECT_EQ(submit({"--device", "auto"}).status, 2);
  EXPECT_THAT(run_program({"submit", "--results", folder_ / "50%", "--script", "W1"}).err,
              HasSubstr("a path that Slurm can name a log in"));
}

TEST_F(ClusterCommands, ShardsOfTwoFoldersMergeIntoWhatOneRunMakes) {
  for (const char* part : {"1", "2"}) {
    ASSERT_EQ(run_program({"verify", "W1", "P1", "--profile", "smoke", "--shard", std::string(part) + "/2",
                           "--results", folder_ / part})
                  .status,
              0);
  }
  const Ended merged = run_program({"merge", folder_ / "1", folder_ / "2", "--output", folder_ / "all"});
  EXPECT_EQ(merged.status, 0) << merged.err;
  EXPECT_THAT(merged.out, HasSubstr("4 records, 0 of them in more than one folder"));
  const Ended planned =
      run_program({"verify", "W1", "P1", "--profile", "smoke", "--results", folder_ / "all", "--dry-run"});
  EXPECT_THAT(planned.out, HasSubstr("0 of 4 cells would run"));
}

}  // namespace
}  // namespace dsc
