#include "experiments/training/training_record.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <sstream>

#include "experiments/training/stored_field.h"
#include "harness/error.h"

namespace dsc {

using nlohmann::ordered_json;

namespace {

struct MaskColumn {
  const char* key;
  Spread MaskSummary::*measure;
};
constexpr std::array kMaskColumns{
    MaskColumn{"PA", &MaskSummary::pixel_accuracy}, MaskColumn{"mPA_printed", &MaskSummary::mean_precision},
    MaskColumn{"mPA", &MaskSummary::mean_pixel_accuracy}, MaskColumn{"mIoU", &MaskSummary::mean_iou}};

ordered_json train_columns(const std::vector<Epoch>& epochs) {
  ordered_json columns;
  for (const char* key : {"epoch", "rate", "loss", "penalty"}) columns[key] = ordered_json::array();
  for (const Epoch& epoch : epochs) {
    columns["epoch"].push_back(epoch.number);
    columns["rate"].push_back(epoch.rate);
    columns["loss"].push_back(epoch.loss);
    columns["penalty"].push_back(epoch.penalty);
    if (epoch.accuracy) columns["accuracy"].push_back(*epoch.accuracy);
  }
  return columns;
}

ordered_json set_columns(const TrainingRecord& record, std::size_t set) {
  ordered_json columns = {{"name", record.tests[set].name}};
  for (const char* key : {"epoch", "loss"}) columns[key] = ordered_json::array();
  for (const Epoch& epoch : record.epochs) {
    if (epoch.sets.empty()) continue;
    const SetMetrics& metrics = epoch.sets.at(set);
    columns["epoch"].push_back(epoch.number);
    columns["loss"].push_back(metrics.loss);
    if (metrics.accuracy) columns["accuracy"].push_back(*metrics.accuracy);
    if (metrics.masks) {
      for (const auto& [key, measure] : kMaskColumns) {
        const Spread& spread = (*metrics.masks).*measure;
        columns[key]["mean"].push_back(spread.mean);
        columns[key]["deviation"].push_back(spread.deviation);
      }
    }
    for (const auto& [feature, density] : metrics.density) columns["density"][feature].push_back(density);
  }
  return columns;
}

std::string packed(const std::vector<bool>& bits) {
  std::string text;
  for (std::size_t i = 0; i < bits.size(); i += 4) {
    int digit = 0;
    for (std::size_t k = 0; k < 4; ++k) digit = 2 * digit + (i + k < bits.size() && bits[i + k] ? 1 : 0);
    text += "0123456789abcdef"[digit];
  }
  return text;
}

std::string packed(const std::vector<Confusion>& images) {
  std::string text;
  for (const Confusion& c : images) {
    text += fmt::format("{}{},{},{},{}", text.empty() ? "" : " ", c.true_positive, c.false_positive,
                        c.false_negative, c.true_negative);
  }
  return text;
}

ordered_json outcome_json(const TestOutcome& test) {
  ordered_json json = {{"name", test.name}, {"images", test.images}};
  if (!test.correct.empty()) json["correct"] = packed(test.correct);
  if (!test.masks.empty()) json["confusions"] = packed(test.masks);
  return json;
}

std::vector<Epoch> epochs_of(const StoredField& train) {
  const std::size_t count = train["epoch"].parts().size();
  const std::vector<double> number = train["epoch"].column(count), rate = train["rate"].column(count),
                            loss = train["loss"].column(count), penalty = train["penalty"].column(count),
                            accuracy = train.has("accuracy") ? train["accuracy"].column(count)
                                                             : std::vector<double>{};
  std::vector<Epoch> epochs;
  for (std::size_t i = 0; i < count; ++i) {
    Epoch epoch{static_cast<std::int64_t>(number[i]), rate[i], loss[i], penalty[i], {}, {}};
    if (!accuracy.empty()) epoch.accuracy = accuracy[i];
    epochs.push_back(std::move(epoch));
  }
  return epochs;
}

std::vector<SetMetrics> metrics_of(const StoredField& set, std::size_t count) {
  std::vector<SetMetrics> all(count);
  const std::vector<double> loss = set["loss"].column(count);
  for (std::size_t i = 0; i < count; ++i) all[i].loss = loss[i];
  if (set.has("accuracy")) {
    const std::vector<double> accuracy = set["accuracy"].column(count);
    for (std::size_t i = 0; i < count; ++i) all[i].accuracy = accuracy[i];
  }
  for (const auto& [key, measure] : kMaskColumns) {
    if (!set.has(key)) continue;
    const std::vector<double> mean = set[key]["mean"].column(count),
                              deviation = set[key]["deviation"].column(count);
    for (std::size_t i = 0; i < count; ++i) {
      if (!all[i].masks) all[i].masks.emplace();
      (*all[i].masks).*measure = {mean[i], deviation[i]};
    }
  }
  if (!set.has("density")) return all;
  for (const std::string& feature : set["density"].keys()) {
    const std::vector<double> density = set["density"][feature].column(count);
    for (std::size_t i = 0; i < count; ++i) all[i].density.emplace_back(feature, density[i]);
  }
  return all;
}

/// Adds the metrics of one set to the epochs in which they were taken: the same for every set.
void add_metrics(const StoredField& set, bool first, std::vector<Epoch>& epochs) {
  const StoredField column = set["epoch"];
  const std::size_t count = column.parts().size();
  const std::vector<double> numbers = column.column(count);
  std::vector<SetMetrics> metrics = metrics_of(set, count);
  std::size_t next = 0;
  for (Epoch& epoch : epochs) {
    const bool evaluated = next < count && static_cast<std::int64_t>(numbers[next]) == epoch.number;
    if (!first && evaluated == epoch.sets.empty()) column.refuse("the epochs of the first set", "others");
    if (evaluated) epoch.sets.push_back(std::move(metrics[next++]));
  }
  if (next != count) column.refuse("epochs of the training, in order", "others");
}

std::vector<bool> bits_of(const StoredField& field, std::int64_t images) {
  const std::string text = field.text();
  if (static_cast<std::int64_t>(text.size()) != (images + 3) / 4)
    field.refuse(fmt::format("{} digits", (images + 3) / 4), fmt::format("{}", text.size()));
  std::vector<bool> bits;
  for (std::int64_t i = 0; i < images; ++i) {
    const std::size_t digit = std::string("0123456789abcdef").find(text[static_cast<std::size_t>(i / 4)]);
    if (digit == std::string::npos) field.refuse("hexadecimal digits", "another character");
    bits.push_back((digit >> (3 - i % 4) & 1) != 0);
  }
  return bits;
}

std::vector<Confusion> confusions_of(const StoredField& field, std::int64_t images) {
  std::istringstream text(field.text());
  std::vector<Confusion> all;
  char comma = ',';
  for (Confusion c; text >> c.true_positive >> comma >> c.false_positive >> comma >> c.false_negative >>
                    comma >> c.true_negative;)
    all.push_back(c);
  if (!text.eof() || static_cast<std::int64_t>(all.size()) != images)
    field.refuse(fmt::format("four counts for each of {} images", images), "another text");
  return all;
}

TestOutcome outcome_of(const StoredField& outcome) {
  TestOutcome test{.name = outcome["name"].text(), .images = outcome["images"].whole()};
  if (outcome.has("correct")) test.correct = bits_of(outcome["correct"], test.images);
  if (outcome.has("confusions")) test.masks = confusions_of(outcome["confusions"], test.images);
  return test;
}

Durations durations_of(const StoredField& speed) {
  Durations d{.training = speed["training_seconds"].number(),
              .evaluation = speed["evaluation_seconds"].number()};
  d.waiting = speed["waiting_share"].number() * d.training;
  d.images = std::llround(speed["images_per_second"].number() * d.training);
  d.wall = speed.has("wall_seconds") ? speed["wall_seconds"].number() : d.training + d.evaluation;
  return d;
}

ordered_json speed_json(const Durations& d) {
  const double seconds = d.training > 0 ? d.training : 1e-9;
  return {{"images_per_second", static_cast<double>(d.images) / seconds},
          {"waiting_share", d.waiting / seconds},
          {"training_seconds", d.training},
          {"evaluation_seconds", d.evaluation},
          {"wall_seconds", d.wall}};
}

}  // namespace

ordered_json to_json(const TrainingRecord& record) {
  ordered_json sets = ordered_json::array(), outcomes = ordered_json::array();
  for (std::size_t i = 0; i < record.tests.size(); ++i) {
    sets.push_back(set_columns(record, i));
    outcomes.push_back(outcome_json(record.tests[i]));
  }
  return {
      {"parameters", record.parameters},
      {"parameters_sha256", record.parameters_sha256},
      {"training_set",
       {{"name", record.training_set}, {"images", record.training_images}, {"treatment", record.treatment}}},
      {"penalised", record.penalised},
      {"curves", {{"train", train_columns(record.epochs)}, {"sets", sets}}},
      {"outcomes", outcomes},
      {"speed", speed_json(record.durations)}};
}

TrainingRecord training_record(const ordered_json& json, const std::string& file) {
  const StoredField all(json, file);
  TrainingRecord record;
  record.parameters = all["parameters"].whole();
  record.parameters_sha256 = all["parameters_sha256"].text();
  record.training_set = all["training_set"]["name"].text();
  record.training_images = all["training_set"]["images"].whole();
  record.treatment = all["training_set"]["treatment"].text();
  for (const StoredField& feature : all["penalised"].parts()) record.penalised.push_back(feature.text());
  record.epochs = epochs_of(all["curves"]["train"]);
  const std::vector<StoredField> sets = all["curves"]["sets"].parts();
  for (std::size_t i = 0; i < sets.size(); ++i) {
    add_metrics(sets[i], i == 0, record.epochs);
    record.tests.push_back({.name = sets[i]["name"].text()});
  }
  if (all.has("outcomes")) {
    const std::vector<StoredField> outcomes = all["outcomes"].parts();
    if (outcomes.size() != sets.size()) all["outcomes"].refuse("one for each test set", "another number");
    for (std::size_t i = 0; i < outcomes.size(); ++i) record.tests[i] = outcome_of(outcomes[i]);
  }
  record.durations = durations_of(all["speed"]);
  return record;
}

const SetMetrics& final_metrics(const TrainingRecord& record, std::size_t set, const std::string& file) {
  if (record.epochs.empty() || record.epochs.back().sets.size() <= set)
    throw InputError(file, fmt::format("/curves/sets/{}", set), "an evaluation after the last epoch", "none");
  return record.epochs.back().sets[set];
}

}  // namespace dsc
