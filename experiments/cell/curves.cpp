#include "experiments/cell/curves.h"

namespace dsc {

using nlohmann::ordered_json;

namespace {

/// Adds each number of `row`, however deep, to the column at its place.
void append(const ordered_json& row, ordered_json& columns) {
  for (const auto& [key, value] : row.items()) {
    if (value.is_object()) {
      append(value, columns[key]);
    } else {
      columns[key].push_back(value);
    }
  }
}

ordered_json& columns_of(const std::string& set, ordered_json& sets) {
  for (ordered_json& columns : sets) {
    if (columns.at("name") == set) return columns;
  }
  sets.push_back({{"name", set}});
  return sets.back();
}

}  // namespace

ordered_json curves_of(const std::vector<std::string>& metrics) {
  ordered_json train = ordered_json::object(), sets = ordered_json::array();
  for (const std::string& line : metrics) {
    const ordered_json row = ordered_json::parse(line);
    train["epoch"].push_back(row.at("epoch"));
    train["rate"].push_back(row.at("rate"));
    append(row.at("train"), train);
    if (!row.contains("sets")) continue;
    for (const auto& [name, measured] : row.at("sets").items()) {
      ordered_json& columns = columns_of(name, sets);
      columns["epoch"].push_back(row.at("epoch"));
      append(measured, columns);
    }
  }
  return {{"train", train}, {"sets", sets}};
}

}  // namespace dsc
