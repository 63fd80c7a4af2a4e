#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/fields/field.h"

namespace dsc {

/// A table of a profile: every key must be asked for, and no other may be there. Each error (InputError)
/// names file and line, what was expected and what was found.
class ProfileTable {
 public:
  explicit ProfileTable(Field table) : table_(std::move(table)) { table_.object(); }

  std::int64_t integer(const std::string& key, std::int64_t least, std::int64_t most) const {
    return ask(key).integer(least, most);
  }
  double number(const std::string& key, double least, double most) const {
    return ask(key).number(least, most);
  }
  bool flag(const std::string& key, bool otherwise) const;
  std::string text(const std::string& key, const std::vector<std::string>& known) const {
    return ask(key).text(known);
  }
  /// Lists that hold at least one value, and each once.
  std::vector<std::string> texts(const std::string& key, const std::vector<std::string>& known) const;
  std::vector<double> numbers(const std::string& key, double least, double most) const;

  /// Called when everything has been asked for: refuses a key that nobody asked for.
  void finish() const { table_.allow_only(asked_); }

 private:
  Field ask(const std::string& key) const;

  Field table_;
  mutable std::vector<std::string> asked_{};
};

}  // namespace dsc
