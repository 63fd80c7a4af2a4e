#pragma once

#include "theorems/stability/deep_dictionary.h"

namespace dsc {

/// The dictionaries on which the claims of Section 2 are tried: six of one layer, three chains of two layers,
/// one of three.
std::vector<DeepDictionary> deep_families();

}  // namespace dsc
