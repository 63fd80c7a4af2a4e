#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dsc::check {

struct Result {
  bool ok = false;
  std::string kind = "?";  ///< "?" where the text names no known kind
  std::string proves;      ///< its Statement in words, "holds for all signals"; empty if rejected
  std::string bears;   ///< with a row: "supports", "violates" or "vacuous"; empty if it is no evidence for it
  std::string reason;  ///< why it is rejected, or no evidence for the row: place, expected, found; else empty
};
/// ok iff the text follows GRAMMAR.md to the letter and states the truth, decided exactly from the text
/// alone. With a row of the ledger, besides: whether the row's contract admits it as evidence. Never throws;
/// memory beyond the limits ends in a rejection.
Result check_certificate(std::string_view text, std::string_view row = {});
/// The kinds of GRAMMAR.md, in its order.
std::vector<std::string> known_kinds();

}  // namespace dsc::check
