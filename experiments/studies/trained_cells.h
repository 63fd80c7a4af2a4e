#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "experiments/comparison/seed_group.h"
#include "experiments/experiment.h"
#include "experiments/training/inspection_record.h"
#include "experiments/training/settings.h"
#include "experiments/training/training_record.h"
#include "harness/fields/profile_table.h"

/// What all studies of trained networks share: the cells that they ask for, and the results that they read.
namespace dsc {

/// Trains with these settings: "classify", or "segment" for U-Net, on these sets. The name tells all apart
/// that one study varies.
ExperimentCell training_cell(const std::string& experiment, const Settings& settings,
                             const std::vector<std::string>& data);

/// Inspects the network that `training` trains; shows its masks of the first `pictures` images of each test
/// set.
ExperimentCell inspection_cell(const ExperimentCell& training, std::int64_t pictures);

/// One way to go on with settings.
using Choice = std::function<void(Settings&)>;

/// All combinations of one choice from each list, made in the order of the lists; the last varies fastest.
std::vector<Settings> combinations(const Settings& base, const std::vector<std::vector<Choice>>& choices);

/// One choice for each value of a field.
template <class Value>
std::vector<Choice> each(Value Settings::*field, const std::vector<Value>& values) {
  std::vector<Choice> all;
  for (const Value& value : values) all.push_back([field, value](Settings& s) { s.*field = value; });
  return all;
}
std::vector<Choice> seeds_up_to(std::int64_t count);

/// A whole number in the profile that becomes this field of the settings, and has its range.
std::int64_t whole(const ProfileTable& table, const std::string& key, const std::string& field);

/// What the profile says by the key of a Named value.
template <class Value>
Value value_of(const std::string& key) {
  for (const Named<Value>& one : names(Value{})) {
    if (key == one.key) return one.value;
  }
  throw std::invalid_argument("no value called " + key);
}
template <class Value>
std::vector<std::string> keys_of() {
  std::vector<std::string> keys;
  for (const Named<Value>& one : names(Value{})) keys.emplace_back(one.key);
  return keys;
}

/// A training that was completed, and what its inspection found where there was one.
struct TrainedCell {
  std::string file{};  ///< of the record, below the results folder
  Settings settings{};
  TrainingRecord record{};
  std::optional<InspectionRecord> inspection{};
  std::string pictures{};  ///< path stem of the inspection's pictures
};

/// Reads the results once, in their order. Throws InputError where one is not what its work writes.
std::vector<TrainedCell> trained_cells(const std::vector<ExperimentResult>& results);

using Group = SeedGroup<TrainedCell>;

/// After the last epoch on test set number `set`, of the feature with this name.
double final_density(const TrainedCell& cell, std::size_t set, const std::string& feature);

/// Features of the group's network.
std::vector<std::string> layers_of(const Group& group);

struct LabelledGroup {
  std::string label{};
  const Group* group = nullptr;
};

/// Figures and tables of the layers of these groups, of one network, on test set number `set`.
Table density_table(const std::string& title, const std::vector<LabelledGroup>& groups, std::size_t set);
Figure density_by_layer(const std::string& name, const std::string& title,
                        const std::vector<LabelledGroup>& groups, std::size_t set);
/// One series for each layer over the evaluated epochs.
Figure density_over_training(const std::string& name, const std::string& title, const Group& group,
                             std::size_t set);
/// Of the layers that were inspected; without rows where none was.
Table coherence_table(const std::string& title, const std::vector<LabelledGroup>& groups, std::size_t set);

}  // namespace dsc
