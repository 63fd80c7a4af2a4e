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

TEST_F(AnalyzeCommand, AFileOfSeveralArraysIsListedAndOneOfThemChosen) {
  const std::string file = DSC_SAMPLES "/packed.mat";
  const Ended list = dsc("analyze '" + file + "' --list");
  EXPECT_EQ(list.status, 0) << list.out;
  EXPECT_NE(list.out.find("D                        double   2 x 3\n"), std::string::npos) << list.out;
  EXPECT_NE(list.out.find("not read: a sparse matrix"), std::string::npos) << list.out;
  const Ended json = dsc("analyze '" + file + "' --list --json");
  EXPECT_NE(json.out.find(R"({"name":"D","type":"double","shape":[2,3],"readable":true})"), std::string::npos)
      << json.out;
  folder.write("copy.mat", "");
  std::filesystem::copy_file(file, folder / "copy.mat", std::filesystem::copy_options::overwrite_existing);
  expect_refusal(dsc("analyze copy.mat"), "--variable with one of the names D, single");
  expect_refusal(dsc("analyze copy.mat --variable sparse"), "found a sparse matrix");
  const Ended chosen = dsc("analyze copy.mat --variable int8 --json");
  EXPECT_EQ(chosen.status, 0) << chosen.out;
  EXPECT_NE(chosen.out.find(R"("rows":2,"cols":3)"), std::string::npos) << chosen.out;
  expect_refusal(dsc("analyze d.csv --list"), "named arrays");
  expect_refusal(dsc("analyze d.csv --variable D"), "named arrays");
}

TEST_F(AnalyzeCommand, AtomsMayBeRows) {
  folder.write("rows.csv", "1,0,0\n0,1,0\n.5,.5,.5\n");  // d.csv transposed
  const auto numbers = [](const Ended& ended) { return ended.out.substr(ended.out.find('\n')); };
  EXPECT_EQ(numbers(dsc("analyze rows.csv --atoms rows")), numbers(dsc("analyze d.csv")));
  EXPECT_NE(numbers(dsc("analyze rows.csv")), numbers(dsc("analyze d.csv")));
  expect_refusal(dsc("analyze d.csv --convolution --axes row,filter --atoms rows"), "--axes");
}

}  // namespace
}  // namespace dsc
