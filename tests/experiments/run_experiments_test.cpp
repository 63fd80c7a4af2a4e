#include "experiments/run/run_experiments.h"

#include <gmock/gmock.h>

#include <chrono>
#include <functional>

#include "experiments/run/report_sections.h"
#include "experiments/run/what_was_run.h"
#include "tests/refusal.h"
#include "tests/temporary_folder.h"

namespace dsc {
namespace {

using testing::HasSubstr;
using Decision = PlannedExperimentCell::Decision;

ExperimentCell cell(const std::string& name, const std::string& act) {
  return {.experiment = "trial", .name = name, .work = "none", .parameters = {{"act", act}, {"of", name}}};
}

/// A folder of results, and the program that stands in for dsc-cell.
class Experiments : public testing::Test {
 protected:
  Experiments() {
    setting.folder.root = folder / "quick";
    setting.code = "code";
    setting.program = describe_cell_program(DSC_FAKE_CELL);
    screen.out = std::fopen("/dev/null", "w");
  }
  ~Experiments() override { std::fclose(screen.out); }

  std::vector<PlannedExperimentCell> plan(const std::vector<ExperimentCell>& cells, double limit = 60) {
    return plan_experiments({cells, limit}, {}, Shard{}, setting);
  }
  ExperimentCounts run(const std::vector<ExperimentCell>& cells, double limit = 60) {
    return run_experiments(plan(cells, limit), setting, Provenance{}, 2, screen);
  }
  nlohmann::ordered_json record(const std::string& name) {
    return read_experiment_record(setting.folder.of("trial") / (name + ".json")).value();
  }

  TemporaryFolder folder;
  ExperimentSetting setting;
  Screen screen;
};

TEST_F(Experiments, AResultIsStoredOnceAndFoundAgain) {
  const ExperimentCounts first = run({cell("a", "answer")});
  EXPECT_EQ(first.completed, 1);
  EXPECT_EQ(first.up_to_date, 0);
  EXPECT_EQ(record("a").at("result").at("value"), 42);
  EXPECT_EQ(record("a").at("state"), "completed");
  EXPECT_TRUE(std::filesystem::is_empty(setting.folder.of("trial") / ".scratch"));
  EXPECT_EQ(plan({cell("a", "answer")}).front().decision, Decision::up_to_date);
  EXPECT_EQ(run({cell("a", "answer")}).up_to_date, 1);
}

// A failure of any kind is recorded with its reason, and tried again: never a result.
TEST_F(Experiments, FailuresAreRecordedAndNeverCached) {
  const std::vector<std::pair<std::string, std::string>> failures = {{"complain", "the data is damaged"},
                                                                     {"vanish", "left no result"},
                                                                     {"nonsense", "no result"},
                                                                     {"null", "not finite"}};
  for (const auto& [act, message] : failures) {
    const ExperimentCounts counts = run({cell(act, act)});
    EXPECT_EQ(counts.failed, 1) << act;
    EXPECT_EQ(record(act).at("state"), "failed");
    EXPECT_TRUE(record(act).at("result").is_null());
    EXPECT_THAT(record(act).at("message").get<std::string>(), HasSubstr(message));
    EXPECT_EQ(plan({cell(act, act)}).front().reason, "previous run failed");
  }
}

TEST_F(Experiments, TheHeaviestRunFirstAndOfEqualOnesAllWithOneSeed) {
  std::vector<ExperimentCell> cells;
  for (const auto& [name, seed, weight] : std::vector<std::tuple<const char*, int, double>>{
           {"a1", 1, 2}, {"a2", 2, 2}, {"b1", 1, 2}, {"b2", 2, 2}, {"heavy", 2, 3}, {"light", 1, 1}}) {
    cells.push_back(cell(name, "answer"));
    cells.back().parameters["seed"] = seed;
    cells.back().weight = weight;
  }
  const std::vector<PlannedExperimentCell> planned = plan(cells);
  std::vector<std::string> names;
  for (const PlannedExperimentCell* one : running_order(planned)) names.push_back(one->inputs.cell.name);
  EXPECT_THAT(names, testing::ElementsAre("heavy", "a1", "b1", "a2", "b2", "light"));
}

TEST_F(Experiments, WhatTwoExperimentsAskForIsComputedOnce) {
  ExperimentCell again = cell("a", "answer");
  again.name = "b", again.experiment = "second";
  const std::vector<ExperimentCell> cells = {cell("a", "answer"), again};
  const auto planned = plan(cells);
  EXPECT_EQ(planned[1].decision, Decision::copy);
  EXPECT_EQ(planned[1].reason, "same as trial/a");
  EXPECT_EQ(run(cells).completed, 2);
  const auto copied = read_experiment_record(setting.folder.of("second") / "b.json").value();
  EXPECT_EQ(copied.at("cell"), "second/b");
  EXPECT_EQ(copied.at("result"), record("a").at("result"));
  EXPECT_EQ(copied.at("provenance").at("copied_from"), "trial/a");
  EXPECT_EQ(run(cells).up_to_date, 2);
}

TEST_F(Experiments, AFailureIsNotCopied) {
  ExperimentCell again = cell("a", "complain");
  again.name = "b", again.experiment = "second";
  const ExperimentCounts counts = run({cell("a", "complain"), again});
  EXPECT_EQ(counts.failed, 1);
  EXPECT_EQ(counts.missing, 1);
}

TEST_F(Experiments, ACellThatHangsIsStoppedAtItsLimit) {
  EXPECT_EQ(run({cell("slow", "hang")}, 1).failed, 1);
  EXPECT_EQ(record("slow").at("state"), "timed_out");
}

// dsc-cell stores its state when it is asked to end: neither a time limit nor an interrupt loses work.
TEST_F(Experiments, ACellAtItsLimitMayStoreItsState) {
  EXPECT_EQ(run({cell("o", "orderly")}, 2).failed, 1);
  EXPECT_EQ(record("o").at("state"), "timed_out");
  EXPECT_EQ(record("o").at("message"), "stopped at the time limit of 2 s");
  EXPECT_EQ(run({cell("o", "orderly")}).completed, 1);
  EXPECT_EQ(record("o").at("result").at("resumed"), true);
}

TEST_F(Experiments, AnInterruptedCellMayStoreItsState) {
  const ExperimentCounts counts = run({cell("i", "interrupted")});
  EXPECT_TRUE(counts.interrupted);
  EXPECT_EQ(counts.missing, 1);
  EXPECT_FALSE(std::filesystem::exists(setting.folder.of("trial") / "i.json"))
      << "an interrupt is no failure";
  EXPECT_EQ(run({cell("i", "interrupted")}).completed, 1);
  EXPECT_EQ(record("i").at("result").at("resumed"), true);
}

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST_F(Experiments, ACellThatDoesNotListenIsKilledAfterFiveSeconds) {
  EXPECT_GT(seconds_of([&] { EXPECT_EQ(run({cell("d", "deaf")}, 2).failed, 1); }), 6.5);
  EXPECT_EQ(record("d").at("state"), "timed_out");
}

TEST_F(Experiments, ASecondInterruptKillsAtOnce) {
  EXPECT_LT(seconds_of([&] { EXPECT_TRUE(run({cell("d", "impatient")}).interrupted); }), 4);
}

// What a killed cell left in its folder of scratch is there when it runs again.
TEST_F(Experiments, AKilledCellGoesOn) {
  EXPECT_EQ(run({cell("r", "resume")}).failed, 1);
  EXPECT_THAT(record("r").at("message").get<std::string>(), HasSubstr("signal 9"));
  EXPECT_EQ(run({cell("r", "resume")}).completed, 1);
  EXPECT_EQ(record("r").at("result").at("resumed"), true);
}

// Scratch belongs to an address: other inputs never go on from it.
TEST_F(Experiments, OtherInputsDoNotGoOnFromTheScratchOfOthers) {
  run({cell("r", "resume")});
  setting.code = "other code";
  EXPECT_EQ(run({cell("r", "resume")}).failed, 1);
}

TEST_F(Experiments, EveryInputIsPartOfTheAddress) {
  const auto address = [&](const ExperimentCell& one) { return address_of(plan({one}).front().inputs); };
  const std::string before = address(cell("a", "answer"));
  EXPECT_NE(address(cell("b", "answer")), before);
  EXPECT_NE(address(cell("a", "vanish")), before);
  const ExperimentSetting original = setting;
  const auto changed = [&](const auto& change) {
    setting = original;
    change();
    return address(cell("a", "answer"));
  };
  EXPECT_NE(changed([&] { setting.code = "x"; }), before);
  EXPECT_NE(changed([&] { setting.device = "cuda"; }), before);
  EXPECT_NE(changed([&] { setting.threads = 2; }), before);
  EXPECT_NE(changed([&] { setting.program.torch = "1.0"; }), before);
  EXPECT_NE(changed([&] { setting.program.environment = {{"A", "1"}}; }), before);
  EXPECT_NE(changed([&] { setting.build.compiler = "x"; }), before);
  EXPECT_NE(changed([&] { setting.build.flags = "x"; }), before);
  EXPECT_NE(changed([&] { setting.build.processor = "x"; }), before);
  setting = original;
  PlannedExperimentCell with_data = plan({cell("a", "answer")}).front();
  with_data.inputs.data["set"] = {.found = true, .sha256 = "1"};
  const std::string one = address_of(with_data.inputs);
  with_data.inputs.data["set"].sha256 = "2";
  EXPECT_NE(address_of(with_data.inputs), one);
}

TEST_F(Experiments, TheReasonNamesWhatChanged) {
  run({cell("a", "answer")});
  setting.threads = 2;
  EXPECT_EQ(plan({cell("a", "answer")}).front().reason, "inputs changed: threads");
}

TEST_F(Experiments, CellsWithoutTheirDataArePassedOver) {
  ExperimentCell needs = cell("a", "answer");
  needs.data = {"cifar-10"};
  setting.data_folder = folder.path();
  const auto planned = plan({needs});
  EXPECT_EQ(planned.front().decision, Decision::no_data);
  EXPECT_THAT(planned.front().reason, HasSubstr("cifar-10 not found: https://"));
  const ExperimentCounts counts = run({needs});
  EXPECT_EQ(counts.without_data, 1);
  EXPECT_EQ(counts.failed + counts.completed + counts.missing, 0);
}

TEST_F(Experiments, ShardsShareTheCells) {
  const std::vector<ExperimentCell> cells = {cell("a", "answer"), cell("b", "answer"), cell("c", "answer")};
  int ours = 0;
  for (const int index : {1, 2}) {
    for (const auto& planned : plan_experiments({cells, 60}, {}, Shard{index, 2}, setting)) {
      ours += planned.decision == Decision::run ? 1 : 0;
    }
  }
  EXPECT_EQ(ours, 3);
}

TEST_F(Experiments, ADamagedRecordIsRefusedByTheReportAndRunAgain) {
  run({cell("a", "answer")});
  folder.write("quick/experiments/trial/a.json", "{\"schema\": 1}");
  EXPECT_EQ(plan({cell("a", "answer")}).front().reason, "previous record unreadable");
  EXPECT_THAT(refusal([&] { stored_cells(folder.path(), "quick", "trial"); }), HasSubstr("a.json"));
}

TEST_F(Experiments, TheReportSaysWhatFailed) {
  run({cell("a", "answer"), cell("b", "complain")});
  Experiment experiment{.id = "trial", .title = "A trial", .question = "Does it?"};
  experiment.findings = [](const std::vector<ExperimentResult>& results) {
    ExperimentFindings findings;
    findings.answer = "There are " + std::to_string(results.size()) + " results. More follows.";
    return findings;
  };
  const std::vector<FurtherSection> sections = report_sections(folder.path(), "quick", {experiment});
  ASSERT_EQ(sections.size(), 1u);
  EXPECT_EQ(sections[0].summary, "There are 1 results.");
  EXPECT_EQ(sections[0].tables.at(0).rows.at(0).at(1), "answer, complain");
  EXPECT_EQ(sections[0].records.size(), 2u);
  std::string all;
  for (const auto& [label, text] : sections[0].paragraphs) all += label + ": " + text + "\n";
  EXPECT_THAT(all, HasSubstr("Not completed: b failed (the data is damaged)"));
}

TEST_F(Experiments, TheReportNamesExperimentsWithoutResults) {
  const Experiment trial{.id = "trial", .findings = [](const auto&) { return ExperimentFindings{}; }},
      other{.id = "other"};
  EXPECT_TRUE(report_sections(folder.path(), "quick", {trial, other}).empty());
  run({cell("a", "answer")});
  const std::vector<FurtherSection> sections = report_sections(folder.path(), "quick", {trial, other});
  ASSERT_EQ(sections.size(), 2u);
  EXPECT_THAT(sections[1].summary,
              HasSubstr("No cell has a result yet; dsc experiment other --profile quick"));
}

TEST_F(Experiments, CellsOfDifferentProgramsAreToldApart) {
  run({cell("a", "answer")});
  EXPECT_EQ(mixture(stored_cells(folder.path(), "quick", "trial")), "");
  setting.code = "another";
  run({cell("b", "answer")});
  const std::vector<StoredCell> cells = stored_cells(folder.path(), "quick", "trial");
  EXPECT_THAT(mixture(cells), HasSubstr("The cells differ in code:"));
  EXPECT_THAT(made_by(cells), HasSubstr("dsc-cell of sources another (1), code (1)"));
}

TEST(ParametersTable, SaysWhatDecidesAValue) {
  std::vector<StoredCell> cells;
  for (const auto& [network, epochs, seed] :
       std::vector<std::tuple<const char*, int, int>>{{"lenet5", 8, 1}, {"lenet5", 8, 2}, {"vgg11", 4, 1}}) {
    cells.emplace_back().result.parameters = {
        {"network", network}, {"epochs", epochs}, {"images", 0}, {"seed", seed}};
  }
  cells.back().result.parameters["base"] = 16;
  std::string all;
  for (const auto& row : parameters_table(cells).rows) all += row[0] + ": " + row[1] + "; ";
  EXPECT_EQ(
      all,
      "network: lenet5, vgg11; epochs: 8 (lenet5), 4 (vgg11); images: all; seed: 1, 2; base: 16 (vgg11); ");
  EXPECT_EQ(training_size(cells), "for 8 (lenet5), 4 (vgg11) epochs on all images");
}

TEST(CellProgram, IsAskedWhatItIs) {
  EXPECT_EQ(describe_cell_program(DSC_FAKE_CELL).torch, "0.0");
  EXPECT_THAT(refusal([] { describe_cell_program("/nowhere/dsc-cell"); }), HasSubstr("libtorch-dev"));
  EXPECT_THAT(refusal([] { describe_cell_program("/bin/true"); }), HasSubstr("another answer"));
}

}  // namespace
}  // namespace dsc
