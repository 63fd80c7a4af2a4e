#pragma once

#include "experiments/cell/work/cell_context.h"

namespace dsc {

/// Looks into a network that another cell trained. Parameters: that cell's Settings, and "pictures": of how
/// many images of each test set the masks are shown. Data: none, or the test sets. Result: InspectionRecord.
/// Throws InputError where parameters or data are bad, or the network is not there.
CellOutput inspect(const CellContext& context);

}  // namespace dsc
