#include "harness/verify/front_page.h"

#include <fmt/format.h>

#include "harness/report/figure_axes.h"
#include "harness/verify/claim_report.h"

namespace dsc::verify {

using report::code;
using report::escaped;
using report::link;
using report::Markdown;
using report::plural;

namespace {

constexpr std::size_t longest_line = 170;

Markdown named(const Claim& claim) {
  return link(escaped(claim.id), claim_page(claim)) + " " + escaped(claim.title);
}

/// The first violation of the form as stated, or what keeps its hypotheses from being met.
const Evidence* counterexample(const Entry& entry, std::size_t& index) {
  if (!entry.check) return nullptr;
  const auto& evidence = entry.check->result.outcome.evidence();
  for (index = 0; index < evidence.size(); ++index) {
    const Evidence& item = evidence[index];
    if (item.form == Form::printed && (item.violated || item.scope == Scope::hypotheses)) return &item;
  }
  return nullptr;
}

Markdown theorem_link(const std::string& theorem, const Entries& entries) {
  return code(theorem) + " in " + code(entries.proofs->proves(theorem));
}

/// "T2.1 (tightness 1), T2.3 (0.98)"
Markdown with_tightness(const std::vector<const Entry*>& rows) {
  Markdown all;
  for (const Entry* entry : rows) {
    const auto tightness = entry->check ? entry->check->result.outcome.tightness() : std::nullopt;
    all += (all.empty() ? "" : ", ") + link(escaped(entry->claim->id), claim_page(*entry->claim)) +
           (tightness ? fmt::format(" ({})", report::ratio(*tightness)) : "");
  }
  return all;
}

}  // namespace

Markdown what_is_false(const Entries& entries, const report::Places& places) {
  Markdown list;
  for (const Entry& entry : entries.claims) {
    const std::string verdict = entry.verdict(Form::printed);
    if (verdict != to_string(Verdict::refuted) && verdict != to_string(Verdict::vacuous)) continue;
    Markdown why;
    std::size_t index = 0;
    if (const Evidence* item = counterexample(entry, index)) {
      const std::string text =
          escaped(report::shortened(item->instance + ": " + item->finding, longest_line));
      const auto& certificates = entry.check->result.certificates;
      why = index < certificates.size() ? link(text, places.below_profile(certificates[index].file)) : text;
    }
    if (entry.formal) {
      why += fmt::format("{}{}: {}", why.empty() ? "" : "; ",
                         *entry.formal == Verdict::vacuous ? "proved" : "negation proved",
                         theorem_link(entry.claim->formal_theorem, entries));
    }
    list += fmt::format("- {}: **{}**. {}\n", named(*entry.claim), verdict, why);
  }
  return list.empty() ? "" : "## What is false\n\n" + list + "\n";
}

Markdown what_holds(const Entries& entries) {
  std::vector<const Entry*> proved, repaired, certified, certified_repairs, held;
  for (const Entry& entry : entries.claims) {
    const std::string verdict = entry.verdict(Form::printed);
    if (verdict == to_string(Verdict::proved)) proved.push_back(&entry);
    if (verdict == to_string(Verdict::certified)) certified.push_back(&entry);
    if (verdict == to_string(Verdict::holds)) held.push_back(&entry);
    if (entry.formal_repair) {
      repaired.push_back(&entry);
    } else if (entry.verdict(Form::repaired) == to_string(Verdict::certified)) {
      certified_repairs.push_back(&entry);
    } else if (entry.verdict(Form::repaired) == to_string(Verdict::holds)) {
      held.push_back(&entry);
    }
  }
  Markdown list;
  const auto add = [&list](const char* what, const std::vector<const Entry*>& rows) {
    if (!rows.empty()) list += fmt::format("- **{}**: {}.\n", what, with_tightness(rows));
  };
  add("Proved as stated, for every dictionary", proved);
  add("Proved once repaired, for every dictionary", repaired);
  add("Certified as stated, for all signals on the dictionaries listed", certified);
  add("Certified once repaired", certified_repairs);
  add("No violation on the signals tried", held);
  if (list.empty()) return "";
  return "## What holds, and how tight it is\n\n" + list +
         "\nIn brackets: the largest measured value over its bound; at 1 the bound is attained.\n\n";
}

Markdown proofs_behind(const Entries& entries) {
  if (!entries.proofs) {
    return "**The formal proofs were not checked here**, so no verdict rests on them: "
           "`theorems/formal/check-formal --record "
           "results/formal.json` checks them.\n\n";
  }
  const FormalProofs& proofs = *entries.proofs;
  if (!proofs.changed.empty()) {
    return fmt::format(
        "**The formal proofs changed since they were audited** ({} and {} more), so no verdict rests on "
        "them: "
        "`theorems/formal/check-formal --record results/formal.json` audits them again.\n\n",
        code(proofs.changed.begin()->first), proofs.changed.size() - 1);
  }
  return fmt::format(
      "{} were checked by Coq {} with mathcomp {} in {:.0f} s; each rests on no axiom. What has to be "
      "trusted, and every "
      "statement beside the paper's, is in theorems/formal/README.md.\n\n",
      plural(proofs.closed.size(), "formal theorem"), escaped(proofs.coq), escaped(proofs.mathcomp),
      proofs.seconds);
}

}  // namespace dsc::verify
