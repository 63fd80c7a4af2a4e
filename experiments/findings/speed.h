#pragma once

#include <string>
#include <utility>
#include <vector>

#include "experiments/findings/seed_group.h"

namespace dsc {

/// Images per second of training and the share of that time spent waiting for data, for each label the mean
/// over all runs of its groups.
Table speed_table(const std::vector<std::pair<std::string, const SeedGroup*>>& labelled);

}  // namespace dsc
