#include <gmock/gmock.h>

#include <chrono>
#include <functional>

#include "experiments/run/experiment_runs.h"
#include "experiments/run/report_sections.h"
#include "experiments/run/what_was_run.h"
#include "tests/refusal.h"
#include "tests/temporary_folder.h"

namespace dsc {
namespace {

using ledger::Decision;
using ledger::State;
using testing::HasSubstr;

ExperimentCell cell(const std::string& name, const std::string& act) {
  return {.experiment = "trial", .name = name, .work = "none", .parameters = {{"act", act}, {"of", name}}};
}

/// A folder of results, and the program that stands in for dsc-cell.
class Experiments : public testing::Test {
 protected:
  Experiments() {
    prepared.site.profile_folder = prepared.run.profile_folder = folder / "quick";
    prepared.site.at_once = 2;
    prepared.site.provenance.threads = 1;
    prepared.site.terminal.out = std::fopen("/dev/null", "w");
    prepared.run.program = DSC_FAKE_CELL;
    sources.profile_folder = folder / "quick";
  }
  ~Experiments() override { std::fclose(prepared.site.terminal.out); }

  std::vector<ledger::Planned> plan(const std::vector<ExperimentCell>& cells, double limit = 60) {
    prepared.asked = cells;
    prepared.sources = sources;
    prepared.run.time_limit_seconds = limit;
    return plan_experiments(prepared);
  }
  ExperimentCounts run(const std::vector<ExperimentCell>& cells, double limit = 60) {
    return run_experiments(prepared, plan(cells, limit));
  }
  std::filesystem::path of(const std::string& experiment) const {
    return folder / ("quick/experiments/" + experiment);
  }
  ledger::Record record(const std::string& name, const std::string& experiment = "trial") {
    return ledger::read_record(folder / "quick", "experiments/" + experiment + "/" + name + ".json").value();
  }
  nlohmann::ordered_json result(const std::string& name) { return record(name).payload.at("result"); }
  std::vector<StoredCell> stored() { return stored_cells(folder.path(), "quick", "trial", sources.code); }
  std::vector<ExperimentSection> sections(const std::vector<Experiment>& experiments) {
    return report_sections(folder.path(), report::Places(folder.path(), "quick", folder / "reports"),
                           experiments, sources.code);
  }

  TemporaryFolder folder;
  CellSources sources{.code = {{"experiments/cell/none.cpp", "code"}}};
  PreparedExperiments prepared;
};

TEST_F(Experiments, AResultIsStoredOnceAndFoundAgain) {
  const ExperimentCounts first = run({cell("a", "answer")});
  EXPECT_EQ(first.completed, 1);
  EXPECT_EQ(first.up_to_date, 0);
  EXPECT_EQ(result("a").at("value"), 42);
  EXPECT_EQ(record("a").state, State::completed);
  EXPECT_TRUE(std::filesystem::is_empty(of("trial") / ".scratch"));
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
    EXPECT_EQ(record(act).state, State::failed);
    EXPECT_TRUE(record(act).payload.is_null());
    EXPECT_THAT(record(act).message, HasSubstr(message));
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
  const std::vector<ledger::Planned> planned = plan(cells);
  std::vector<std::string> names;
  for (const ledger::Planned* one : running_order(planned)) names.push_back(one->cell.name);
  EXPECT_THAT(names, testing::ElementsAre("trial/heavy", "trial/a1", "trial/b1", "trial/a2", "trial/b2",
                                          "trial/light"));
}

TEST_F(Experiments, WhatTwoExperimentsAskForIsComputedOnce) {
  ExperimentCell again = cell("a", "answer");
  again.name = "b", again.experiment = "second";
  const std::vector<ExperimentCell> cells = {cell("a", "answer"), again};
  const auto planned = plan(cells);
  EXPECT_EQ(planned[1].decision, Decision::copy);
  EXPECT_EQ(planned[1].reason, "same as trial/a");
  EXPECT_EQ(run(cells).completed, 2);
  const ledger::Record copied = record("b", "second");
  EXPECT_EQ(copied.cell, "second/b");
  EXPECT_EQ(copied.payload, record("a").payload);
  EXPECT_EQ(copied.provenance.copied_from, "trial/a");
  EXPECT_EQ(copied.contradiction, "");
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
  EXPECT_EQ(record("slow").state, State::timed_out);
}

// dsc-cell stores its state when it is asked to end: neither a time limit nor an interrupt loses work.
TEST_F(Experiments, ACellAtItsLimitMayStoreItsState) {
  EXPECT_EQ(run({cell("o", "orderly")}, 2).failed, 1);
  EXPECT_EQ(record("o").state, State::timed_out);
  EXPECT_EQ(record("o").message, "stopped at the time limit of 2 s");
  EXPECT_EQ(run({cell("o", "orderly")}).completed, 1);
  EXPECT_EQ(result("o").at("resumed"), true);
}

TEST_F(Experiments, AnInterruptedCellMayStoreItsState) {
  const ExperimentCounts counts = run({cell("i", "interrupted")});
  EXPECT_TRUE(counts.interrupted);
  EXPECT_EQ(counts.missing, 1);
  EXPECT_FALSE(std::filesystem::exists(of("trial") / "i.json")) << "an interrupt is no failure";
  EXPECT_EQ(run({cell("i", "interrupted")}).completed, 1);
  EXPECT_EQ(result("i").at("resumed"), true);
}

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST_F(Experiments, ACellThatDoesNotListenIsKilledAfterFiveSeconds) {
  EXPECT_GT(seconds_of([&] { EXPECT_EQ(run({cell("d", "deaf")}, 2).failed, 1); }), 6.5);
  EXPECT_EQ(record("d").state, State::timed_out);
}

TEST_F(Experiments, ASecondInterruptKillsAtOnce) {
  EXPECT_LT(seconds_of([&] { EXPECT_TRUE(run({cell("d", "impatient")}).interrupted); }), 4);
}

// What a killed cell left in its folder of scratch is there when it runs again.
TEST_F(Experiments, AKilledCellGoesOn) {
  EXPECT_EQ(run({cell("r", "resume")}).failed, 1);
  EXPECT_THAT(record("r").message, HasSubstr("signal 9"));
  const double first = record("r").provenance.seconds;
  EXPECT_EQ(run({cell("r", "resume")}).completed, 1);
  EXPECT_EQ(result("r").at("resumed"), true);
  EXPECT_EQ(record("r").provenance.runs, 2);
  EXPECT_GT(record("r").provenance.seconds, first) << "the time of all its runs";
}

// Scratch belongs to an address: other inputs never go on from it.
TEST_F(Experiments, OtherInputsDoNotGoOnFromTheScratchOfOthers) {
  run({cell("r", "resume")});
  sources.code.begin()->second = "other code";
  EXPECT_EQ(run({cell("r", "resume")}).failed, 1);
}

TEST_F(Experiments, EveryInputIsPartOfTheAddress) {
  const auto address = [&](const ExperimentCell& one) { return plan({one}).front().address(); };
  const std::string before = address(cell("a", "answer"));
  EXPECT_NE(address(cell("b", "answer")), before);
  EXPECT_NE(address(cell("a", "vanish")), before);
  sources.device = "cuda";
  EXPECT_NE(address(cell("a", "answer")), before);
  sources.device = "cpu";
  sources.code.begin()->second = "x";
  EXPECT_NE(address(cell("a", "answer")), before);
  ledger::Cell with_data = plan({cell("a", "answer")}).front().cell;
  with_data.inputs["data"]["set"] = "1";
  const std::string one = ledger::address_of(with_data.inputs);
  with_data.inputs["data"]["set"] = "2";
  EXPECT_NE(ledger::address_of(with_data.inputs), one);
}

TEST_F(Experiments, TheReasonTellsOlderCodeFromOtherInputs) {
  run({cell("a", "answer")});
  sources.code.begin()->second = "newer";
  EXPECT_EQ(plan({cell("a", "answer")}).front().reason, "result of older code");
  sources.device = "cuda";
  EXPECT_EQ(plan({cell("a", "answer")}).front().reason, "inputs changed: code, device");
  ExperimentCell unknown = cell("a", "answer");
  unknown.work = "another";
  EXPECT_THROW(plan({unknown}), std::logic_error);
}

TEST_F(Experiments, CellsWithoutTheirDataArePassedOver) {
  ExperimentCell needs = cell("a", "answer");
  needs.data = {"cifar-10"};
  sources.data_folder = prepared.run.data_folder = folder.path();
  const auto planned = plan({needs});
  EXPECT_EQ(planned.front().decision, Decision::obstacle);
  EXPECT_THAT(planned.front().reason, HasSubstr("cifar-10 not found: https://"));
  const ExperimentCounts counts = run({needs});
  EXPECT_EQ(counts.without_data, 1);
  EXPECT_EQ(counts.failed + counts.completed + counts.missing, 0);
}

// A cell that inspects a network runs in the same command as the training, and again where the network is
// another.
TEST_F(Experiments, WhatReadsATrainedNetworkWaitsForIt) {
  ExperimentCell inspection = cell("i", "answer");
  inspection.trained = "t";
  const std::vector<ExperimentCell> cells = {inspection, cell("t", "train")};
  EXPECT_EQ(plan(cells)[0].decision, Decision::waits);
  EXPECT_EQ(plan(cells)[0].reason, "waits for trial/t");
  EXPECT_EQ(run(cells).completed, 2);
  EXPECT_EQ(record("i").inputs.at("trained"), "abc");
  EXPECT_EQ(record("t").provenance.program.at("environment").at("tf32"), false);
  EXPECT_EQ(run(cells).up_to_date, 2);
  EXPECT_EQ(run({inspection, cell("t", "complain")}).missing, 1);
}

TEST_F(Experiments, ShardsShareTheCells) {
  int ours = 0;
  for (const int index : {1, 2}) {
    prepared.shard = {index, 2};
    for (const auto& planned : plan({cell("a", "answer"), cell("b", "answer"), cell("c", "answer")})) {
      ours += planned.decision == Decision::run ? 1 : 0;
    }
  }
  EXPECT_EQ(ours, 3);
}

TEST_F(Experiments, ADamagedRecordIsRefusedByTheReportAndRunAgain) {
  run({cell("a", "answer")});
  folder.write("quick/experiments/trial/a.json", "{\"schema\": 1}");
  EXPECT_EQ(plan({cell("a", "answer")}).front().reason, "previous record unreadable");
  EXPECT_THAT(refusal([&] { stored(); }), HasSubstr("a.json"));
}

TEST_F(Experiments, TheReportSaysWhatFailed) {
  run({cell("a", "answer"), cell("b", "complain")});
  Experiment experiment{.id = "trial", .title = "A trial", .question = "Does it?"};
  experiment.findings = [](const std::vector<ExperimentResult>& results) {
    ExperimentFindings findings;
    findings.answer = "There are " + std::to_string(results.size()) + " results. More follows.";
    return findings;
  };
  const std::vector<ExperimentSection> made = sections({experiment});
  ASSERT_EQ(made.size(), 1u);
  EXPECT_EQ(made[0].summary, "There are 1 results.");
  std::string text = report::markdown(made[0].section);
  EXPECT_THAT(text, HasSubstr("| act | answer, complain |"));
  EXPECT_THAT(text, HasSubstr("[b](../quick/experiments/trial/b.json)"));
  EXPECT_THAT(text, HasSubstr("**Not completed.** b failed (the data is damaged)"));
  sources.code.begin()->second = "newer";
  text = report::markdown(sections({experiment}).at(0).section);
  EXPECT_THAT(text, HasSubstr("**Older code.** 2 of 2 cells were computed by older code."));
  EXPECT_THAT(text, HasSubstr("trial/a.json) (older code)"));
}

// A result that another hand changed is named, and nothing rests on it.
TEST_F(Experiments, AChangedRecordIsNoResult) {
  run({cell("a", "answer"), cell("b", "answer")});
  nlohmann::ordered_json changed = nlohmann::ordered_json::parse(text_of(of("trial") / "b.json"));
  changed["payload"]["result"]["value"] = 43;
  folder.write("quick/experiments/trial/b.json", changed.dump(1));
  EXPECT_THAT(plan({cell("b", "answer")}).front().reason, HasSubstr("contradicts itself"));
  Experiment experiment{.id = "trial"};
  experiment.findings = [](const std::vector<ExperimentResult>& results) {
    return ExperimentFindings{.answer = "There are " + std::to_string(results.size()) + " results."};
  };
  const ExperimentSection made = sections({experiment}).at(0);
  EXPECT_EQ(made.summary, "There are 1 results.");
  EXPECT_THAT(report::markdown(made.section),
              HasSubstr("**Records that contradict themselves.** b: its content"));
}

TEST_F(Experiments, TheReportNamesExperimentsWithoutResults) {
  const Experiment trial{.id = "trial", .findings = [](const auto&) { return ExperimentFindings{}; }},
      other{.id = "other"};
  EXPECT_TRUE(sections({trial, other}).empty());
  run({cell("a", "answer")});
  const std::vector<ExperimentSection> made = sections({trial, other});
  ASSERT_EQ(made.size(), 2u);
  EXPECT_THAT(made[1].summary, HasSubstr("No cell has a result yet; dsc experiment other --profile quick"));
}

TEST_F(Experiments, CellsOfDifferentProgramsAreToldApart) {
  run({cell("a", "answer")});
  EXPECT_EQ(mixture(stored()), "");
  sources.code.begin()->second = "another";
  prepared.site.provenance.threads = 2;
  run({cell("b", "answer")});
  EXPECT_THAT(mixture(stored()), HasSubstr("The cells differ in code, threads:"));
  EXPECT_THAT(made_by(stored()), HasSubstr("dsc-cell of sources another (1), code (1)"));
  std::vector<StoredCell> two_works = stored();
  two_works.back().result.work = "inspect";
  EXPECT_EQ(mixture(two_works), "") << "works have code of their own";
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
