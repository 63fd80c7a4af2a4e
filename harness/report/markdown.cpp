#include "harness/report/markdown.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string_view>

namespace dsc::report {
namespace {

bool word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0; }

}  // namespace

std::string single_line(const std::string& text) {
  std::string line;
  for (const char c : text) {
    const bool blank = static_cast<unsigned char>(c) <= 0x20 || c == 0x7f;
    if (!blank) line += c;
    if (blank && !line.empty() && line.back() != ' ') line += ' ';
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

std::string html(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string escaped(const std::string& text) {
  const std::string line = single_line(text);
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool inside_word = i > 0 && i + 1 < line.size() && word(line[i - 1]) && word(line[i + 1]);
    if (c == '&' || c == '<' || c == '>') {
      out += html(std::string(1, c));
    } else if (std::string_view("\\`*[]|~$").find(c) != std::string_view::npos ||
               (c == '_' && !inside_word)) {
      out += '\\';
      out += c;
    } else {
      out += c;
    }
  }
  return out;
}

std::string code(const std::string& text) {
  const std::string line = single_line(text);
  if (line.empty() || line.find_first_of("`|") != std::string::npos) return escaped(line);
  return "`" + line + "`";
}

std::string link(const std::string& text, const std::string& target) {
  std::string out = "[" + text + "](";
  for (const char c : target) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                       std::string_view("/.-_~#").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out + ")";
}

std::string formula(const std::string& latex) {
  std::string line = single_line(latex);
  while (line.starts_with('$')) line.erase(0, 1);
  while (line.ends_with('$')) line.pop_back();
  return "```math\n" + single_line(line) + "\n```\n\n";
}

TableText::TableText(std::vector<std::string> columns, std::vector<std::size_t> right)
    : columns_(std::move(columns)), right_(std::move(right)) {}

std::string TableText::rows(std::size_t begin, std::size_t end) const {
  std::string head = "|", rule = "|", body;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    head += " " + columns_[i] + " |";
    rule += std::find(right_.begin(), right_.end(), i) == right_.end() ? " --- |" : " ---: |";
  }
  for (std::size_t i = begin; i < end; ++i) {
    body += "|";
    for (const std::string& cell : rows_[i]) body += " " + cell + " |";
    body += "\n";
  }
  return head + "\n" + rule + "\n" + body + "\n";
}

std::string TableText::all() const { return rows(0, rows_.size()); }

std::string TableText::folded(std::size_t most, std::size_t folded, const std::string& where) const {
  if (rows_.size() <= most) return all();
  const std::size_t shown = std::min(rows_.size(), most + folded), rest = rows_.size() - shown;
  std::string out = rows(0, most);
  out += fmt::format("<details><summary>{} more</summary>\n\n", plural(rows_.size() - most, "row"));
  out += rows(most, shown);
  if (rest > 0) out += fmt::format("{} more: see {}.\n\n", plural(rest, "row"), where);
  return out + "</details>\n\n";
}

std::string ratio(double value) {
  if (!std::isfinite(value)) return "not finite";
  const std::string text = fmt::format("{:.4g}", value);
  if (text != "1" || value == 1) return text;
  return fmt::format("1 {} {:.1e}", value < 1 ? "−" : "+", std::abs(value - 1));
}

std::string size(std::uint64_t bytes) {
  const auto count = static_cast<double>(bytes);
  if (bytes < 1024) return fmt::format("{} bytes", bytes);
  if (bytes < 1024 * 1024) return fmt::format("{:.1f} KiB", count / 1024);
  if (bytes < 1024 * 1024 * 1024) return fmt::format("{:.1f} MiB", count / (1024 * 1024));
  return fmt::format("{:.1f} GiB", count / (1024.0 * 1024 * 1024));
}

std::string plural(std::size_t count, const std::string& thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

}  // namespace dsc::report
