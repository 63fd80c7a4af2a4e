#pragma once

#include <string>

#include "harness/exhibit.h"

namespace dsc::report {

/// How a series is drawn, as gnuplot's options. Colours, markers and dashes repeat after different numbers of
/// series, so that no two of 360 look alike.
struct Pen {
  std::string colour;
  int marker = 0;
  std::string dash;
};

Pen pen_of(std::size_t series);

/// The legend of a figure: a grid of entries below the plot. It is placed here and not by gnuplot, which
/// drops entries that it believes do not fit.
struct Legend {
  std::size_t columns = 1, rows = 1;
  int column_width = 0;  ///< pixels
};

constexpr int canvas_width = 800, legend_row_height = 21;

Legend legend_of(const Figure& figure);

/// gnuplot's commands for the entries, the first row `top` pixels above the lower edge of a canvas of
/// `height`.
std::string legend_commands(const Figure& figure, int top, int height);

}  // namespace dsc::report
