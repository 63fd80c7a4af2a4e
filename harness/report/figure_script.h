#pragma once

#include <filesystem>
#include <string>

#include "harness/exhibit.h"

namespace dsc::report {

/// The gnuplot script that draws a figure, data included, as SVG into `output`: an opaque light panel, the
/// colours of Okabe and Ito with a marker and a dash of its own for each series, the legend below the plot.
/// Texts are drawn as they stand, without gnuplot's markup.
std::string figure_script(const Figure& figure, const std::filesystem::path& output);

}  // namespace dsc::report
