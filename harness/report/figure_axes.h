#pragma once

#include <string>
#include <vector>

#include "harness/exhibit.h"

namespace dsc::report {

/// One axis of a figure: its range, gnuplot's commands for its tics, and the height of a horizontal axis's
/// labels in pixels.
struct Axis {
  double low = 0, high = 1;
  std::string commands;
  int label_height = 18;
};

/// Whether a point can be drawn: both coordinates finite and of magnitude below 1e200, and at least 1e-200 on
/// a logarithmic axis. Points that cannot are left out, and the report says how many.
bool drawable(const Figure& figure, double x, double y);

/// Number of points of a figure that are left out.
std::size_t points_left_out(const Figure& figure);

/// Ranges that hold every drawable point with a margin; bars and values near zero show the zero.
Axis x_axis(const Figure& figure);
Axis y_axis(const Figure& figure);

/// Words on lines of at most `most` characters; a longer word is shortened.
std::vector<std::string> wrapped(const std::string& text, std::size_t most);

/// Lines as one gnuplot string expression.
std::string quoted_lines(const std::vector<std::string>& lines);

/// A text as gnuplot's single-quoted string, in which nothing but the quote has a meaning. Control characters
/// become spaces.
std::string quoted(const std::string& text);

/// Number of characters of UTF-8 text.
std::size_t length(const std::string& text);

/// The text, or its first `most` - 1 characters and an ellipsis.
std::string shortened(const std::string& text, std::size_t most);

}  // namespace dsc::report
