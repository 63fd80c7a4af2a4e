#pragma once

#include <string>
#include <vector>

#include "experiments/comparison/comparison.h"
#include "experiments/studies/trained_cells.h"

namespace dsc {

/// Trainings of U-Net without the penalty beside those with it.
using SegmentPair = Pair<TrainedCell>;

/// They point into `groups`.
std::vector<SegmentPair> segment_pairs(const std::vector<Group>& groups);

/// Those of the two groups that are there, called "without penalty" and "with penalty".
std::vector<LabelledGroup> both(const SegmentPair& pair);

/// Of the test sets: "composed, test".
std::vector<std::string> set_names(const SegmentPair& pair);

/// Loss and penalty over training (Figure 5), sparsity by layer on the last test set (Figure 6) and over
/// training, coherence of the learned filters.
void add_segment_figures(const SegmentPair& pair, ExperimentFindings& findings);

/// For each test set image, truth and masks without and with the penalty, where inspections kept them (Figure
/// 4).
void add_mask_pictures(const SegmentPair& pair, ExperimentFindings& findings);

}  // namespace dsc
