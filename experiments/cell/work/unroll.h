#pragma once

#include "experiments/cell/work/cell_context.h"

namespace dsc {

/// Codes sparse signals by ISTA, FISTA, LISTA-CP and learned unrolled networks, and measures the error at each
/// depth. Parameters: UnrolledSettings. Data: none. Result: UnrolledRecord. Throws InputError where parameters
/// are bad, and as train_stagewise does.
CellOutput unroll(const CellContext& context);

}  // namespace dsc
