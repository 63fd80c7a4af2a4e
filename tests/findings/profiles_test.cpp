#include <gtest/gtest.h>

#include <map>

#include "experiments/experiment.h"
#include "experiments/run/plan_experiments.h"

namespace dsc {
namespace {

std::map<std::string, int> counts(const std::string& profile) {
  std::map<std::string, int> found;
  const auto file = std::filesystem::path(DSC_PROFILES) / (profile + ".toml");
  for (const ExperimentCell& cell : cells_of_profile(file, registered_experiments()).cells)
    ++found[cell.experiment];
  return found;
}

// settings x 2 treatments x seeds; weights of the penalty x seeds; 3 places x seeds; sets x 2 x seeds;
// sparsities x seeds.
TEST(Profiles, AskForTheCellsThatTheySay) {
  EXPECT_EQ(counts("smoke"), (std::map<std::string, int>{{"classification", 2 * 1 * 2 * 2},
                                                         {"gamma", 2 * 2},
                                                         {"placement", 3 * 2},
                                                         {"segmentation", 2 * 2},
                                                         {"unrolled", 2 * 2}}));
  EXPECT_EQ(counts("quick"), (std::map<std::string, int>{{"classification", 2 * 3 * 2 * 5},
                                                         {"gamma", 7 * 5},
                                                         {"placement", 3 * 5},
                                                         {"segmentation", 2 * 3},
                                                         {"unrolled", 3 * 3}}));
  EXPECT_EQ(counts("cpu"), (std::map<std::string, int>{{"classification", 2 * 3 * 2 * 3},
                                                       {"gamma", 7 * 3},
                                                       {"placement", 3 * 3},
                                                       {"segmentation", 2 * 2 * 3},
                                                       {"unrolled", 3 * 3}}));
  EXPECT_EQ(counts("paper"), (std::map<std::string, int>{{"classification", 2 * 3 * 2 * 5},
                                                         {"gamma", 3 * 7 * 5},
                                                         {"placement", 3 * 5},
                                                         {"segmentation", 2 * 5},
                                                         {"unrolled", 3 * 5}}));
}

// Without and with the penalty share everything but gamma: the same first parameters, the same order of
// images.
TEST(Profiles, PairsDifferByGammaAlone) {
  const auto file = std::filesystem::path(DSC_PROFILES) / "cpu.toml";
  std::map<std::string, int> partners;
  for (const ExperimentCell& cell : cells_of_profile(file, registered_experiments()).cells) {
    if (cell.experiment != "classification" && cell.experiment != "segmentation") continue;
    nlohmann::ordered_json shared = cell.parameters;
    shared.erase("gamma");
    ++partners[cell.experiment + shared.dump()];
  }
  for (const auto& [parameters, count] : partners) EXPECT_EQ(count, 2) << parameters;
}

// The paper's setting of LeNet-5, in full.
TEST(Profiles, CpuHoldsThePapersLeNet5) {
  const auto file = std::filesystem::path(DSC_PROFILES) / "cpu.toml";
  int found = 0;
  for (const ExperimentCell& cell : cells_of_profile(file, registered_experiments()).cells) {
    const auto& p = cell.parameters;
    if (cell.experiment != "classification" || p.at("network") != "lenet5") continue;
    ++found;
    EXPECT_EQ(p.at("set"), "cifar-10");
    EXPECT_EQ(p.at("epochs"), 200);
    EXPECT_EQ(p.at("images"), 0);
    EXPECT_EQ(p.at("test_images"), 0);
    EXPECT_EQ(p.at("batch"), 128);
    EXPECT_EQ(p.at("rate"), 0.1);
    EXPECT_EQ(p.at("weight_decay"), 5e-4);
  }
  EXPECT_EQ(found, 18);
}

}  // namespace
}  // namespace dsc
