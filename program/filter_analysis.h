#pragma once

#include "program/analysis.h"

namespace dsc {

/// `dsc analyze FILTERS --convolution --axes …`: reads the filters, computes what is guaranteed for their
/// convolutional dictionary, writes the certificate asked for, prints. Throws InputError.
void analyze_filters(const AnalyzeOptions& options);

}  // namespace dsc
