#include "harness/ledger/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "harness/error.h"
#include "harness/ledger/record.h"

namespace dsc {
namespace fs = std::filesystem;
using nlohmann::ordered_json;
namespace {

using Records = std::map<std::string, ordered_json>;

bool is_profile_folder(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "claims", error);
}

void add_records(const fs::path& folder, const std::string& prefix, Records& records) {
  for (const fs::path& file : record_files(folder)) {
    if (auto record = read_record(file)) {
      const std::string cell = record->at("cell").get<std::string>();
      records.emplace(prefix + cell, std::move(*record));
    }
  }
}

Records records_of(const fs::path& folder) {
  Records records;
  if (is_profile_folder(folder)) {
    add_records(folder, "", records);
    return records;
  }
  std::error_code error;
  bool any = false;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (!is_profile_folder(entry.path())) continue;
    any = true;
    add_records(entry.path(), entry.path().filename().string() + ": ", records);
  }
  if (!any) {
    throw InputError(folder.string(), "", "a folder of results (one that holds <profile>/claims or claims)",
                     fs::exists(folder, error) ? "none" : "no such folder");
  }
  return records;
}

std::string shown(const ordered_json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

/// What a person compares in a record: name to value, and whether it is decisive.
std::map<std::string, std::pair<std::string, bool>> facts(const ordered_json& record) {
  std::map<std::string, std::pair<std::string, bool>> out;
  out["state"] = {shown(record.at("state")), true};
  for (const char* form : {"printed", "repaired", "overall"}) {
    out[std::string(form) + " verdict"] = {shown(record.at("verdict").at(form)), true};
  }
  for (const ordered_json& number : record.at("numbers")) {
    out["number " + shown(number.at("name"))] = {shown(number.at("value")), true};
  }
  int index = 0;
  for (const ordered_json& item : record.at("evidence")) {
    const ordered_json& certificate = item.at("certificate");
    out[fmt::format("certificate of evidence {}", ++index)] = {
        certificate.is_null() ? "none" : shown(certificate.at("sha256")), false};
  }
  return out;
}

void compare_facts(const std::string& cell, const ordered_json& left, const ordered_json& right,
                   std::vector<Difference>& differences) {
  auto a = facts(left), b = facts(right);
  std::set<std::string> names;
  for (const auto& [name, fact] : a) names.insert(name);
  for (const auto& [name, fact] : b) names.insert(name);
  for (const std::string& name : names) {
    const auto in_a = a.find(name), in_b = b.find(name);
    const std::string value_a = in_a == a.end() ? "absent" : in_a->second.first;
    const std::string value_b = in_b == b.end() ? "absent" : in_b->second.first;
    const bool decisive = in_a == a.end() ? in_b->second.second : in_a->second.second;
    if (value_a != value_b) differences.push_back({cell, name, value_a, value_b, decisive});
  }
}

}  // namespace

bool Comparison::equal() const {
  return std::none_of(differences.begin(), differences.end(),
                      [](const Difference& difference) { return difference.decisive; });
}

Comparison compare_results(const fs::path& left, const fs::path& right) {
  const Records a = records_of(left), b = records_of(right);
  std::set<std::string> cells;
  for (const auto& [cell, record] : a) cells.insert(cell);
  for (const auto& [cell, record] : b) cells.insert(cell);
  Comparison comparison;
  comparison.cells = static_cast<int>(cells.size());
  for (const std::string& cell : cells) {
    const auto in_a = a.find(cell), in_b = b.find(cell);
    if (in_a == a.end() || in_b == b.end()) {
      comparison.differences.push_back({cell, "cell", in_a == a.end() ? "absent" : "present",
                                        in_b == b.end() ? "absent" : "present", true});
    } else {
      compare_facts(cell, in_a->second, in_b->second, comparison.differences);
    }
  }
  return comparison;
}

}  // namespace dsc
