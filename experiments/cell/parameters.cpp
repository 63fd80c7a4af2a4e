#include "experiments/cell/parameters.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/error.h"

namespace dsc {
namespace {

const std::string kWhere = "parameters of a cell";

}  // namespace

using nlohmann::json;

void CellParameters::refuse(const std::string& key, const std::string& expected, const std::string& found) {
  throw InputError(kWhere, key, expected, found);
}

const json& CellParameters::find(const std::string& key) const {
  asked_.push_back(key);
  const auto found = all_.find(key);
  if (found == all_.end()) throw InputError(kWhere, "", "the parameter " + key, "no such parameter");
  return *found;
}

std::int64_t CellParameters::integer(const std::string& key, std::int64_t least, std::int64_t most) const {
  const json& value = find(key);
  const bool fits = value.is_number_integer() && value >= least && value <= most;
  if (!fits)
    throw InputError(kWhere, key, fmt::format("an integer from {} to {}", least, most), value.dump());
  return value.get<std::int64_t>();
}

double CellParameters::number(const std::string& key, double least, double most) const {
  const json& value = find(key);
  const bool fits = value.is_number() && value.get<double>() >= least && value.get<double>() <= most;
  if (!fits)
    throw InputError(kWhere, key, fmt::format("a number from {:g} to {:g}", least, most), value.dump());
  return value.get<double>();
}

std::string CellParameters::text(const std::string& key) const {
  const json& value = find(key);
  if (!value.is_string()) throw InputError(kWhere, key, "a text", value.dump());
  return value.get<std::string>();
}

void CellParameters::finish() const {
  for (const auto& [key, value] : all_.items()) {
    if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) {
      throw InputError(kWhere, "", "no parameter that this work does not know", "\"" + key + "\"");
    }
  }
}

}  // namespace dsc
