#include "experiments/training/training_record.h"

#include <gmock/gmock.h>

#include <functional>

#include "experiments/training/inspection_record.h"
#include "experiments/training/processor.h"
#include "experiments/training/unrolled_record.h"
#include "tests/refusal.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;
using testing::HasSubstr;

/// Three epochs, of which the second and third were evaluated, on one set with classes and one with masks.
TrainingRecord record() {
  TrainingRecord r{.parameters = 7,
                   .parameters_sha256 = "abc",
                   .training_set = "a, train",
                   .treatment = "none",
                   .training_images = 9,
                   .penalised = {"conv1"}};
  const Confusion image{1, 2, 3, 10}, other{0, 0, 4, 12};
  for (std::int64_t number = 1; number <= 3; ++number) {
    Epoch epoch{.number = number, .rate = 0.1 / 3, .loss = 1.0 / 3, .penalty = 0.1, .accuracy = 0.7};
    if (number > 1) {
      epoch.sets = {
          {.loss = 2.0 / 3, .accuracy = 0.6, .masks = {}, .density = {{"conv1", 0.5}, {"fc1", 0.25}}},
          {.loss = 0.1, .accuracy = {}, .masks = mask_summary({image, other}), .density = {{"conv1", 1}}}};
    }
    r.epochs.push_back(epoch);
  }
  r.tests = {{.name = "a, test", .images = 6, .correct = {true, false, false, true, false, true}},
             {.name = "b", .images = 2, .masks = {image, other}}};
  r.durations = {.training = 2, .waiting = 0.5, .evaluation = 1, .wall = 4, .images = 27};
  return r;
}

TEST(TrainingRecord, WhatIsWrittenIsRead) {
  const ordered_json written = to_json(record());
  const TrainingRecord read = training_record(ordered_json::parse(written.dump()), "r.json");
  EXPECT_EQ(to_json(read), written);
  EXPECT_EQ(read.epochs[0].sets.size(), 0u);
  EXPECT_EQ(read.epochs[2].sets.size(), 2u);
  EXPECT_EQ(read.epochs[1].loss, 1.0 / 3);
  EXPECT_EQ(read.tests[0].correct, record().tests[0].correct);
  EXPECT_EQ(read.tests[1].masks, record().tests[1].masks);
  EXPECT_EQ(read.durations.images, 27);
}

TEST(TrainingRecord, BeforeTheFirstEpochThereIsNothingToRead) {
  TrainingRecord fresh = record();
  fresh.epochs.clear();
  EXPECT_EQ(to_json(training_record(to_json(fresh), "r.json")), to_json(fresh));
}

// Four images a digit, the first the highest bit: 1001 01(00).
TEST(TrainingRecord, OneBitAnImage) {
  const ordered_json outcomes = to_json(record()).at("outcomes");
  EXPECT_EQ(outcomes.at(0).at("correct"), "94");
  EXPECT_EQ(outcomes.at(1).at("confusions"), "1,2,3,10 0,0,4,12");
  TestOutcome many{.images = 10'000, .correct = std::vector<bool>(10'000, true)};
  TrainingRecord large = record();
  large.tests[0] = many;
  EXPECT_EQ(to_json(large).at("outcomes").at(0).at("correct").get<std::string>(), std::string(2'500, 'f'));
}

TEST(TrainingRecord, MetricsStandInColumns) {
  const ordered_json curves = to_json(record()).at("curves");
  EXPECT_EQ(curves.at("train").at("epoch"), (std::vector<int>{1, 2, 3}));
  EXPECT_EQ(curves.at("sets").at(0).at("epoch"), (std::vector<int>{2, 3}));
  EXPECT_EQ(curves.at("sets").at(0).at("accuracy"), (std::vector<double>{0.6, 0.6}));
  EXPECT_EQ(curves.at("sets").at(0).at("density").at("fc1"), (std::vector<double>{0.25, 0.25}));
  EXPECT_EQ(curves.at("sets").at(1).at("PA").at("mean"), (std::vector<double>{11.5 / 16, 11.5 / 16}));
}

// Each change makes the record one that no training writes.
TEST(TrainingRecord, DamageIsRefusedByName) {
  const std::vector<std::pair<const char*, std::function<void(ordered_json&)>>> damages = {
      {"/curves/train/loss/1", [](ordered_json& j) { j["curves"]["train"]["loss"][1] = nullptr; }},
      {"/curves/train/penalty", [](ordered_json& j) { j["curves"]["train"]["penalty"].erase(0); }},
      {"/curves/sets/1/epoch",
       [](ordered_json& j) {
         j["curves"]["sets"][1]["epoch"] = {1, 3};
       }},
      {"/curves/sets/0/epoch",
       [](ordered_json& j) {
         j["curves"]["sets"][0]["epoch"] = {3, 2};
       }},
      {"/curves/sets/0/accuracy", [](ordered_json& j) { j["curves"]["sets"][0]["accuracy"].push_back(1); }},
      {"/outcomes/0/correct", [](ordered_json& j) { j["outcomes"][0]["correct"] = "9"; }},
      {"/outcomes/0/correct", [](ordered_json& j) { j["outcomes"][0]["correct"] = "9g"; }},
      {"/outcomes/1/confusions", [](ordered_json& j) { j["outcomes"][1]["confusions"] = "1,2,3,10 0,0"; }},
      {"/outcomes/1/confusions", [](ordered_json& j) { j["outcomes"][1]["confusions"] = "1,2,3,10"; }},
      {"/outcomes", [](ordered_json& j) { j["outcomes"].erase(1); }},
      {"/parameters_sha256", [](ordered_json& j) { j["parameters_sha256"] = 3; }},
      {"/speed/training_seconds", [](ordered_json& j) { j["speed"].erase("training_seconds"); }}};
  for (const auto& [place, damage] : damages) {
    ordered_json json = to_json(record());
    damage(json);
    EXPECT_THAT(refusal([&] { training_record(json, "r.json"); }),
                testing::AllOf(HasSubstr("r.json: "), HasSubstr(place)));
  }
}

TEST(TrainingRecord, TheOutcomeIsTheLastEpochs) {
  EXPECT_EQ(final_metrics(record(), 0, "r.json").accuracy, 0.6);
  TrainingRecord unevaluated = record();
  unevaluated.epochs.back().sets.clear();
  EXPECT_THAT(refusal([&] { final_metrics(unevaluated, 0, "r.json"); }), HasSubstr("after the last epoch"));
  EXPECT_THAT(refusal([&] { final_metrics(record(), 2, "r.json"); }), HasSubstr("r.json"));
}

TEST(InspectionRecord, WhatIsWrittenIsRead) {
  const InspectionRecord record{.layers = {{.name = "conv1",
                                            .channels = 6,
                                            .entries = 60,
                                            .rows = 25,
                                            .columns = 6,
                                            .mu = 0.5,
                                            .mu_shifted = 0.75},
                                           {.name = "fc1",
                                            .channels = 9,
                                            .entries = 9,
                                            .rows = 4,
                                            .columns = 9,
                                            .zero_filters = 1,
                                            .mu = 0.25},
                                           {.name = "up", .channels = 2, .entries = 8}},
                                .pictures = {{"a", "set0-scene", "set0-masks"}}};
  const ordered_json written = to_json(record);
  EXPECT_EQ(to_json(inspection_record(written, "i.json")), written);
  EXPECT_FALSE(written.at("layers").at(1).contains("mu_shifted"));
  EXPECT_FALSE(written.at("layers").at(2).contains("mu"));
  ordered_json damaged = written;
  damaged["layers"][0]["mu"] = nullptr;
  EXPECT_THAT(refusal([&] { inspection_record(damaged, "i.json"); }), HasSubstr("i.json: /layers/0/mu"));
}

TEST(UnrolledRecord, WhatIsWrittenIsRead) {
  UnrolledRecord record{.mu = 0.5, .mu_tilde_lower = 0.1, .mu_tilde_upper = 0.2, .nonzeros = 2, .rate = 0.6};
  record.penalties = {{"ista", 0.5}};
  record.errors = {{"ista", {0, -1.5}}, {"lista", {0, -3}}};
  record.bound = {1, 2};
  record.supports_kept = 1;
  const ordered_json written = to_json(record);
  EXPECT_EQ(to_json(unrolled_record(written, "u.json")), written);
  EXPECT_EQ(errors_of(unrolled_record(written, "u.json"), "lista").back(), -3);
  ordered_json damaged = written;
  damaged["errors"]["lista"].push_back(1);
  EXPECT_THAT(refusal([&] { unrolled_record(damaged, "u.json"); }), HasSubstr("/errors/lista"));
}

TEST(UnrolledSettings, WhatIsWrittenIsReadAndNothingElse) {
  const UnrolledSettings settings{.rows = 8,
                                  .columns = 16,
                                  .sparsity = "tenth",
                                  .depth = 3,
                                  .steps = 4,
                                  .batch = 5,
                                  .test_signals = 6,
                                  .seed = 7};
  EXPECT_EQ(unrolled_settings(to_json(settings), "cell"), settings);
  const auto refused = [&](const char* key, const ordered_json& value) {
    ordered_json json = to_json(settings);
    json[key] = value;
    return refusal([&] { unrolled_settings(json, "cell"); });
  };
  EXPECT_THAT(refused("rows", 1), HasSubstr("rows: expected an integer from 2 to 4096"));
  EXPECT_THAT(refused("sparsity", "all"), HasSubstr("one, guaranteed or tenth"));
  EXPECT_THAT(refused("depht", 3), HasSubstr("\"depht\""));
}

TEST(Processor, IsToldByWhatChangesItsBits) {
  const std::string text =
      "processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 143\nmodel name\t: Some "
      "Processor\n"
      "stepping\t: 8\nflags\t\t: fpu avx2\n\nprocessor\t: 1\nmodel\t\t: 1\n";
  const ordered_json found = processor_of(text);
  EXPECT_EQ(found.at("vendor"), "GenuineIntel");
  EXPECT_EQ(found.at("family"), "6");
  EXPECT_EQ(found.at("model"), "143");
  EXPECT_EQ(found.at("stepping"), "8");
  std::string other = text;
  other.replace(other.find("avx2"), 4, "avx5");
  EXPECT_NE(processor_of(other).at("flags"), found.at("flags"));
  EXPECT_EQ(processor_of("").at("model"), "unknown");
}

}  // namespace
}  // namespace dsc
