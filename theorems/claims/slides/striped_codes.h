#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "theorems/convolutions/filter_bank.h"
#include "theorems/exact/matrix.h"

/// What the rows on convolutional dictionaries are tried on.
namespace dsc {

struct NamedFilters {
  std::string name;
  FilterBank bank;
};

/// One channel on one axis, a filter a row.
FilterBank line_filters(const std::vector<std::vector<double>>& filters);

/// Filters whose correlations are small: Barker codes, pairs of signs, Gaussian integers on one and two axes.
std::vector<NamedFilters> filters_of_small_coherence();

/// Every cyclic shift of each filter, in a signal of this length: place by place, the filters of a place
/// beside each other.
RationalMatrix cyclic_dictionary(const FilterBank& bank, Eigen::Index length);

/// A code of such a dictionary, from its entries other than zero: place, filter, value.
RationalVector striped_code(const FilterBank& bank, Eigen::Index length,
                            const std::vector<std::tuple<Eigen::Index, Eigen::Index, Rational>>& entries);

}  // namespace dsc
