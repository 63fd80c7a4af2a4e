#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "harness/verify/claim_report.h"

namespace dsc::verify {

using report::Block;
using report::escaped;
using report::Markdown;
using report::Paragraph;
using report::Places;
using report::plural;
using report::TableText;

namespace {

constexpr std::size_t kInSight = 12, kFoldedAway = 60;

/// An item of evidence with what is recorded of its certificate.
struct Item {
  const Evidence* evidence = nullptr;
  const StoredCertificate* certificate = nullptr;  ///< none where there is none
  std::string fault{};
};

using Items = std::vector<Item>;

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
bool more_telling(const Evidence& a, const Evidence& b) {
  if (a.violated != b.violated) return a.violated;
  return a.tightness.value_or(-1) > b.tightness.value_or(-1);
}

/// In the order of showing: `most` that matter most, taken in turn from every family, in the order of the
/// record; then the others in that order.
Items arranged(const Items& all, std::size_t most) {
  std::vector<std::size_t> order(all.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return more_telling(*all[a].evidence, *all[b].evidence);
  });
  std::map<std::pair<bool, std::string>, std::size_t> taken;
  std::vector<std::size_t> turn(all.size());
  for (const std::size_t i : order) {
    turn[i] = taken[{all[i].evidence->violated, family(all[i].evidence->instance)}]++;
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (all[a].evidence->violated != all[b].evidence->violated) return all[a].evidence->violated;
    return turn[a] < turn[b];
  });
  const auto middle = order.begin() + static_cast<std::ptrdiff_t>(std::min(most, order.size()));
  std::sort(order.begin(), middle);
  std::sort(middle, order.end());
  Items sorted;
  for (const std::size_t i : order) sorted.push_back(all[i]);
  return sorted;
}

std::string certificate_cell(const Item& item, const Places& places) {
  if (item.certificate == nullptr) return "**none**";
  const StoredCertificate& certificate = *item.certificate;
  const std::string sum = fmt::format("`{}`", certificate.sha256.substr(0, 12));
  std::string cell = sum + " (" + report::size(certificate.bytes) + ", not kept)";
  if (!item.fault.empty()) {
    cell = sum + " **is " + item.fault + "**";
  } else if (certificate.committed) {
    cell = report::link(sum, places.below_profile(certificate.file));
  }
  return certificate.accepted() ? cell : cell + " **NOT accepted**";
}

TableText table_of(const Items& items, const Places& places) {
  TableText table({"Instance", "Finding", "Reach", "Tightness", "Certificate"}, {3});
  for (const Item& item : items) {
    const Evidence& evidence = *item.evidence;
    table.add({escaped(evidence.instance),
               (evidence.violated ? "**violated:** " : "") + escaped(evidence.finding),
               to_string(evidence.scope), evidence.tightness ? report::ratio(*evidence.tightness) : "–",
               certificate_cell(item, places)});
  }
  return table;
}

Markdown link_to(const Judged& judged, const Places& places) {
  return report::link("the record", places.below_profile(judged.record.file));
}

/// Where certificates are too large to keep, what makes them again.
void add_regeneration(const Items& items, const Judged& judged, const Places& places,
                      std::vector<Block>& blocks) {
  const auto not_kept = [](const Item& item) { return item.certificate && !item.certificate->committed; };
  if (std::none_of(items.begin(), items.end(), not_kept)) return;
  const std::string id = judged.record.cell.substr(0, judged.record.cell.rfind('/'));
  const std::string command = "dsc verify " + id + " --profile " + places.profile();
  blocks.push_back(Paragraph{
      "", fmt::format("Certificates that are not kept are named by their SHA-256 in {}; {} makes them again.",
                      link_to(judged, places), report::code(command))});
}

Items items_of(const Judged& judged, Form form) {
  Items all;
  const auto& evidence = judged.result.outcome.evidence();
  const auto& certificates = judged.result.certificates;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (evidence[i].form != form) continue;
    Item item{.evidence = &evidence[i]};
    if (i < certificates.size()) {
      item.certificate = &certificates[i];
      item.fault = judged.certificate_faults[i];
    }
    all.push_back(item);
  }
  return all;
}

void add_table(const std::string& heading, const Items& all, std::size_t most, const Judged& judged,
               const Places& places, std::vector<Block>& blocks) {
  if (all.empty()) return;
  const auto violations = static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [](const Item& item) { return item.evidence->violated; }));
  std::string counts = plural(all.size(), "item");
  if (violations > 0) counts += ", " + plural(violations, "violation");
  blocks.push_back(report::TableBlock{.heading = fmt::format("**{}** ({})", heading, counts),
                                      .table = table_of(arranged(all, most), places),
                                      .in_sight = most,
                                      .folded_away = kFoldedAway,
                                      .where = link_to(judged, places)});
  add_regeneration(all, judged, places, blocks);
}

}  // namespace

std::vector<Block> evidence_tables(const Judged& check, const Places& places) {
  const Items printed = items_of(check, Form::printed), repaired = items_of(check, Form::repaired);
  const std::size_t half = kInSight / 2;
  const std::size_t room_for_repaired =
      std::min(repaired.size(), std::max(half, kInSight - std::min(printed.size(), kInSight)));
  std::vector<Block> blocks;
  add_table("Evidence, as stated", printed, kInSight - room_for_repaired, check, places, blocks);
  add_table("Evidence, as repaired", repaired, room_for_repaired, check, places, blocks);
  return blocks;
}

std::vector<Block> control_tables(const Judged& control, const Places& places) {
  constexpr std::size_t few = 3;
  Items violations = items_of(control, Form::printed);
  std::erase_if(violations, [](const Item& item) { return !item.evidence->violated; });
  if (violations.empty()) return {};
  Items shown = arranged(violations, few);
  shown.resize(std::min(shown.size(), few));
  std::vector<Block> blocks = {report::TableBlock{.table = table_of(shown, places)}};
  if (violations.size() > few) {
    blocks.push_back(Paragraph{"", fmt::format("{} more in {}.", plural(violations.size() - few, "violation"),
                                               link_to(control, places))});
  }
  add_regeneration(shown, control, places, blocks);
  return blocks;
}

}  // namespace dsc::verify
