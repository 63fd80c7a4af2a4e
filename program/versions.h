#pragma once

#include "harness/ledger/address.h"

namespace dsc {

/// The compiler, its flags, and the libraries with their versions: of the library that runs where it can
/// tell, else of the headers it was built with.
Build this_build();

}  // namespace dsc
