#pragma once

#include <string>
#include <vector>

#include "harness/claim.h"
#include "harness/fields/fields.h"

namespace dsc::reporting {

/// A name fit for a file's stem: letters, digits, '.', '_' and '-', not starting with '.' or '-'.
std::string file_stem(const Field& field);

/// Rows as long as the list of columns; throws InputError otherwise.
Table read_table(const Field& field);

/// Figures of distinct names, series with as many x as y. Throws InputError otherwise.
std::vector<Figure> read_figures(const Field& field);

}  // namespace dsc::reporting
