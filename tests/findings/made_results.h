#pragma once

#include <string>
#include <vector>

#include "experiments/experiment.h"

/// Results made by hand, whose findings are known.
namespace dsc {

/// A result of the work "classify" on a network of two layers, after two epochs.
inline ExperimentResult classified(const std::string& activation, double gamma, std::int64_t seed,
                                   double accuracy, const std::string& placement = "early") {
  ExperimentResult r;
  r.name = activation + "-" + std::to_string(gamma) + "-" + placement + "-" + std::to_string(seed);
  r.file = "quick/experiments/classification/" + r.name + ".json";
  r.parameters = {{"set", "fashion-mnist"},
                  {"network", "lenet5"},
                  {"activation", activation},
                  {"gamma", gamma},
                  {"placement", placement},
                  {"epochs", 2},
                  {"seed", seed}};
  const nlohmann::ordered_json density = {{"conv1", {0.9, 0.8}}, {"conv2", {0.7, 0.25}}};
  r.result["curves"]["train"] = {
      {"epoch", {1, 2}}, {"loss", {2.0, 1.0}}, {"penalty", {0.5, gamma > 0 ? 0.25 : 0.5}}};
  r.result["curves"]["sets"] = {{{"name", "test"},
                                 {"epoch", {1, 2}},
                                 {"loss", {2.0, 1.5}},
                                 {"accuracy", {0.1, accuracy}},
                                 {"density", density}}};
  r.result["layers"] = {
      {{"name", "conv1"},
       {"channels", 4},
       {"entries", 400},
       {"rows", 25},
       {"columns", 4},
       {"mu", 0.5},
       {"mu_shifted", 0.8}},
      {{"name", "conv2"}, {"channels", 8}, {"entries", 80}, {"rows", 100}, {"columns", 8}, {"mu", 0.25}}};
  r.result["penalised"] = {placement == "late" ? "conv2" : "conv1"};
  r.result["speed"] = {{"images_per_second", 1000.0}, {"waiting_share", 0.01}};
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
