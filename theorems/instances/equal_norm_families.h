#pragma once

#include "theorems/dictionaries/families.h"

namespace dsc {

/// [I | the mean of I's columns times sqrt(n)], n = root^2: unit columns, mu = 1/root, one null vector.
Dictionary identity_and_mean(Eigen::Index root);

/// The dictionaries that the extensions are tried on; unit columns, or all of one norm.
std::vector<Dictionary> equal_norm_families();

}  // namespace dsc
