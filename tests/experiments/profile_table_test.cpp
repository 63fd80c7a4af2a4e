#include "harness/fields/profile_table.h"

#include <gmock/gmock.h>

#include "experiments/run/experiment_cells.h"
#include "tests/refusal.h"
#include "tests/temporary_folder.h"

namespace dsc {
namespace {

using testing::HasSubstr;

/// What an experiment that asks for each kind of value makes of a table.
std::string read(const std::string& table) {
  const TemporaryFolder folder;
  const auto file =
      folder.write("p.toml", "[experiments]\ntime_limit_seconds = 5\n[experiments.trial]\n" + table);
  Experiment experiment{.id = "trial"};
  experiment.cells = [](const ProfileTable& own) {
    ExperimentCell cell{.experiment = "trial", .name = "only", .work = "none"};
    cell.parameters = {{"epochs", own.integer("epochs", 1, 200)},
                       {"rate", own.number("rate", 0, 1)},
                       {"networks", own.texts("networks", {"lenet5", "vgg11"})},
                       {"gammas", own.numbers("gammas", 0, 1)}};
    return std::vector<ExperimentCell>{cell};
  };
  try {
    const AskedCells asked = cells_of_profile(ledger::read_profile(file), {experiment});
    EXPECT_EQ(asked.time_limit_seconds, 5);
    return asked.cells.at(0).parameters.dump();
  } catch (const InputError& error) {
    const std::string message = error.what();
    return message.substr(message.find("p.toml") + 8);
  }
}

const std::string kGood = "epochs = 3\nrate = 0.1\nnetworks = [\"vgg11\"]\ngammas = [0, 1e-3]\n";

TEST(ProfileTable, ReadsEachKindOfValue) {
  EXPECT_EQ(read(kGood), R"({"epochs":3,"rate":0.1,"networks":["vgg11"],"gammas":[0.0,0.001]})");
}

TEST(ProfileTable, ErrorsNameTheLineAndTheKey) {
  EXPECT_THAT(read("rate = 0.1\n"), HasSubstr("the member \"epochs\", found no such member"));
  EXPECT_EQ(read("epochs = 0\n"),
            "line 4, experiments.trial.epochs: expected an integer from 1 to 200, found the number 0");
  EXPECT_THAT(read("epochs = 1.5\n"), HasSubstr("found the number 1.5"));
  EXPECT_THAT(read("epochs = 3\nrate = 2.0\n"),
              HasSubstr("line 5, experiments.trial.rate: expected a number from 0 to 1, found the number 2"));
  EXPECT_THAT(read("epochs = 3\nrate = 0.1\nnetworks = [\"vgg\"]\n"),
              HasSubstr("expected one of lenet5, vgg11, found the string \"vgg\""));
  EXPECT_THAT(read("epochs = 3\nrate = 0.1\nnetworks = []\n"), HasSubstr("at least one value"));
  EXPECT_THAT(read("epochs = 3\nrate = 0.1\nnetworks = [\"vgg11\", \"vgg11\"]\n"), HasSubstr("once"));
  EXPECT_THAT(
      read(kGood + "epoch = 3\n"),
      HasSubstr(
          "line 8, experiments.trial.epoch: expected one of epochs, rate, networks, gammas, found epoch"));
}

TEST(ProfileTable, AnUnknownExperimentIsRefused) {
  const TemporaryFolder folder;
  const auto file =
      folder.write("p.toml", "[experiments]\ntime_limit_seconds = 5\n[experiments.other]\nx = 1\n");
  EXPECT_THAT(refusal([&] { cells_of_profile(ledger::read_profile(file), {}); }), HasSubstr("line 3"));
}

TEST(ProfileTable, AProfileWithoutExperimentsAsksForNone) {
  const TemporaryFolder folder;
  EXPECT_TRUE(cells_of_profile(ledger::read_profile(folder.write("p.toml", "[claims]\nsamples = 1\n")), {})
                  .cells.empty());
}

}  // namespace
}  // namespace dsc
