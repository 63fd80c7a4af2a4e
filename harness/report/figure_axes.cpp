#include "harness/report/figure_axes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <sstream>

namespace dsc::report {
namespace {

struct Range {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  bool empty() const { return low > high; }
};

/// Drawable values of one coordinate.
Range values(const Figure& figure, bool of_x) {
  Range range;
  for (const Series& series : figure.series) {
    for (std::size_t i = 0; i < series.x.size(); ++i) {
      if (!drawable(figure, series.x[i], series.y[i])) continue;
      const double value = of_x ? series.x[i] : series.y[i];
      range.low = std::min(range.low, value);
      range.high = std::max(range.high, value);
      if (of_x || series.lo.empty()) continue;
      if (drawable(figure, series.x[i], series.lo[i])) range.low = std::min(range.low, series.lo[i]);
      if (drawable(figure, series.x[i], series.hi[i])) range.high = std::max(range.high, series.hi[i]);
    }
  }
  return range;
}

std::string tic_list(char axis, const std::vector<double>& at) {
  std::string list;
  for (const double value : at) list += fmt::format("{}'{:.6g}' {}", list.empty() ? "" : ", ", value, value);
  return fmt::format("set {0}tics ({1})\nunset m{0}tics\n", axis, list);
}

/// Multiples of 1, 2 or 5 times a power of ten, some five of them in the range.
std::vector<double> round_values(double low, double high) {
  const double least = (high - low) / 5, power = std::pow(10, std::floor(std::log10(least)));
  double step = 10 * power;
  for (const double digit : {5, 2, 1}) step = digit * power >= least ? digit * power : step;
  std::vector<double> at;
  for (double multiple = std::ceil(low / step); multiple * step <= high; ++multiple)
    at.push_back(multiple * step);
  return at;
}

/// Tics for a logarithmic axis: powers of ten, or round values where less than two powers of ten are in
/// sight.
std::string log_tics(char axis, double low, double high) {
  if (std::log10(high) - std::log10(low) >= 1.9) {
    const bool crowded = std::log10(high) - std::log10(low) > 14;
    return fmt::format("set format {0} '10^{{%T}}'\nset m{0}tics {1}\n", axis, crowded ? 1 : 10);
  }
  for (const std::vector<double>& digits :
       {std::vector<double>{1, 2, 5}, std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 9}}) {
    std::vector<double> at;
    for (double power = std::floor(std::log10(low)); power <= std::log10(high); ++power) {
      for (const double digit : digits) {
        const double value = digit * std::pow(10, power);
        if (value >= low && value <= high) at.push_back(value);
      }
    }
    if (at.size() >= 3) return tic_list(axis, at);
  }
  return tic_list(axis, round_values(low, high));
}

Axis log_axis(char axis, Range range) {
  if (range.empty()) range = {1, 10};
  const double margin = std::pow(10, std::max(0.05, 0.05 * (std::log10(range.high) - std::log10(range.low))));
  const double low = range.low / margin, high = range.high * margin;
  return {low, high, log_tics(axis, low, high)};
}

/// Enough digits to tell neighbouring tics apart, where gnuplot's six are not.
std::string linear_tics(char axis, double low, double high) {
  const double largest = std::max(std::abs(low), std::abs(high));
  const double digits = std::ceil(std::log10(largest / (high - low))) + 2;
  return digits > 6 ? fmt::format("set format {} '%.{:.0f}g'\n", axis, std::min(digits, 15.0)) : "";
}

/// `zero_near`: the zero is shown where the values come within this share of their reach to it.
Axis linear_axis(char axis, Range range, double zero_near) {
  if (range.empty()) range = {0, 1};
  const bool zero_below = range.low >= 0 && range.low <= zero_near * range.high;
  const bool zero_above = range.high <= 0 && range.high >= zero_near * range.low;
  if (zero_below) range.low = 0;
  if (zero_above) range.high = 0;
  double margin = 0.05 * (range.high - range.low);
  if (margin <= 1e-12 * std::max(std::abs(range.low), std::abs(range.high))) {
    margin = range.low == 0 ? 1 : 0.1 * std::abs(range.low);
  }
  const double low = zero_below ? 0 : range.low - margin,
               high = zero_above && !zero_below ? 0 : range.high + margin;
  return {low, high, linear_tics(axis, low, high)};
}

/// The distinct x of a figure, or nothing where one is not an integer or there are more than `most`.
std::vector<double> few_integers(const Figure& figure, std::size_t most) {
  std::set<double> found;
  for (const Series& series : figure.series) {
    for (std::size_t i = 0; i < series.x.size(); ++i) {
      if (!drawable(figure, series.x[i], series.y[i])) continue;
      found.insert(series.x[i]);
      if (series.x[i] != std::floor(series.x[i]) || std::abs(series.x[i]) > 1e6 || found.size() > most)
        return {};
    }
  }
  return {found.begin(), found.end()};
}

/// Whether labels at these values would keep clear of each other on the axis.
bool well_apart(const std::vector<double>& at, const Axis& axis, bool logarithmic) {
  const auto place = [&](double v) { return logarithmic ? std::log(v) : v; };
  for (std::size_t i = 1; i < at.size(); ++i) {
    if (place(at[i]) - place(at[i - 1]) < 0.045 * (place(axis.high) - place(axis.low))) return false;
  }
  return !at.empty();
}

std::size_t longest_word_of(const std::string& text) {
  std::size_t longest = 0;
  std::istringstream words(text);
  for (std::string word; words >> word;) longest = std::max(longest, length(word));
  return longest;
}

/// Names in degrees of slant, ending at their tics: each as long as the room to its left allows.
struct SlantedNames {
  int degrees = 0, height = 0;
  bool cut = false;
  std::vector<std::string> names;
};

SlantedNames slanted_names(const std::vector<std::string>& categories, int degrees) {
  constexpr double character = 7.3, left_margin = 60, plot = 700;
  const double run = character * std::cos(degrees * M_PI / 180),
               rise = character * std::sin(degrees * M_PI / 180);
  const auto count = static_cast<double>(categories.size());
  SlantedNames slanted{.degrees = degrees, .height = 0, .cut = false, .names = {}};
  for (std::size_t i = 0; i < categories.size(); ++i) {
    const double room = left_margin + plot * (static_cast<double>(i) + 0.5) / count;
    const std::size_t fit = std::min<std::size_t>(60, static_cast<std::size_t>(room / run));
    slanted.cut = slanted.cut || length(categories[i]) > fit;
    slanted.names.push_back(shortened(categories[i], fit));
    const auto size = static_cast<double>(length(slanted.names.back()));
    slanted.height = std::max(slanted.height, static_cast<int>(14 + rise * size));
  }
  return slanted;
}

std::string category_tics(const std::vector<std::string>& expressions, const std::string& rotation) {
  std::string list;
  for (std::size_t i = 0; i < expressions.size(); ++i) {
    std::string name;  // gnuplot takes a tic's name for a format
    for (const char c : expressions[i]) name += c == '%' ? "%%" : std::string(1, c);
    list += fmt::format("{}{} {}", i == 0 ? "" : ", ", name, i);
  }
  return fmt::format("set xtics noenhanced scale 0 {}\nset xtics ({})\nset grid noxtics nomxtics\n", rotation,
                     list);
}

/// Names below the axis on up to three lines each; slanted where they are too long for that.
Axis category_axis(const Figure& figure) {
  const std::size_t slot = std::max<std::size_t>(84 / figure.categories.size(), 1);
  std::size_t longest_word = 0, rows = 1;
  std::vector<std::string> expressions;
  for (const std::string& name : figure.categories) {
    const std::vector<std::string> lines = wrapped(name, slot);
    rows = std::max(rows, lines.size());
    longest_word = std::max(longest_word, longest_word_of(name));
    expressions.push_back(quoted_lines(lines));
  }
  Axis axis{.low = -0.5,
            .high = static_cast<double>(figure.categories.size()) - 0.5,
            .commands = "",
            .label_height = 0};
  if (rows <= 3 && longest_word <= slot) {
    axis.commands = category_tics(expressions, "norotate");
    axis.label_height = static_cast<int>(18 * rows);
    return axis;
  }
  SlantedNames slanted = slanted_names(figure.categories, 30);
  if (slanted.cut) slanted = slanted_names(figure.categories, 60);
  for (std::size_t i = 0; i < expressions.size(); ++i) expressions[i] = report::quoted(slanted.names[i]);
  axis.commands = category_tics(expressions, fmt::format("rotate by {} right", slanted.degrees));
  axis.label_height = slanted.height;
  return axis;
}

}  // namespace

bool drawable(const Figure& figure, double x, double y) {
  const auto fits = [](double value, bool logarithmic) {
    return std::abs(value) < 1e200 && (!logarithmic || value >= 1e-200);
  };
  return fits(x, figure.log_x && figure.categories.empty()) && fits(y, figure.log_y);
}

std::size_t points_left_out(const Figure& figure) {
  std::size_t count = 0;
  for (const Series& series : figure.series) {
    for (std::size_t i = 0; i < series.x.size(); ++i) count += !drawable(figure, series.x[i], series.y[i]);
  }
  return count;
}

Axis x_axis(const Figure& figure) {
  if (!figure.categories.empty()) return category_axis(figure);
  const Range range = values(figure, true);
  Axis axis = figure.log_x ? log_axis('x', range) : linear_axis('x', range, 0);
  if (figure.style == Figure::Style::bars && !figure.log_x && !range.empty()) {
    axis.low = range.low - 0.6;
    axis.high = range.high + 0.6;
  }
  const std::vector<double> integers = few_integers(figure, 12);
  if (well_apart(integers, axis, figure.log_x)) {
    axis.commands = tic_list('x', integers) + "set grid nomxtics\n";
  }
  return axis;
}

Axis y_axis(const Figure& figure) {
  const Range range = values(figure, false);
  return figure.log_y ? log_axis('y', range)
                      : linear_axis('y', range, figure.style == Figure::Style::bars ? 1 : 0.4);
}

std::vector<std::string> wrapped(const std::string& text, std::size_t most) {
  std::vector<std::string> lines{""};
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    word = shortened(word, most);
    if (!lines.back().empty() && length(lines.back()) + 1 + length(word) > most) lines.emplace_back();
    lines.back() += (lines.back().empty() ? "" : " ") + word;
  }
  return lines;
}

std::string quoted_lines(const std::vector<std::string>& lines) {
  std::string expression;
  for (const std::string& line : lines) expression += (expression.empty() ? "" : ".\"\\n\".") + quoted(line);
  return expression;
}

std::string quoted(const std::string& text) {
  std::string inside;
  for (const char c : text) {
    if (c == '\'') inside += '\'';
    inside += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  }
  return "'" + inside + "'";
}

std::size_t length(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string shortened(const std::string& text, std::size_t most) {
  if (length(text) <= most) return text;
  std::size_t end = 0, count = 0;
  while (end < text.size()) {
    const bool starts = (static_cast<unsigned char>(text[end]) & 0xc0) != 0x80;
    if (starts && ++count == most) break;
    ++end;
  }
  return text.substr(0, end) + "…";
}

}  // namespace dsc::report
