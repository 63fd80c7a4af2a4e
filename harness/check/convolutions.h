#pragma once

#include "harness/certificate/reader.h"

namespace dsc::check {

/// mu^2 over all shifts of the certificate's filters; 0 where no two atoms may overlap.
certificate::Rational squared_shift_coherence(const certificate::Node& certificate);

}  // namespace dsc::check
