#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "harness/report/markdown.h"
#include "harness/report/parts.h"

namespace dsc::reporting {
namespace {

std::vector<const Record*> all_records(const std::vector<Entry>& entries) {
  std::vector<const Record*> all;
  for (const Entry& entry : entries) {
    if (entry.check) all.push_back(&*entry.check);
    if (entry.control) all.push_back(&*entry.control);
  }
  return all;
}

using Read = std::function<std::string(const Record&)>;

/// The value all records share; where they differ, each value with the number of records that have it and one
/// of them.
std::string values(const std::vector<const Record*>& records, const Places& places, const Read& read) {
  std::map<std::string, std::vector<const Record*>> by_value;
  for (const Record* record : records) by_value[read(*record)].push_back(record);
  std::string cell;
  for (const auto& [value, holders] : by_value) {
    const std::string shown = value.empty() ? "not recorded" : escaped(value);
    cell += cell.empty() ? "" : "; ";
    cell += link(shown, places.record(*holders.front()));
    if (by_value.size() > 1) cell += fmt::format(" ({})", plural(holders.size(), "record"));
  }
  return cell;
}

std::string revision(const Record& record) {
  return record.provenance.git_revision + (record.provenance.git_dirty ? ", with changes not committed" : "");
}

void add_libraries(const std::vector<const Record*>& records, const Places& places, TableText& table) {
  std::map<std::string, std::vector<const Record*>> users;
  for (const Record* record : records) {
    for (const auto& [name, version] : record->inputs.libraries) users[name].push_back(record);
  }
  for (const auto& [name, holders] : users) {
    const auto version = [&name = name](const Record& record) {
      for (const auto& [library, number] : record.inputs.libraries) {
        if (library == name) return number;
      }
      return std::string();
    };
    table.add({escaped(name), values(holders, places, version)});
  }
}

/// Sums over all records, and the record with the largest peak of memory.
void add_costs(const std::vector<const Record*>& records, const Places& places, TableText& table) {
  double seconds = 0, check_seconds = 0;
  const Record* largest = records.front();
  std::string first = largest->provenance.started, last = first;
  for (const Record* record : records) {
    const Provenance& from = record->provenance;
    seconds += from.seconds;
    check_seconds += from.check_seconds;
    first = std::min(first, from.started);
    last = std::max(last, from.started);
    if (from.peak_memory_bytes > largest->provenance.peak_memory_bytes) largest = record;
  }
  table.add({"Started", first == last ? escaped(first) : escaped(first) + " to " + escaped(last)});
  table.add({"Time, all cells added up",
             fmt::format("{}, of which dsc-check {}", duration(seconds), duration(check_seconds))});
  table.add(
      {"Largest peak of memory", link(size(largest->provenance.peak_memory_bytes), places.record(*largest))});
}

std::string how_to(const Places& places) {
  const std::string& profile = places.profile();
  return "## How to reproduce and re-check\n\n"
         "Every result above, the certificates and this report:\n\n"
         "```\n./reproduce --profile " +
         profile +
         "\n```\n\n"
         "One claim, for example T2.1, and the report from what is there:\n\n"
         "```\ndsc verify T2.1 --profile " +
         profile + "\ndsc report --profile " + profile +
         "\n```\n\n"
         "The certificates alone, by the independent checker, which shares no code with what wrote them:\n\n"
         "```\ndsc-check results/" +
         profile + "/certificates\n```\n";
}

}  // namespace

std::string provenance(const std::vector<Entry>& entries, const Places& places) {
  const std::vector<const Record*> records = all_records(entries);
  if (records.empty()) return how_to(places);
  TableText table({"What", "Value"});
  const auto add = [&](const std::string& name, const Read& read) {
    table.add({name, values(records, places, read)});
  };
  add("Profile", [](const Record& r) { return r.inputs.profile; });
  add("Git revision", revision);
  add("Compiler", [](const Record& r) { return r.provenance.compiler; });
  add("Flags", [](const Record& r) { return r.provenance.flags; });
  add("Processor", [](const Record& r) { return r.provenance.cpu; });
  add("Cores", [](const Record& r) { return std::to_string(r.provenance.cores); });
  add("Threads", [](const Record& r) { return std::to_string(r.provenance.threads); });
  add("Device", [](const Record& r) { return r.provenance.device; });
  add("Seed", [](const Record& r) { return std::to_string(r.inputs.seed); });
  add_libraries(records, places, table);
  add_costs(records, places, table);
  return "## Provenance\n\n" + plural(records.size(), "record") +
         " of claims; each experiment says in its section what made its own. Where they differ, each value "
         "is listed with the number of records that have it.\n\n" +
         table.all() + how_to(places);
}

}  // namespace dsc::reporting
