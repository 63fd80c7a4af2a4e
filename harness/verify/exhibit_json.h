#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "harness/exhibit.h"
#include "harness/fields/field.h"

namespace dsc::verify {

/// Throws std::runtime_error where a coordinate is not finite: JSON cannot hold it.
nlohmann::ordered_json to_json(const std::vector<Figure>& figures);
nlohmann::ordered_json to_json(const std::vector<Table>& tables);

/// Figures of distinct names, series with as many x as y. Throws InputError otherwise.
std::vector<Figure> figures_from(const Field& field);

/// Rows as long as the list of columns. Throws InputError otherwise.
std::vector<Table> tables_from(const Field& field);

}  // namespace dsc::verify
