#include <gtest/gtest.h>

#include <map>
#include <set>

#include "experiments/data/sets.h"
#include "experiments/run/experiment_cells.h"
#include "experiments/studies/trained_cells.h"
#include "experiments/training/unrolled_record.h"

namespace dsc {
namespace {

std::vector<ExperimentCell> cells_of(const std::string& profile) {
  return cells_of_profile(ledger::find_profile(profile, DSC_PROFILES), registered_experiments()).cells;
}

// What a profile asks for, dsc-cell takes: parameters in their ranges, data that are known, networks that the
// same experiment trains.
TEST(Profiles, AskForCellsThatCanBeComputed) {
  for (const char* profile : {"smoke", "quick", "cpu", "paper"}) {
    std::map<std::string, ExperimentCell> trainings;
    int inspections = 0;
    for (const ExperimentCell& cell : cells_of(profile)) {
      for (const std::string& key : cell.data) EXPECT_NO_THROW(known_set(key, "")) << cell.name;
      if (cell.work == "unroll") {
        EXPECT_NO_THROW(unrolled_settings(cell.parameters, cell.name));
      } else if (cell.trained.empty()) {
        EXPECT_NO_THROW(settings_from(cell.parameters, cell.name));
        trainings[cell.experiment + "/" + cell.name] = cell;
      } else {
        ++inspections;
        ASSERT_TRUE(trainings.contains(cell.experiment + "/" + cell.trained)) << cell.name;
        nlohmann::ordered_json parameters = cell.parameters;
        parameters.erase("pictures");
        EXPECT_EQ(parameters, trainings.at(cell.experiment + "/" + cell.trained).parameters);
      }
    }
    EXPECT_GT(trainings.size(), 10u) << profile;
    EXPECT_GT(inspections, 0) << profile;
  }
}

TEST(TrainingCell, NamesTellReadingsApart) {
  const Settings usual{.set = "cifar-10", .gamma = 1e-3};
  const auto name = [&](const std::function<void(Settings&)>& change) {
    Settings settings = usual;
    change(settings);
    return training_cell("trial", settings, {"cifar-10"}).name;
  };
  EXPECT_EQ(name([](Settings&) {}), "cifar-10-lenet5-relu-gamma0.001-seed1");
  EXPECT_EQ(name([](Settings& s) { s.placement = "conv2,fc1"; }),
            "cifar-10-lenet5-relu-gamma0.001-conv2_fc1-seed1");
  const std::set<std::string> names = {
      name([](Settings&) {}),
      name([](Settings& s) { s.placement = "late"; }),
      name([](Settings& s) { s.penalty_over_batch = OverBatch::sum; }),
      name([](Settings& s) { s.penalty_after = TapPlace::pooling; }),
      name([](Settings& s) { s.augmentation = Augmentation::crop_and_flip; }),
      name([](Settings& s) { s.seed = 2; })};
  EXPECT_EQ(names.size(), 6u);
}

TEST(Combinations, TheLastChoiceVariesFastest) {
  const auto all = combinations({}, {each(&Settings::set, {"a", "b"}), seeds_up_to(2)});
  std::string shown;
  for (const Settings& s : all) shown += s.set + std::to_string(s.seed) + " ";
  EXPECT_EQ(shown, "a1 a2 b1 b2 ");
}

// Without and with the penalty share everything but gamma: the same first parameters, the same order of
// images.
TEST(Profiles, PairsDifferByGammaAlone) {
  std::map<std::string, int> partners;
  for (const ExperimentCell& cell : cells_of("cpu")) {
    if (cell.experiment != "classification" && cell.experiment != "segmentation") continue;
    nlohmann::ordered_json shared = cell.parameters;
    shared.erase("gamma");
    ++partners[cell.experiment + cell.work + shared.dump()];
  }
  for (const auto& [parameters, count] : partners) EXPECT_EQ(count, 2) << parameters;
}

// The paper's setting of LeNet-5, in full.
TEST(Profiles, CpuHoldsThePapersLeNet5) {
  int found = 0;
  for (const ExperimentCell& cell : cells_of("cpu")) {
    const auto& p = cell.parameters;
    if (cell.work != "classify" || cell.experiment != "classification" || p.at("network") != "lenet5")
      continue;
    ++found;
    EXPECT_EQ(p.at("set"), "cifar-10");
    EXPECT_EQ(p.at("epochs"), 200);
    EXPECT_EQ(p.at("images"), 0);
    EXPECT_EQ(p.at("test_images"), 0);
    EXPECT_EQ(p.at("batch"), 128);
    EXPECT_EQ(p.at("rate"), 0.1);
    EXPECT_EQ(p.at("weight_decay"), 5e-4);
  }
  EXPECT_EQ(found, 60);
}

}  // namespace
}  // namespace dsc
