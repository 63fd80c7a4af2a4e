#pragma once

#include "experiments/cell/work/cell_context.h"

namespace dsc {

/// Trains U-Net on images with masks. Parameters: Settings. Data: the training set, then the test sets.
/// Result: TrainingRecord. Throws InputError where parameters or data are bad, and as `train` does.
CellOutput segment(const CellContext& context);

}  // namespace dsc
