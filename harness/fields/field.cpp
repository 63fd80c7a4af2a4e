#include "harness/fields/field.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cctype>
#include <limits>
#include <map>
#include <string_view>

#include "harness/error.h"
#include "harness/files/atomic_file.h"

namespace dsc {

using nlohmann::ordered_json;

struct Field::Document {
  ordered_json value;
  std::string file;
  std::map<std::string, std::uint32_t> lines{};  ///< of a TOML document, by place
};

namespace {

std::string description(const ordered_json& value) {
  if (value.is_structured()) return fmt::format("an {} of {}", value.type_name(), value.size());
  if (value.is_null()) return "null";
  std::string text = value.dump(-1, ' ', true, ordered_json::error_handler_t::replace);
  if (text.size() > 60) text = text.substr(0, 60) + "…";
  return fmt::format("the {} {}", value.type_name(), text);
}

/// TOML as JSON; the lines of its values by place. Dates and times have no counterpart and become texts.
ordered_json converted(const toml::node& node, const std::string& place,
                       std::map<std::string, std::uint32_t>& lines) {
  lines[place] = node.source().begin.line;
  if (const toml::table* const table = node.as_table()) {
    ordered_json object = ordered_json::object();
    for (const auto& [key, value] : *table) {
      const std::string name(key.str()), inner = place + "/" + name;
      object[name] = converted(value, inner, lines);
      lines[inner] = key.source().begin.line;  // of a table this is where its header stands
    }
    return object;
  }
  if (const toml::array* const array = node.as_array()) {
    ordered_json list = ordered_json::array();
    for (std::size_t i = 0; i < array->size(); ++i) {
      list.push_back(converted((*array)[i], place + "/" + std::to_string(i), lines));
    }
    return list;
  }
  if (node.is_boolean()) return node.value_exact<bool>().value();
  if (node.is_integer()) return node.value_exact<std::int64_t>().value();
  if (node.is_floating_point()) return node.value_exact<double>().value();
  if (node.is_string()) return node.value_exact<std::string>().value();
  return "a date or time";
}

}  // namespace

Field Field::value_of(ordered_json value, std::string name) {
  auto document = std::make_shared<Document>(Document{std::move(value), std::move(name)});
  const ordered_json& root = document->value;
  return Field(std::move(document), root, "");
}

Field Field::json(const std::filesystem::path& file, std::uintmax_t largest) {
  const std::string text = read_bytes(file, largest);
  try {
    return value_of(ordered_json::parse(text), file.string());
  } catch (const ordered_json::parse_error& bad) {
    throw InputError(file.string(), fmt::format("byte {}", bad.byte), "a whole JSON document", bad.what());
  } catch (const ordered_json::exception& bad) {
    throw InputError(file.string(), "", "a whole JSON document", bad.what());
  }
}

Field Field::toml(const std::filesystem::path& file, std::uintmax_t largest) {
  try {
    auto document = std::make_shared<Document>(Document{{}, file.string()});
    document->value = converted(toml::parse(read_bytes(file, largest), file.string()), "", document->lines);
    const ordered_json& root = document->value;
    return Field(std::move(document), root, "");
  } catch (const toml::parse_error& bad) {
    throw InputError(file.string(), fmt::format("line {}", bad.source().begin.line), "TOML",
                     std::string(bad.description()));
  }
}

Field Field::inside(const ordered_json& part, const std::string& step) const {
  return Field(document_, part, place_ + "/" + step);
}

std::optional<Field> Field::find(const std::string& key) const {
  const auto found = object().find(key);
  if (found == value_->end()) return std::nullopt;
  return inside(*found, key);
}

Field Field::operator[](const std::string& key) const {
  auto found = find(key);
  if (!found) {
    throw InputError(document_->file, shown_place(), "the member \"" + key + "\"", "no such member");
  }
  return *found;
}

std::vector<Field> Field::items() const {
  if (!value_->is_array()) reject("an array");
  std::vector<Field> all;
  for (std::size_t i = 0; i < value_->size(); ++i) all.push_back(inside((*value_)[i], std::to_string(i)));
  return all;
}

std::vector<std::pair<std::string, Field>> Field::members() const {
  std::vector<std::pair<std::string, Field>> all;
  for (const auto& [name, part] : object().items()) all.emplace_back(name, inside(part, name));
  return all;
}

void Field::allow_only(const std::vector<std::string>& keys) const {
  for (const auto& [name, member] : members()) {
    if (std::find(keys.begin(), keys.end(), name) != keys.end()) continue;
    throw InputError(
        document_->file, member.shown_place(),
        fmt::format("one of {}", keys.empty() ? "nothing" : fmt::format("{}", fmt::join(keys, ", "))), name);
  }
}

bool Field::flag() const {
  if (!value_->is_boolean()) reject("true or false");
  return value_->get<bool>();
}

double Field::number() const {
  if (!value_->is_number()) reject("a number");
  return value_->get<double>();
}

double Field::number(double least, double most) const {
  const std::string expected = fmt::format("a number from {:g} to {:g}", least, most);
  if (!value_->is_number()) reject(expected);
  const double read = value_->get<double>();
  if (!(read >= least && read <= most)) reject(expected);
  return read;
}

std::int64_t Field::integer(std::int64_t least, std::int64_t most) const {
  const std::string expected = fmt::format("an integer from {} to {}", least, most);
  const bool large = value_->is_number_unsigned() &&
                     value_->get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()};
  if (!value_->is_number_integer() || large) reject(expected);
  const auto read = value_->get<std::int64_t>();
  if (read < least || read > most) reject(expected);
  return read;
}

std::uint64_t Field::count() const {
  const bool whole =
      value_->is_number_unsigned() || (value_->is_number_integer() && value_->get<std::int64_t>() >= 0);
  if (!whole) reject("an integer, zero or more");
  return value_->get<std::uint64_t>();
}

std::string Field::text() const {
  if (!value_->is_string()) reject("a string");
  return value_->get<std::string>();
}

std::string Field::text(const std::vector<std::string>& known) const {
  const bool fits =
      value_->is_string() && std::find(known.begin(), known.end(), value_->get<std::string>()) != known.end();
  if (!fits) reject(fmt::format("one of {}", fmt::join(known, ", ")));
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

std::string Field::file_stem() const {
  if (!names_a_file(text())) reject("a name of letters, digits, '.', '_' and '-'");
  return text();
}

std::string Field::path_below() const {
  const std::filesystem::path path = text();
  const bool climbs = std::find(path.begin(), path.end(), "..") != path.end();
  if (path.empty() || path.is_absolute() || climbs) reject("a path below the profile's folder");
  return path.generic_string();
}

std::string Field::sha256() const {
  const std::string digits = text();
  const bool fits = digits.size() == 64 && digits.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!fits) reject("64 hexadecimal digits");
  return digits;
}

std::optional<double> Field::optional_number() const {
  if (null()) return std::nullopt;
  return number();
}

std::optional<std::string> Field::optional_text() const {
  if (null()) return std::nullopt;
  return text();
}

const ordered_json& Field::object() const {
  if (!value_->is_object()) reject("an object");
  return *value_;
}

std::string Field::shown_place() const {
  if (document_->lines.empty()) return place_.empty() ? "/" : place_;
  std::string names = place_.empty() ? "" : ", " + place_.substr(1);
  std::replace(names.begin(), names.end(), '/', '.');
  return fmt::format("line {}{}", document_->lines.at(place_), names);
}

void Field::reject(const std::string& expected) const {
  throw InputError(document_->file, shown_place(), expected, description(*value_));
}

bool names_a_file(const std::string& text) {
  const auto fit = [](char c) {
    const auto code = static_cast<unsigned char>(c);
    return (code < 128 && std::isalnum(code) != 0) || c == '.' || c == '_' || c == '-';
  };
  return !text.empty() && text.size() <= 100 && text.front() != '.' && text.front() != '-' &&
         std::all_of(text.begin(), text.end(), fit);
}

}  // namespace dsc
