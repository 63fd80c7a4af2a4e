#pragma once

#include "harness/certificate/reader.h"

namespace dsc::check {

/// What an attention certificate says of its bounds E_0, E_1, …, E_K.
struct AttentionBound {
  certificate::Rational rate;  ///< (2s-1) mu
  certificate::Rational last;  ///< E_K
};
AttentionBound attention_bound(const certificate::Node& certificate);

}  // namespace dsc::check
