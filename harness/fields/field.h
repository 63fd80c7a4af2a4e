#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace dsc {

/// A value of a JSON or TOML document that knows its file and its place in it ("/inputs/seed", "line 7,
/// claims.samples"), so that reading the wrong thing from it is an InputError that says where, what was
/// expected and what was found. Copies share the document.
class Field {
 public:
  /// The whole document in a file of at most `largest` bytes. Throws InputError if it is not one document.
  static Field json(const std::filesystem::path& file, std::uintmax_t largest = 64u << 20);
  static Field toml(const std::filesystem::path& file, std::uintmax_t largest = 1u << 20);
  /// A document that is at hand already; `name` stands for its file in messages.
  static Field value_of(nlohmann::ordered_json value, std::string name);

  /// A required member of an object.
  Field operator[](const std::string& key) const;
  /// A member that may be absent.
  std::optional<Field> find(const std::string& key) const;
  /// The elements of an array, in order.
  std::vector<Field> items() const;
  /// The members of an object, in the order of the document (TOML: of the names).
  std::vector<std::pair<std::string, Field>> members() const;
  /// Throws InputError at a member of another name.
  void allow_only(const std::vector<std::string>& keys) const;

  bool null() const { return value_->is_null(); }
  bool flag() const;
  double number() const;
  double number(double least, double most) const;
  std::int64_t integer(std::int64_t least, std::int64_t most) const;
  std::uint64_t count() const;
  std::string text() const;
  std::string text(const std::vector<std::string>& known) const;
  std::vector<std::string> texts() const;
  /// Numbers, where null stands for one that is not finite (JSON has no other way to write it).
  std::vector<double> numbers() const;
  /// A name fit for a file's stem: letters, digits, '.', '_' and '-', at most 100 of them, the first neither
  /// '.' nor '-'.
  std::string file_stem() const;
  /// A path that stays below the folder it is relative to.
  std::string path_below() const;
  /// 64 hexadecimal digits.
  std::string sha256() const;

  std::optional<double> optional_number() const;
  std::optional<std::string> optional_text() const;

  /// The value as it stands; an object where one is needed.
  const nlohmann::ordered_json& value() const { return *value_; }
  const nlohmann::ordered_json& object() const;

  /// Throws InputError: `expected` here, found this value.
  [[noreturn]] void reject(const std::string& expected) const;

 private:
  struct Document;
  Field(std::shared_ptr<const Document> document, const nlohmann::ordered_json& value, std::string place)
      : document_(std::move(document)), value_(&value), place_(std::move(place)) {}
  Field inside(const nlohmann::ordered_json& part, const std::string& step) const;
  std::string shown_place() const;

  std::shared_ptr<const Document> document_;
  const nlohmann::ordered_json* value_;
  std::string place_;  ///< steps from the root, each after a slash
};

/// Whether a text can name a file, as Field::file_stem has it.
bool names_a_file(const std::string& text);

}  // namespace dsc
