#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace dsc {

/// A value of a stored result, and where it stands. Everything here throws InputError where the value is not
/// what is asked for: file, place ("/curves/train/loss"), what was expected, what was found. A number that
/// was not finite was stored as null, and is refused like any other type. The file's JSON must outlive it.
class StoredField {
 public:
  StoredField(const nlohmann::ordered_json& value, std::string file, std::string place = "")
      : value_(value), file_(std::move(file)), place_(std::move(place)) {}

  bool has(const std::string& key) const { return value_.is_object() && value_.contains(key); }
  StoredField operator[](const std::string& key) const;
  /// Of a list.
  std::vector<StoredField> parts() const;
  /// Of an object.
  std::vector<std::string> keys() const;
  double number() const;
  std::int64_t whole() const;
  std::string text() const;
  std::vector<double> numbers() const;
  /// A list of `count` numbers.
  std::vector<double> column(std::size_t count) const;
  std::vector<std::string> texts() const;
  [[noreturn]] void refuse(const std::string& expected, const std::string& found) const;

 private:
  const nlohmann::ordered_json& value_;
  std::string file_, place_;
};

}  // namespace dsc
