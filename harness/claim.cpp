#include "harness/claim.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <stdexcept>

namespace dsc {
namespace {

std::vector<Claim>& registry() {
  static std::vector<Claim> claims;
  return claims;
}

/// Runs of digits compare as numbers, so that T2.2 comes before T2.10.
bool natural_less(const std::string& a, const std::string& b) {
  std::size_t i = 0, j = 0;
  const auto digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  while (i < a.size() && j < b.size()) {
    if (digit(a[i]) && digit(b[j])) {
      std::size_t end_i = i, end_j = j;
      while (end_i < a.size() && digit(a[end_i])) ++end_i;
      while (end_j < b.size() && digit(b[end_j])) ++end_j;
      const int left = std::stoi(a.substr(i, end_i - i)), right = std::stoi(b.substr(j, end_j - j));
      if (left != right) return left < right;
      i = end_i;
      j = end_j;
    } else {
      if (a[i] != b[j]) return a[i] < b[j];
      ++i;
      ++j;
    }
  }
  return a.size() - i < b.size() - j;
}

/// Where the claim stands in the sources: its file, since the folders are the sections.
bool in_reading_order(const Claim& a, const Claim& b) {
  const auto folder = [](const Claim& c) { return c.file.substr(0, c.file.rfind('/')); };
  const std::vector<std::string> order = {"theorems/section2", "theorems/section3", "theorems/appendix",
                                          "theorems/slides", "theorems/extensions"};
  const auto rank = [&](const Claim& c) {
    return std::find(order.begin(), order.end(), folder(c)) - order.begin();
  };
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  return natural_less(a.id, b.id);
}

std::string rooted(const std::string& path) {
  const auto at = path.rfind("theorems/");
  return at == std::string::npos ? path : path.substr(at);
}

}  // namespace

Verdict Outcome::verdict(Form form) const {
  bool any = false, all_hypotheses = true;
  std::map<std::string, bool> decided;  // instance -> some item reaches all signals
  for (const Evidence& item : evidence_) {
    if (item.form != form) continue;
    if (item.violated) return Verdict::refuted;
    any = true;
    all_hypotheses = all_hypotheses && item.scope == Scope::hypotheses;
    decided[item.instance] |= item.scope == Scope::all_signals;
  }
  if (!any) return Verdict::unknown;
  if (all_hypotheses) return Verdict::vacuous;
  const bool all_decided = std::all_of(decided.begin(), decided.end(), [](const auto& i) { return i.second; });
  return all_decided ? Verdict::certified : Verdict::holds;
}

Verdict Outcome::verdict() const {
  const Verdict printed = verdict(Form::printed), repaired = verdict(Form::repaired);
  const bool stands = repaired == Verdict::certified || repaired == Verdict::holds;
  if (stands && printed != Verdict::certified && printed != Verdict::holds) return Verdict::repaired;
  return printed;
}

std::optional<double> Outcome::tightness() const {
  std::optional<double> largest;
  for (const Evidence& item : evidence_) {
    if (!item.violated && item.tightness) largest = std::max(largest.value_or(0), *item.tightness);
  }
  return largest;
}

std::string to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::unknown: return "unknown";
    case Verdict::certified: return "certified";
    case Verdict::holds: return "holds";
    case Verdict::refuted: return "refuted";
    case Verdict::vacuous: return "vacuous";
    case Verdict::repaired: return "repaired";
    case Verdict::empirical: return "empirical";
  }
  throw std::logic_error("a verdict without a name");
}

std::string to_string(Form form) { return form == Form::printed ? "printed" : "repaired"; }

std::string to_string(Scope scope) {
  switch (scope) {
    case Scope::all_signals: return "all signals";
    case Scope::one_signal: return "one signal";
    case Scope::hypotheses: return "hypotheses";
  }
  throw std::logic_error("a scope without a name");
}

const std::vector<Claim>& registered_claims() {
  std::vector<Claim>& claims = registry();
  if (!std::is_sorted(claims.begin(), claims.end(), in_reading_order)) {
    std::sort(claims.begin(), claims.end(), in_reading_order);
  }
  return claims;
}

Registration::Registration(Claim claim, std::source_location where) {
  claim.file = rooted(where.file_name());
  for (const Claim& other : registry()) {
    if (other.id == claim.id) throw std::logic_error("two claims are called " + claim.id);
  }
  registry().push_back(std::move(claim));
}

}  // namespace dsc
