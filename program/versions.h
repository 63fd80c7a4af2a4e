#pragma once

#include "harness/ledger/provenance.h"

namespace dsc {

/// The compiler, its flags, and the libraries with their versions: of the library that runs where it can
/// tell, else of the headers it was built with.
ledger::Build this_build();

}  // namespace dsc
