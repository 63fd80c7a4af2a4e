#pragma once

#include "experiments/cell/work/cell_context.h"

namespace dsc {

/// Trains LeNet-5 or VGG11 on a labelled set. Parameters: Settings. Data: the set. Result: TrainingRecord.
/// Throws InputError where parameters or data are bad, and as `train` does.
CellOutput classify(const CellContext& context);

}  // namespace dsc
