#include "program/printed_bounds.h"

#include <fmt/format.h>

#include <cstdlib>

namespace dsc {

double rounded_up(const Enclosure& value) { return nearest_above(value.upper().rational()); }

std::string upward(double bound) {
  std::string text = fmt::format("{:.6g}", bound);
  for (double raised = bound; std::strtod(text.c_str(), nullptr) < bound;) {
    raised *= 1 + 1e-6;
    text = fmt::format("{:.6g}", raised);
  }
  return text;
}

}  // namespace dsc
