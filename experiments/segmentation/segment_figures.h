#pragma once

#include "experiments/segmentation/segment_pairs.h"

namespace dsc {

/// Loss and penalty over training (Figure 5), sparsity by layer on the last test set (Figure 6) and over
/// training, coherence of the learned filters.
void add_segment_figures(const SegmentPair& pair, ExperimentFindings& findings);

/// For each test set image, truth and masks without and with the penalty, where cells kept them (Figure 4).
void add_mask_pictures(const SegmentPair& pair, ExperimentFindings& findings);

}  // namespace dsc
