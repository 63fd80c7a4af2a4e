#include "harness/claim.h"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <string_view>

namespace dsc {
namespace {

std::vector<Claim>& registry() {
  static std::vector<Claim> claims;
  return claims;
}

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Takes the next piece off `text`: a run of digits without its leading zeros, or one other character.
std::string_view next_piece(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size() && digit(text[end])) ++end;
  std::string_view piece = text.substr(0, std::max<std::size_t>(end, 1));
  text.remove_prefix(piece.size());
  while (piece.size() > 1 && piece.front() == '0') piece.remove_prefix(1);
  return piece;
}

/// Runs of digits compare as numbers of any length; equal ones fall back on the bytes, so the order is total.
bool natural_less(std::string_view a, std::string_view b) {
  const std::string_view whole_a = a, whole_b = b;
  while (!a.empty() && !b.empty()) {
    const std::string_view left = next_piece(a), right = next_piece(b);
    if (digit(left.front()) && digit(right.front()) && left.size() != right.size()) {
      return left.size() < right.size();
    }
    if (left != right) return left < right;
  }
  if (a.empty() != b.empty()) return a.empty();
  return whole_a < whole_b;
}

std::size_t section_rank(const std::string& file) {
  constexpr std::array sections{"theorems/claims/section2", "theorems/claims/section3",
                                "theorems/claims/appendix", "theorems/claims/later_version",
                                "theorems/claims/slides",   "theorems/claims/extensions"};
  const std::string folder = file.substr(0, std::min(file.rfind('/'), file.size()));
  return static_cast<std::size_t>(std::find(sections.begin(), sections.end(), folder) - sections.begin());
}

bool claim_reads_before(const Claim& a, const Claim& b) {
  return reads_before({a.file, a.position, a.id}, {b.file, b.position, b.id});
}

/// A line break and the indentation after it become one blank.
std::string one_paragraph(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\n') {
      result += text[at];
      continue;
    }
    while (at + 1 < text.size() && (text[at + 1] == ' ' || text[at + 1] == '\n')) ++at;
    if (!result.empty() && at + 1 < text.size()) result += ' ';
  }
  return result;
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
  const bool all_decided =
      std::all_of(decided.begin(), decided.end(), [](const auto& i) { return i.second; });
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
    case Verdict::unknown:
      return "unknown";
    case Verdict::proved:
      return "proved";
    case Verdict::certified:
      return "certified";
    case Verdict::holds:
      return "holds";
    case Verdict::refuted:
      return "refuted";
    case Verdict::vacuous:
      return "vacuous";
    case Verdict::empirical:
      return "empirical";
    case Verdict::open:
      return "open";
    case Verdict::repaired:
      return "repaired";
  }
  throw std::logic_error("a verdict without a name");
}

std::string to_string(Form form) { return form == Form::printed ? "printed" : "repaired"; }

std::string to_string(Scope scope) {
  switch (scope) {
    case Scope::all_signals:
      return "all signals";
    case Scope::one_signal:
      return "one signal";
    case Scope::hypotheses:
      return "hypotheses";
  }
  throw std::logic_error("a scope without a name");
}

bool reads_before(const Place& a, const Place& b) {
  const std::size_t left = section_rank(a.file), right = section_rank(b.file);
  if (left != right) return left < right;
  return a.position != b.position ? a.position < b.position : natural_less(a.id, b.id);
}

const std::vector<Claim>& registered_claims() {
  std::vector<Claim>& claims = registry();
  if (!std::is_sorted(claims.begin(), claims.end(), claim_reads_before)) {
    std::sort(claims.begin(), claims.end(), claim_reads_before);
  }
  return claims;
}

Registration::Registration(Claim claim, const char* file) {
  claim.file = rooted(file);
  for (std::string* text :
       {&claim.statement, &claim.latex, &claim.reading, &claim.repair, &claim.instances, &claim.falsified})
    *text = one_paragraph(*text);
  for (const Claim& other : registry()) {
    if (other.id == claim.id) throw std::logic_error("two claims are called " + claim.id);
  }
  registry().push_back(std::move(claim));
}

}  // namespace dsc
