#include <algorithm>
#include <array>
#include <string_view>

#include "harness/report/records.h"

namespace dsc::reporting {
namespace {

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
  constexpr std::array sections{"theorems/section2", "theorems/section3", "theorems/appendix",
                                "theorems/slides", "theorems/extensions"};
  const std::string folder = file.substr(0, std::min(file.rfind('/'), file.size()));
  return static_cast<std::size_t>(std::find(sections.begin(), sections.end(), folder) - sections.begin());
}

}  // namespace

bool in_reading_order(const ClaimText& a, const ClaimText& b) {
  const std::size_t left = section_rank(a.file), right = section_rank(b.file);
  return left != right ? left < right : natural_less(a.id, b.id);
}

}  // namespace dsc::reporting
