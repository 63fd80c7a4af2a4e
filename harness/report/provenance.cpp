#include "harness/report/provenance.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "harness/process/duration.h"

namespace dsc::report {

using ledger::Record;

namespace {

using Records = std::vector<const Record*>;
using Read = std::function<std::string(const Record&)>;

/// The value all records share; where they differ, each value with the number of records that have it and one
/// of them.
std::string values(const Records& records, const Places& places, const Read& read) {
  std::map<std::string, Records> by_value;
  for (const Record* record : records) by_value[read(*record)].push_back(record);
  std::string cell;
  for (const auto& [value, holders] : by_value) {
    const std::string shown = value.empty() ? "not recorded" : escaped(value);
    cell += cell.empty() ? "" : "; ";
    cell += link(shown, places.below_profile(holders.front()->file));
    if (by_value.size() > 1) cell += fmt::format(" ({})", plural(holders.size(), "record"));
  }
  return cell;
}

std::string processor(const Record& record) {
  const ledger::Machine& machine = record.provenance.machine;
  if (machine.family.empty()) return machine.cpu;
  return fmt::format("{}, family {}, model {}, stepping {}, flags {}", machine.cpu, machine.family,
                     machine.model, machine.stepping, machine.flags_sha256.substr(0, 12));
}

void add_libraries(const Records& records, const Places& places, TableText& table) {
  std::set<std::string> names;
  for (const Record* record : records) {
    for (const auto& [name, version] : record->provenance.build.libraries) names.insert(name);
  }
  for (const std::string& name : names) {
    table.add({escaped(name), values(records, places, [&](const Record& record) {
                 const auto& libraries = record.provenance.build.libraries;
                 const auto found = libraries.find(name);
                 return found == libraries.end() ? std::string() : found->second;
               })});
  }
}

/// Sums over all records, and the record with the largest peak of memory.
void add_costs(const Records& records, const Places& places, TableText& table) {
  double seconds = 0;
  const Record* largest = records.front();
  std::string first = largest->provenance.started, last = first;
  for (const Record* record : records) {
    const ledger::Provenance& from = record->provenance;
    seconds += from.seconds;
    first = std::min(first, from.started);
    last = std::max(last, from.started);
    if (from.peak_memory_bytes > largest->provenance.peak_memory_bytes) largest = record;
  }
  table.add({"Started", first == last ? escaped(first) : escaped(first) + " to " + escaped(last)});
  table.add({"Time, all cells added up", duration(seconds)});
  table.add(
      {"Largest peak of memory", link(size(static_cast<std::uint64_t>(largest->provenance.peak_memory_bytes)),
                                      places.below_profile(largest->file))});
}

}  // namespace

Markdown provenance_table(const Records& records, const Places& places) {
  if (records.empty()) return "";
  TableText table({"What", "Value"});
  const auto add = [&](const std::string& name, const Read& read) {
    table.add({name, values(records, places, read)});
  };
  add("Git revision", [](const Record& r) {
    return r.provenance.revision.commit + (r.provenance.revision.dirty ? ", with changes not committed" : "");
  });
  add("Compiler", [](const Record& r) { return r.provenance.build.compiler; });
  add("Flags", [](const Record& r) { return r.provenance.build.flags; });
  add("Processor", processor);
  add("Cores", [](const Record& r) { return std::to_string(r.provenance.machine.cores); });
  add("Threads", [](const Record& r) { return std::to_string(r.provenance.threads); });
  add("Device", [](const Record& r) { return r.provenance.device; });
  add_libraries(records, places, table);
  add_costs(records, places, table);
  return table.all();
}

}  // namespace dsc::report
