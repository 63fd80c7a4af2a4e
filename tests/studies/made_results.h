#pragma once

#include <string>
#include <vector>

#include "experiments/experiment.h"
#include "experiments/training/inspection_record.h"
#include "experiments/training/settings.h"
#include "experiments/training/training_record.h"

/// Results made by hand, whose findings are known.
namespace dsc {

/// A result of the work "classify" on a network of two layers, after so many epochs (two or more).
inline ExperimentResult classified(Nonlinearity activation, double gamma, std::int64_t seed, double accuracy,
                                   const std::string& placement = "early", std::int64_t epochs = 2) {
  const Settings settings{.set = "fashion-mnist",
                          .activation = activation,
                          .gamma = gamma,
                          .placement = placement,
                          .epochs = epochs,
                          .seed = seed};
  TrainingRecord record{.penalised = {placement == "late" ? "conv2" : "conv1"}};
  record.tests = {{.name = "test"}};
  for (std::int64_t number = 1; number <= epochs; ++number) {
    const bool last = number == epochs;
    Epoch epoch{.number = number, .rate = 0.1, .loss = 1.0 / static_cast<double>(number)};
    epoch.penalty = last && gamma > 0 ? 0.25 : 0.5;
    epoch.sets = {{.loss = 1, .accuracy = last ? accuracy : 0.1}};
    epoch.sets[0].density = {{"conv1", last ? 0.8 : 0.9}, {"conv2", last ? 0.25 : 0.7}};
    record.epochs.push_back(epoch);
  }
  ExperimentResult r;
  r.work = "classify";
  r.name = std::string(named(activation).key) + "-" + std::to_string(gamma) + "-" + placement + "-" +
           std::to_string(seed);
  r.file = "quick/experiments/classification/" + r.name + ".json";
  r.parameters = to_json(settings);
  r.result = to_json(record);
  return r;
}

/// What the work "inspect" finds in the network of a classified result, or any other.
inline ExperimentResult inspected(const ExperimentResult& training, const InspectionRecord& record) {
  ExperimentResult r = training;
  r.work = "inspect";
  r.name += "-inspect";
  r.file = r.file.substr(0, r.file.rfind('.')) + "-inspect.json";
  r.parameters["pictures"] = record.pictures.size();
  r.result = to_json(record);
  return r;
}

inline const Experiment& experiment(const std::string& id) {
  for (const Experiment& one : registered_experiments()) {
    if (one.id == id) return one;
  }
  throw std::out_of_range(id);
}

inline const Table& table_titled(const ExperimentFindings& findings, const std::string& start) {
  for (const Table& table : findings.tables) {
    if (table.title.rfind(start, 0) == 0) return table;
  }
  throw std::out_of_range("no table titled " + start);
}

inline const Figure& figure_named(const ExperimentFindings& findings, const std::string& name) {
  for (const Figure& figure : findings.figures) {
    if (figure.name == name) return figure;
  }
  throw std::out_of_range("no figure named " + name);
}

}  // namespace dsc
