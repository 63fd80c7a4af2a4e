// What `dsc analyze` says to input that it cannot follow, and to a full disk.
#include "tests/program/command.h"

namespace dsc {
namespace {

class AnalyzeCommand : public Commands {
 protected:
  void SetUp() override { folder.write("d.csv", "1,0,.5\n0,1,.5\n0,0,.5\n"); }
};

TEST_F(AnalyzeCommand, SparsityIsAWholeNumberOfColumns) {
  for (const char* wanted : {"0", "-1", "4"}) {
    const Ended ended = dsc(std::string("analyze d.csv --sparsity ") + wanted);
    expect_refusal(ended, "from 1 to the 3 columns");
    expect_refusal(ended, wanted);
  }
  EXPECT_EQ(dsc("analyze d.csv --sparsity 3").status, 0);
}

TEST_F(AnalyzeCommand, ANoiseWhoseBoundsNoDoubleHoldsIsBadInput) {
  expect_refusal(dsc("analyze d.csv --noise 1.7e308"), "--noise");
  expect_refusal(dsc("analyze d.csv --noise 1.7e308 --json"), "--noise");
  EXPECT_EQ(dsc("analyze d.csv --noise 1e300").status, 0);
}

TEST_F(AnalyzeCommand, ACertificateNeedsAFolderThatExists) {
  expect_refusal(dsc("analyze d.csv --certificate none/mu.json"), "folder that exists");
  expect_refusal(dsc("analyze d.csv --certificate ."), "regular file");
  EXPECT_EQ(files(), 1u);
  EXPECT_EQ(dsc("analyze d.csv --certificate mu.json").status, 0);
  EXPECT_EQ(files(), 2u);
}

TEST_F(AnalyzeCommand, OutputThatIsLostIsNoSuccess) {
  for (const char* form : {"", "--json "}) {
    const Ended ended = dsc(std::string("analyze d.csv ") + form + "> /dev/full");
    EXPECT_EQ(ended.status, 3) << ended.out;
    EXPECT_NE(ended.out.find("No space left"), std::string::npos) << ended.out;
  }
}

}  // namespace
}  // namespace dsc
