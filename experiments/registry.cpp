#include <algorithm>
#include <stdexcept>

#include "experiments/experiment.h"

namespace dsc {
namespace {

std::vector<Experiment>& registry() {
  static std::vector<Experiment> all;
  return all;
}

}  // namespace

const std::vector<Experiment>& registered_experiments() {
  std::stable_sort(registry().begin(), registry().end(),
                   [](const Experiment& a, const Experiment& b) { return a.position < b.position; });
  return registry();
}

ExperimentRegistration::ExperimentRegistration(Experiment experiment) {
  for (const Experiment& other : registry()) {
    if (other.id == experiment.id) throw std::logic_error("two experiments named " + experiment.id);
  }
  registry().push_back(std::move(experiment));
}

}  // namespace dsc
