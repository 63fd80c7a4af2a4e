#pragma once

#include <string>
#include <utility>
#include <vector>

#include "experiments/training/checkpoint.h"
#include "experiments/training/evaluate.h"

namespace dsc {

/// The line of one epoch, as TrainingResult::metrics describes it; epoch from 1, sets by name.
std::string metrics_line(int epoch, double rate, const EpochSums& sums, bool classes,
                         const std::vector<std::pair<std::string, Evaluation>>& sets);

}  // namespace dsc
