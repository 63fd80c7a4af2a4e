#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <string>
#include <vector>

namespace dsc {

/// The table [experiments.ID] of a profile. Every key must be asked for and no other may be there; each error
/// (InputError) names file and line, what was expected and what was found.
class ProfileTable {
 public:
  ProfileTable(const toml::table& table, std::string file) : table_(table), file_(std::move(file)) {}

  std::int64_t integer(const std::string& key, std::int64_t least, std::int64_t most) const;
  double number(const std::string& key, double least, double most) const;
  std::string text(const std::string& key, const std::vector<std::string>& known) const;
  std::vector<std::string> texts(const std::string& key, const std::vector<std::string>& known) const;
  std::vector<double> numbers(const std::string& key, double least, double most) const;

  /// Called when everything has been asked for: refuses a key that nobody asked for.
  void finish() const;

 private:
  const toml::node& find(const std::string& key) const;
  const toml::table& table_;
  std::string file_;
  mutable std::vector<std::string> asked_;
};

}  // namespace dsc
