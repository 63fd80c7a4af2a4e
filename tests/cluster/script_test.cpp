#include "harness/cluster/script.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

#include "harness/cluster/shell.h"
#include "harness/process/run_and_read.h"
#include "tests/temporary_folder.h"

namespace dsc::cluster {
namespace {

using Words = std::vector<std::string>;

ProgramEnd bash(const std::string& file) { return run_and_read({"bash", file}, StandardError::with_output); }

TEST(IndexRanges, AreThoseOfTheArrayOption) {
  EXPECT_EQ(index_ranges({}), "");
  EXPECT_EQ(index_ranges({7}), "7");
  EXPECT_EQ(index_ranges({1, 2, 3, 7, 9, 10}), "1-3,7,9-10");
}

TEST(ShellLine, IsReadBackWhateverTheWordsHold) {
  const TemporaryFolder folder;
  const Words words = {"printf",           "%s|",   "plain", "", "two words", "it's",
                       "$HOME `ls` \\ \"", "-T2.*", "a\nb"};
  const ProgramEnd end = bash(folder.write("script", shell_line(words) + "\n"));
  EXPECT_EQ(end.output, "plain||two words|it's|$HOME `ls` \\ \"|-T2.*|a\nb|");
}

TEST(Script, HasItsDirectivesBeforeTheFirstCommand) {
  const std::string text = text_of(
      {.name = "n", .log = "/a b/task-%a.log", .options = {"--partition=long"}, .commands = {"true"}});
  for (const char* line : {"\n#SBATCH --job-name=n\n", "\n#SBATCH --output=\"/a b/task-%a.log\"\n",
                           "\n#SBATCH --partition=long\n"}) {
    ASSERT_NE(text.find(line), std::string::npos) << line;
    EXPECT_LT(text.find(line), text.find("\nexport")) << "sbatch reads no directive after a command";
  }
}

TEST(Script, RunsAllCommandsAndEndsWithTheLargestStatus) {
  const TemporaryFolder folder;
  const ProgramEnd end = bash(
      folder.write("script", text_of({.commands = {"bash -c 'exit 3'", "echo after", "bash -c 'exit 1'"}})));
  EXPECT_EQ(end.status, 3);
  EXPECT_EQ(end.output, "after\n");
}

// What Slurm does before a time limit: the command may store its state, and what comes after it does not
// begin.
TEST(Script, PassesTheWarningOnAndStartsNothingMore) {
  const TemporaryFolder folder;
  const std::string stored = folder / "stored", started = folder / "started";
  const std::string script = folder.write(
      "script",
      text_of({.commands = {"bash -c " + shell_line({"trap \"echo > " + stored + "; exit 3\" TERM; echo > " +
                                                     started + "; while :; do sleep 0.05; done"}),
                            "touch " + shell_line({folder / "further"})}}));
  const pid_t child = fork();
  if (child == 0) {
    execlp("bash", "bash", script.c_str(), nullptr);
    _exit(127);
  }
  for (int i = 0; i < 600 && !std::filesystem::exists(started); ++i) usleep(50'000);
  kill(child, SIGTERM);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 3);
  EXPECT_TRUE(std::filesystem::exists(stored));
  EXPECT_FALSE(std::filesystem::exists(folder / "further"));
}

}  // namespace
}  // namespace dsc::cluster
