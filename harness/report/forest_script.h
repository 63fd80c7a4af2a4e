#pragma once

#include <filesystem>
#include <string>

#include "harness/exhibit.h"

namespace dsc::report {

/// Whether a figure is a forest plot: points with categories, whose first series holds the region of no
/// interest.
bool is_forest(const Figure& figure);

/// The gnuplot script of a forest plot: categories from top to bottom, values and their intervals from left
/// to right, the first series a pale box behind them, the others thick to thin. An effect more than ten times
/// as far out as its box is written in place of drawn, so that it does not flatten the rest.
std::string forest_script(const Figure& figure, const std::filesystem::path& output);

}  // namespace dsc::report
