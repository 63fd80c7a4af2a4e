#include "experiments/training/stored_field.h"

#include <cmath>

#include "harness/error.h"

namespace dsc {

StoredField StoredField::operator[](const std::string& key) const {
  if (!has(key)) throw InputError(file_, place_ + "/" + key, "a value", "none");
  return {value_.at(key), file_, place_ + "/" + key};
}

std::vector<StoredField> StoredField::parts() const {
  if (!value_.is_array()) refuse("a list", value_.type_name());
  std::vector<StoredField> all;
  for (const nlohmann::ordered_json& part : value_)
    all.push_back({part, file_, place_ + "/" + std::to_string(all.size())});
  return all;
}

std::vector<std::string> StoredField::keys() const {
  if (!value_.is_object()) refuse("an object", value_.type_name());
  std::vector<std::string> all;
  for (const auto& [key, value] : value_.items()) all.push_back(key);
  return all;
}

double StoredField::number() const {
  const bool finite = value_.is_number() && std::isfinite(value_.get<double>());
  if (!finite) refuse("a finite number", value_.is_number() ? value_.dump() : value_.type_name());
  return value_.get<double>();
}

std::int64_t StoredField::whole() const {
  if (!value_.is_number_integer()) refuse("an integer", value_.dump());
  return value_.get<std::int64_t>();
}

std::string StoredField::text() const {
  if (!value_.is_string()) refuse("a text", value_.type_name());
  return value_.get<std::string>();
}

std::vector<double> StoredField::numbers() const {
  std::vector<double> all;
  for (const StoredField& part : parts()) all.push_back(part.number());
  return all;
}

std::vector<double> StoredField::column(std::size_t count) const {
  std::vector<double> all = numbers();
  if (all.size() != count) refuse(std::to_string(count) + " numbers", std::to_string(all.size()));
  return all;
}

std::vector<std::string> StoredField::texts() const {
  std::vector<std::string> all;
  for (const StoredField& part : parts()) all.push_back(part.text());
  return all;
}

void StoredField::refuse(const std::string& expected, const std::string& found) const {
  throw InputError(file_, place_, expected, found);
}

}  // namespace dsc
