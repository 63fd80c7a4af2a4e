#include "experiments/findings/result_fields.h"

#include <cmath>

#include "harness/error.h"

namespace dsc {

using nlohmann::ordered_json;

namespace {

const ordered_json& find(const ordered_json& root, const std::string& pointer, const std::string& file) {
  const ordered_json::json_pointer place(pointer);
  if (!root.contains(place)) throw InputError(file, pointer, "a value", "none");
  return root.at(place);
}

double checked_number(const ordered_json& value, const std::string& file, const std::string& place) {
  const bool finite = value.is_number() && std::isfinite(value.get<double>());
  if (!finite)
    throw InputError(file, place, "a finite number", value.is_number() ? value.dump() : value.type_name());
  return value.get<double>();
}

std::string checked_text(const ordered_json& value, const std::string& file, const std::string& place) {
  if (!value.is_string()) throw InputError(file, place, "a text", value.type_name());
  return value.get<std::string>();
}

}  // namespace

double number_at(const ExperimentResult& result, const std::string& pointer) {
  return checked_number(find(result.result, pointer, result.file), result.file, pointer);
}

std::vector<double> numbers_at(const ExperimentResult& result, const std::string& pointer) {
  const ordered_json& list = find(result.result, pointer, result.file);
  if (!list.is_array()) throw InputError(result.file, pointer, "a list of numbers", list.type_name());
  std::vector<double> numbers;
  for (const ordered_json& value : list) {
    numbers.push_back(checked_number(value, result.file, pointer + "/" + std::to_string(numbers.size())));
  }
  return numbers;
}

double last_number_at(const ExperimentResult& result, const std::string& pointer) {
  const std::vector<double> all = numbers_at(result, pointer);
  if (all.empty()) throw InputError(result.file, pointer, "at least one number", "none");
  return all.back();
}

std::string text_at(const ExperimentResult& result, const std::string& pointer) {
  return checked_text(find(result.result, pointer, result.file), result.file, pointer);
}

const ordered_json& part_at(const ExperimentResult& result, const std::string& pointer) {
  const ordered_json& part = find(result.result, pointer, result.file);
  if (!part.is_structured()) throw InputError(result.file, pointer, "a list or an object", part.type_name());
  return part;
}

double number_parameter(const ExperimentResult& result, const std::string& key) {
  return checked_number(find(result.parameters, "/" + key, result.file), result.file, "parameters/" + key);
}

std::string text_parameter(const ExperimentResult& result, const std::string& key) {
  return checked_text(find(result.parameters, "/" + key, result.file), result.file, "parameters/" + key);
}

}  // namespace dsc
