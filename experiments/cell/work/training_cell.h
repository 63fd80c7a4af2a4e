#pragma once

#include <memory>
#include <vector>

#include "experiments/cell/work/cell_context.h"
#include "experiments/training/settings.h"

namespace dsc {

class Examples;

/// Trains with a checkpoint in the cell's scratch, keeps the network, and returns the TrainingRecord. Throws
/// as `train` does.
CellOutput train_cell(const Settings& settings, const Examples& training,
                      const std::vector<std::shared_ptr<const Examples>>& tests, const CellContext& context);

}  // namespace dsc
