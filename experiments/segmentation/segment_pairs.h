#pragma once

#include <string>
#include <vector>

#include "experiments/findings/layers.h"
#include "experiments/findings/seed_group.h"

/// Results of the work "segment", without the penalty beside with it.
namespace dsc {

/// A group without the penalty and its partner with it, either of which may be missing.
struct SegmentPair {
  const SeedGroup *plain = nullptr, *with = nullptr;
  const SeedGroup& any() const { return plain != nullptr ? *plain : *with; }
  /// Those that are there, called "without penalty" and "with penalty".
  std::vector<LabelledGroup> groups() const;
  int set_count() const;                ///< of the test sets
  std::string set_name(int set) const;  ///< "composed, test"
};

/// They point into `groups`.
std::vector<SegmentPair> segment_pairs(const std::vector<SeedGroup>& groups);

bool penalised(const SeedGroup& group);

/// The last entry of a column of test set number `set`: "PA/mean".
Measured at_end(int set, const std::string& column);

}  // namespace dsc
