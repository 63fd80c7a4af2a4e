#pragma once

#include <string>

namespace dsc {

/// "12 ms", "3.4 s", "2 min 05 s", "1 h 02 min".
std::string duration(double seconds);

}  // namespace dsc
