#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace dsc::reporting {

/// A JSON value that knows its file and its place in it, so that reading the wrong thing from it is an
/// InputError that says where. Copies share the document.
class Field {
 public:
  /// The whole document in a file of at most `largest` bytes. Throws InputError if it is not one JSON
  /// document.
  static Field document(const std::filesystem::path& file, std::uintmax_t largest = 64u << 20);

  /// A required member of an object.
  Field operator[](const std::string& key) const;
  /// The elements of an array, in order.
  std::vector<Field> items() const;
  /// The members of an object, by name.
  std::vector<std::pair<std::string, Field>> members() const;

  bool null() const { return value_->is_null(); }
  bool flag() const;
  double number() const;
  std::uint64_t count() const;
  std::string text() const;
  std::vector<std::string> texts() const;
  /// Numbers, where null stands for one that is not finite (JSON has no other way to write it).
  std::vector<double> numbers() const;

  std::optional<double> optional_number() const;
  std::optional<std::string> optional_text() const;

  /// Throws InputError: `expected` here, found this value.
  [[noreturn]] void reject(const std::string& expected) const;

 private:
  Field(std::shared_ptr<const nlohmann::json> value, std::string file, std::string place)
      : value_(std::move(value)), file_(std::move(file)), place_(std::move(place)) {}
  Field inside(const nlohmann::json& part, const std::string& step) const;

  std::shared_ptr<const nlohmann::json> value_;
  std::string file_, place_;
};

}  // namespace dsc::reporting
