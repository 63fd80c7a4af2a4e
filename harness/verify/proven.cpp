#include "harness/verify/proven.h"

#include <algorithm>
#include <array>

namespace dsc::verify {
namespace {

constexpr std::array<std::pair<std::string_view, Proven>, 6> kStatements{{
    {"holds for all signals", {Scope::all_signals, true, false}},
    {"holds for one signal", {Scope::one_signal, true, false}},
    {"fails for one signal", {Scope::one_signal, false, true}},
    {"fact for all signals", {Scope::all_signals, true, true}},
    {"fact for one signal", {Scope::one_signal, true, true}},
    {"vacuous", {Scope::hypotheses, true, false}},
}};

}  // namespace

std::optional<Proven> read_proven(std::string_view words) {
  const auto* const found = std::find_if(kStatements.begin(), kStatements.end(),
                                         [&](const auto& statement) { return statement.first == words; });
  if (found == kStatements.end()) return std::nullopt;
  return found->second;
}

bool supports(const Proven& proven, std::string_view bears, const Evidence& item) {
  const bool reaches =
      item.scope == proven.scope || (item.scope == Scope::one_signal && proven.scope == Scope::all_signals);
  const std::string_view said = item.violated                     ? "violates"
                                : item.scope == Scope::hypotheses ? "vacuous"
                                                                  : "supports";
  return reaches && (item.violated ? proven.can_violate : proven.can_support) &&
         (bears.empty() || bears == said);
}

}  // namespace dsc::verify
