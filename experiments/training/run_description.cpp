#include "experiments/training/run_description.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "harness/error.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;

void check(bool good, const std::string& what, const std::string& expected, double found) {
  if (!good) throw InputError(what, "", expected, fmt::format("{}", found));
}

void check(const TrainingSettings& s) {
  check(s.epochs >= 1, "epochs", "at least 1", s.epochs);
  check(s.batch >= 1, "batch", "at least one image", s.batch);
  check(s.evaluate_every >= 1, "epochs between evaluations", "at least 1", s.evaluate_every);
  check(std::isfinite(s.gamma) && s.gamma >= 0, "gamma", "a number of at least 0", s.gamma);
  const OptimizerSettings& o = s.optimizer;
  check(std::isfinite(o.rate) && o.rate > 0, "learning rate", "a positive number", o.rate);
  check(o.momentum >= 0 && o.momentum < 1, "momentum", "a number in [0, 1)", o.momentum);
  check(std::isfinite(o.weight_decay) && o.weight_decay >= 0, "weight decay", "a number of at least 0",
        o.weight_decay);
}

ordered_json describe(const Examples& examples) {
  if (examples.count() == 0) throw InputError(examples.name(), "", "at least one image", "none");
  return {{"name", examples.name()},
          {"sha256", examples.sha256()},
          {"images", examples.count()},
          {"augmentation", examples.treatment()}};
}

}  // namespace

std::string run_description(const NetworkSettings& network, const TrainingSettings& s,
                            const Examples& training,
                            const std::vector<std::shared_ptr<const Examples>>& evaluation) {
  check(s);
  ordered_json j;
  j["network"] = to_string(network.architecture);
  j["activation"] = to_string(network.activation);
  j["input"] = {network.channels, network.height, network.width};
  j["classes"] = network.classes;
  j["base"] = network.base;
  j["optimizer"] = s.optimizer.kind == OptimizerSettings::Kind::sgd ? "SGD" : "Adam";
  j["rate"] = s.optimizer.rate;
  j["momentum"] = s.optimizer.momentum;
  j["weight_decay"] = s.optimizer.weight_decay;
  j["epochs"] = s.epochs;
  j["batch"] = s.batch;
  j["gamma"] = s.gamma;
  j["penalised"] = s.penalised;
  j["seed"] = s.seed;
  j["evaluate_every"] = s.evaluate_every;
  j["device"] = s.device;
  j["threads"] = s.threads;
  j["training"] = describe(training);
  j["evaluation"] = ordered_json::array();
  for (const auto& set : evaluation) j["evaluation"].push_back(describe(*set));
  return j.dump();
}

}  // namespace dsc
