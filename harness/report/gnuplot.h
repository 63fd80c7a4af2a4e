#pragma once

#include <string>

#include "harness/exhibit.h"

namespace dsc::report {

/// The figure as SVG, drawn by gnuplot. `origin` says what it belongs to ("claim T2.1") in the drawing's
/// description, by which drawn_by_report knows it again.
/// Throws InputError where gnuplot is missing (naming its package), fails, or draws nothing.
std::string draw(const Figure& figure, const std::string& origin);

/// Whether an SVG text was made by draw.
bool drawn_by_report(const std::string& svg);

}  // namespace dsc::report
