#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "harness/report/markdown.h"
#include "harness/report/parts.h"

namespace dsc::reporting {
namespace {

constexpr std::size_t in_sight = 12, folded_away = 60;

/// Instances that differ in numbers only are one family: "simplex of # atoms, sparsity #".
std::string family(const std::string& instance) {
  std::string name;
  for (const char c : instance) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit) name += c;
    if (digit && !name.ends_with('#')) name += '#';
  }
  return name;
}

/// Violations first, then the tightest.
bool more_telling(const Finding& a, const Finding& b) {
  if (a.violated != b.violated) return a.violated;
  return a.tightness.value_or(-1) > b.tightness.value_or(-1);
}

/// The findings in the order of showing: `most` that matter most, taken in turn from every family, in the
/// order of the record; then the others in that order.
std::vector<const Finding*> arranged(const std::vector<const Finding*>& all, std::size_t most) {
  std::vector<std::size_t> order(all.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return more_telling(*all[a], *all[b]); });
  std::map<std::pair<bool, std::string>, std::size_t> taken;
  std::vector<std::size_t> turn(all.size());
  for (const std::size_t i : order) turn[i] = taken[{all[i]->violated, family(all[i]->instance)}]++;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (all[a]->violated != all[b]->violated) return all[a]->violated;
    return turn[a] < turn[b];
  });
  const auto middle = order.begin() + static_cast<std::ptrdiff_t>(std::min(most, order.size()));
  std::sort(order.begin(), middle);
  std::sort(middle, order.end());
  std::vector<const Finding*> sorted;
  for (const std::size_t i : order) sorted.push_back(all[i]);
  return sorted;
}

std::string certificate_cell(const std::optional<Certificate>& stored, const Places& places) {
  if (!stored) return "**none**";
  const Certificate& certificate = *stored;
  const std::string sum = fmt::format("`{}`", certificate.sha256.substr(0, 12));
  std::string cell = sum + " (" + size(certificate.bytes) + ", not kept)";
  if (certificate.committed) {
    cell = certificate.fault.empty() ? link(sum, places.certificate(certificate))
                                     : sum + " **" + certificate.fault + "**";
  }
  return certificate.accepted ? cell : cell + " **NOT accepted**";
}

TableText table_of(const std::vector<const Finding*>& findings, const Places& places) {
  TableText table({"Instance", "Finding", "Reach", "Tightness", "Certificate"}, {3});
  for (const Finding* item : findings) {
    table.add({escaped(item->instance), (item->violated ? "**violated:** " : "") + escaped(item->finding),
               to_string(item->scope), item->tightness ? ratio(*item->tightness) : "–",
               certificate_cell(item->certificate, places)});
  }
  return table;
}

std::string link_to_record(const Record& record, const Places& places) {
  return link("the record", places.record(record));
}

/// Where certificates are too large to keep, what makes them again.
std::string regeneration(const std::vector<const Finding*>& findings, const Record& record,
                         const Places& places) {
  const auto not_kept = [](const Finding* item) {
    return item->certificate && !item->certificate->committed;
  };
  if (std::none_of(findings.begin(), findings.end(), not_kept)) return "";
  const std::string command = "dsc verify " + record.claim.id + " --profile " + record.inputs.profile;
  return fmt::format(
      "Certificates that are not kept are named by their SHA-256 in {}; {} makes them again.\n\n",
      link_to_record(record, places), code(command));
}

std::vector<const Finding*> of_form(const Record& record, Form form) {
  std::vector<const Finding*> all;
  for (const Finding& item : record.findings) {
    if (item.form == form) all.push_back(&item);
  }
  return all;
}

std::string block(const std::string& heading, const std::vector<const Finding*>& all, std::size_t most,
                  const Record& record, const Places& places) {
  if (all.empty()) return "";
  const auto violations = static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [](const Finding* item) { return item->violated; }));
  std::string counts = plural(all.size(), "finding");
  if (violations > 0) counts += ", " + plural(violations, "violation");
  return fmt::format("**{}** ({})\n\n", heading, counts) +
         table_of(arranged(all, most), places).folded(most, folded_away, link_to_record(record, places)) +
         regeneration(all, record, places);
}

}  // namespace

std::string findings(const Record& record, const Places& places) {
  const auto printed = of_form(record, Form::printed), repaired = of_form(record, Form::repaired);
  if (printed.empty() && repaired.empty()) return "";
  const std::size_t half = in_sight / 2;
  const std::size_t room_for_repaired =
      std::min(repaired.size(), std::max(half, in_sight - std::min(printed.size(), in_sight)));
  return block("Findings, as stated", printed, in_sight - room_for_repaired, record, places) +
         block("Findings, as repaired", repaired, room_for_repaired, record, places);
}

std::string control_findings(const Record& control, const Places& places) {
  constexpr std::size_t few = 3;
  std::vector<const Finding*> violations;
  for (const Finding& item : control.findings) {
    if (item.violated) violations.push_back(&item);
  }
  if (violations.empty()) return "";
  std::vector<const Finding*> order = arranged(violations, few);
  order.resize(std::min(order.size(), few));
  std::string out = table_of(order, places).all();
  if (violations.size() > few) {
    out += fmt::format("{} more in {}.\n\n", plural(violations.size() - few, "violation"),
                       link_to_record(control, places));
  }
  return out + regeneration(order, control, places);
}

}  // namespace dsc::reporting
