#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace dsc {

/// The parameters of a cell. Every one must be asked for and no other may be there. Errors (InputError): a
/// parameter that is missing, unknown, of another type or out of its range.
class CellParameters {
 public:
  explicit CellParameters(const nlohmann::json& parameters) : all_(parameters) {}

  std::int64_t integer(const std::string& key, std::int64_t least, std::int64_t most) const;
  double number(const std::string& key, double least, double most) const;
  std::string text(const std::string& key) const;
  /// What goes by the name that the parameter holds.
  template <class T>
  T choice(const std::string& key, const std::vector<std::pair<std::string, T>>& known) const {
    const std::string name = text(key);
    std::string names;
    for (const auto& [other, value] : known) {
      if (other == name) return value;
      names += (names.empty() ? "" : ", ") + other;
    }
    refuse(key, "one of " + names, name);
  }

  /// Called when everything has been asked for.
  void finish() const;

 private:
  [[noreturn]] static void refuse(const std::string& key, const std::string& expected,
                                  const std::string& found);
  const nlohmann::json& find(const std::string& key) const;

  const nlohmann::json& all_;
  mutable std::vector<std::string> asked_;
};

}  // namespace dsc
