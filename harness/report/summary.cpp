#include <fmt/format.h>

#include "harness/report/markdown.h"
#include "harness/report/parts.h"
#include "harness/report/standing.h"

namespace dsc::reporting {
namespace {

/// Links cells to a record, or leaves them as they are.
class CellLinks {
 public:
  CellLinks(const SummaryLinks& links, const std::optional<Record>& record)
      : target_(links.places != nullptr && record ? links.places->record(*record) : "") {}
  std::string operator()(const std::string& text) const {
    return target_.empty() ? text : link(text, target_);
  }

 private:
  std::string target_;
};

std::string verdict_cell(const std::string& found, const std::string& expected,
                         const std::string& subject = "") {
  const std::string text = escaped(about(found.empty() ? "undecided" : found, subject));
  return found == expected ? text : fmt::format("**{}** (expected {})", text, expected);
}

std::string stated_cell(const Entry& entry) {
  if (!entry.check) return "**MISSING**";
  if (entry.check->state == State::failed) return "**FAILED**";
  if (entry.check->state == State::timed_out) return "**TIMED OUT**";
  return verdict_cell(entry.check->printed, entry.claim.expected_printed, entry.claim.subject);
}

std::string repaired_cell(const Entry& entry) {
  const bool completed = entry.check && entry.check->state == State::completed;
  const std::string found = completed ? entry.check->repaired : "";
  if (entry.claim.expected_repaired && completed) return verdict_cell(found, *entry.claim.expected_repaired);
  return found.empty() || found == "unknown" ? "–" : found;
}

std::string control_cell(const Entry& entry) {
  switch (control_of(entry)) {
    case Control::fails_as_it_must:
      return "fails as it must";
    case Control::broken:
      return "**BROKEN**";
    case Control::missing:
      return "**MISSING**";
  }
  return "";
}

std::string certificates_cell(const Record& check) {
  const CertificateCount count = certificates_of(check);
  if (count.all == 0) return "none";
  if (count.accepted == count.all) return fmt::format("{}, accepted", count.all);
  return fmt::format("{}, **{} NOT accepted**", count.all, count.all - count.accepted);
}

std::vector<std::string> row(const Entry& entry, const SummaryLinks& links) {
  const CellLinks check(links, entry.check), control(links, entry.control);
  const std::string id = escaped(entry.claim.id);
  const std::string repaired = repaired_cell(entry);
  const bool tight = entry.check && entry.check->tightness;
  return {links.sections ? link(id, links.report + "#" + anchor(entry.claim.id)) : id,
          escaped(entry.claim.title),
          check(stated_cell(entry)),
          repaired == "–" ? repaired : check(repaired),
          tight ? check(ratio(*entry.check->tightness)) : "–",
          control(control_cell(entry)),
          entry.check ? check(certificates_cell(*entry.check)) : "–",
          entry.check ? check(duration(entry.check->provenance.seconds)) : "–"};
}

}  // namespace

std::string headline(const std::vector<Entry>& entries, const std::vector<ExpectedClaim>& registered,
                     const std::string& profile) {
  const std::vector<Problem> found = problems(entries, registered, profile);
  if (found.empty()) {
    std::size_t certificates = 0;
    for (const Entry& entry : entries) {
      certificates += certificates_of(*entry.check).all + certificates_of(*entry.control).all;
    }
    return fmt::format(
        "{} checked: {} came out as expected, {} failed as it must, and dsc-check accepted {}.\n\n",
        plural(entries.size(), "claim"), entries.size() == 1 ? "it" : "each",
        entries.size() == 1 ? "its control" : "each control",
        certificates == 1 ? "the one certificate" : fmt::format("all {} certificates", certificates));
  }
  std::size_t claims = 0;
  std::string list, last;
  for (const Problem& problem : found) {
    claims += problem.id != last ? 1 : 0;
    last = problem.id;
    list += fmt::format("> - **{}**: {}\n", escaped(problem.id), problem.text);
  }
  return fmt::format("> [!CAUTION]\n> **NOT AS EXPECTED: {} of {}.**\n>\n{}\n", claims,
                     plural(entries.size() + without_record(entries, registered).size(), "claim"), list);
}

std::string summary_table(const std::vector<Entry>& entries, const std::vector<ExpectedClaim>& registered,
                          const SummaryLinks& links) {
  TableText table(
      {"Claim", "What it says", "As stated", "As repaired", "Tightness", "Control", "Certificates", "Time"},
      {4, 7});
  for (const Entry& entry : entries) table.add(row(entry, links));
  for (const ExpectedClaim& claim : without_record(entries, registered)) {
    table.add({escaped(claim.id), escaped(claim.title), "**MISSING**", "–", "–", "**MISSING**", "–", "–"});
  }
  return table.all();
}

std::string legend() {
  TableText table({"Verdict", "Meaning", "What backs it"});
  table.add({"certified",
             "on each instance decided for every signal the statement speaks of, in exact arithmetic",
             "a certificate for each instance"});
  table.add({"holds", "no violation on the instances tried, each in exact or enclosed arithmetic",
             "a certificate for each instance"});
  table.add({"refuted", "the statement, or what the verdict names, is false",
             "a counterexample: hypotheses met, conclusion failed"});
  table.add({"vacuous", "the hypotheses cannot be met", "a certificate of why"});
  table.add({"empirical", "a statistical statement", "seeds, interval and size of the effect"});
  table.add({"unknown", "nothing was decided", "nothing: never counted as passed"});
  return "<details><summary>What the columns mean</summary>\n\n" + table.all() +
         "*As stated* is the verdict on the statement of the source: the paper's print, a summary of its "
         "later "
         "version, or this project's own. Where it names something, as in *refuted: the network of its "
         "proof*, the verdict is about that and leaves the statement itself open: it may say only that some "
         "network exists. "
         "*As repaired* is the verdict on the corrected statement where the one of the source needs "
         "correcting. "
         "*Tightness* is the largest measured value over its bound where the claim holds: 1 means that the "
         "bound "
         "is attained. *Control* is the same check on a deliberately false variant, which must come out "
         "refuted; "
         "a check whose control does not is itself broken. *Certificates* counts those of the check and how "
         "many "
         "of them dsc-check, a separate program, accepted.\n\n</details>\n\n";
}

}  // namespace dsc::reporting
