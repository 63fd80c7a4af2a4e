#include "harness/fields/fields.h"

#include <fmt/format.h>

#include <limits>

#include "harness/error.h"
#include "harness/files/atomic_file.h"

namespace dsc::reporting {
namespace {

std::string description(const nlohmann::json& value) {
  if (value.is_structured()) return fmt::format("an {} of {}", value.type_name(), value.size());
  if (value.is_null()) return "null";
  std::string text = value.dump(-1, ' ', true);
  if (text.size() > 60) text = text.substr(0, 60) + "…";
  return fmt::format("the {} {}", value.type_name(), text);
}

}  // namespace

Field Field::document(const std::filesystem::path& file, std::uintmax_t largest) {
  const std::string text = read_bytes(file, largest);
  try {
    return Field(std::make_shared<nlohmann::json>(nlohmann::json::parse(text)), file.string(), "");
  } catch (const nlohmann::json::parse_error& bad) {
    throw InputError(file.string(), fmt::format("byte {}", bad.byte), "a whole JSON document", bad.what());
  } catch (const nlohmann::json::exception& bad) {
    throw InputError(file.string(), "", "a whole JSON document", bad.what());
  }
}

Field Field::inside(const nlohmann::json& part, const std::string& step) const {
  return Field(std::shared_ptr<const nlohmann::json>(value_, &part), file_, place_ + "/" + step);
}

Field Field::operator[](const std::string& key) const {
  if (!value_->is_object()) reject("an object");
  const auto found = value_->find(key);
  if (found == value_->end()) reject("the member \"" + key + "\"");
  return inside(*found, key);
}

std::vector<Field> Field::items() const {
  if (!value_->is_array()) reject("an array");
  std::vector<Field> all;
  for (std::size_t i = 0; i < value_->size(); ++i) all.push_back(inside((*value_)[i], std::to_string(i)));
  return all;
}

std::vector<std::pair<std::string, Field>> Field::members() const {
  if (!value_->is_object()) reject("an object");
  std::vector<std::pair<std::string, Field>> all;
  for (const auto& [name, part] : value_->items()) all.emplace_back(name, inside(part, name));
  return all;
}

bool Field::flag() const {
  if (!value_->is_boolean()) reject("true or false");
  return value_->get<bool>();
}

double Field::number() const {
  if (!value_->is_number()) reject("a number");
  return value_->get<double>();
}

std::uint64_t Field::count() const {
  if (!value_->is_number_unsigned()) reject("an integer, zero or more");
  return value_->get<std::uint64_t>();
}

std::string Field::text() const {
  if (!value_->is_string()) reject("a string");
  return value_->get<std::string>();
}

std::vector<std::string> Field::texts() const {
  std::vector<std::string> all;
  for (const Field& item : items()) all.push_back(item.text());
  return all;
}

std::vector<double> Field::numbers() const {
  std::vector<double> all;
  for (const Field& item : items()) {
    all.push_back(item.null() ? std::numeric_limits<double>::quiet_NaN() : item.number());
  }
  return all;
}

std::optional<double> Field::optional_number() const {
  if (null()) return std::nullopt;
  return number();
}

std::optional<std::string> Field::optional_text() const {
  if (null()) return std::nullopt;
  return text();
}

void Field::reject(const std::string& expected) const {
  throw InputError(file_, place_.empty() ? "/" : place_, expected, description(*value_));
}

}  // namespace dsc::reporting
