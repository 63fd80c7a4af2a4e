#include <fmt/format.h>

#include <set>

#include "harness/process/duration.h"
#include "harness/verify/claim_report.h"
#include "harness/verify/front_page.h"

namespace dsc::verify {

using report::escaped;
using report::link;
using report::Markdown;
using report::plural;
using report::TableText;

namespace {

/// Links cells to a record, or leaves them as they are.
class CellLinks {
 public:
  CellLinks(const SummaryLinks& links, const std::optional<Judged>& judged)
      : target_(links.places != nullptr && judged ? links.places->below_profile(judged->record.file) : "") {}
  std::string operator()(const std::string& text) const {
    return target_.empty() ? text : link(text, target_);
  }

 private:
  std::string target_;
};

std::string verdict_cell(const std::string& found, const std::string& expected) {
  const std::string text = found == to_string(Verdict::unknown) ? "undecided" : found;
  return found == expected ? text : fmt::format("**{}** (expected {})", text, expected);
}

/// What the theorem says, or the certificates where there is none.
std::string stated_cell(const Entry& entry) {
  const Claim& claim = *entry.claim;
  if (entry.formal) return to_string(*entry.formal);
  if (!entry.check || !entry.check->completed()) return "undecided";
  return verdict_cell(entry.check->verdict(Form::printed), to_string(claim.expected.printed));
}

std::string repaired_cell(const Entry& entry) {
  if (entry.formal_repair) return to_string(*entry.formal_repair);
  const std::string found = entry.check ? entry.check->verdict(Form::repaired) : "";
  const auto& expected = entry.claim->expected.repaired;
  if (expected && !found.empty()) return verdict_cell(found, to_string(*expected));
  return found.empty() || found == to_string(Verdict::unknown) ? "–" : found;
}

/// What the certificates say of the dictionaries tried: as stated, then repaired.
std::string instances_cell(const Entry& entry) {
  if (!entry.check) return "**MISSING**";
  if (entry.check->record.state == ledger::State::failed) return "**FAILED**";
  if (entry.check->record.state == ledger::State::timed_out) return "**TIMED OUT**";
  std::string cell = entry.check->verdict(Form::printed);
  if (cell == to_string(Verdict::unknown)) cell = "undecided";
  const std::string repaired = entry.check->verdict(Form::repaired);
  if (repaired != to_string(Verdict::unknown)) cell += "; repaired " + repaired;
  const bool inconsistent =
      !entry.check->record.contradiction.empty() || !entry.check->result.contradiction.empty();
  return inconsistent ? cell + ", **record contradicts itself**" : cell;
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

std::string certificates_cell(const Judged& check) {
  const CertificateCount count = certificates_of(check);
  if (count.all == 0) return "none";
  if (count.accepted == count.all) return fmt::format("{}, accepted", count.all);
  return fmt::format("{}, **{} NOT accepted**", count.all, count.all - count.accepted);
}

std::vector<std::string> row(const Entry& entry, const SummaryLinks& links) {
  const CellLinks check(links, entry.check), control(links, entry.control);
  const std::string id = escaped(entry.claim->id), repaired = repaired_cell(entry);
  const auto tightness = entry.check ? entry.check->result.outcome.tightness() : std::nullopt;
  return {links.pages ? link(id, claim_page(*entry.claim)) : id,
          escaped(entry.claim->title),
          stated_cell(entry),
          repaired,
          check(instances_cell(entry)),
          tightness ? check(report::ratio(*tightness)) : "–",
          control(control_cell(entry)),
          entry.check ? check(certificates_cell(*entry.check)) : "–",
          entry.check ? check(duration(entry.check->record.provenance.seconds)) : "–"};
}

/// Evidence still, so this is no alarm.
Markdown older_code(const Entries& entries) {
  std::string ids;
  std::size_t count = 0;
  for (const Entry& entry : entries.claims) {
    const bool older =
        (entry.check && entry.check->older_code) || (entry.control && entry.control->older_code);
    if (!older) continue;
    ids += (ids.empty() ? "" : ", ") + escaped(entry.claim->id);
    ++count;
  }
  if (count == 0) return "";
  return fmt::format("Results of **older code**: {} ({}). They stand until `dsc verify` replaces them.\n\n",
                     plural(count, "claim"), ids);
}

Markdown all_is_well(const Entries& entries) {
  std::size_t certificates = 0;
  for (const Entry& entry : entries.claims) {
    certificates += certificates_of(*entry.check).all + certificates_of(*entry.control).all;
  }
  const bool one = entries.claims.size() == 1;
  return fmt::format(
      "{} checked: {} came out as expected, {} failed as it must, and dsc-check accepted {}.\n\n",
      plural(entries.claims.size(), "row"), one ? "it" : "each", one ? "its control" : "each control",
      certificates == 1 ? "the one certificate" : fmt::format("all {} certificates", certificates));
}

}  // namespace

Markdown headline(const Entries& entries, const std::string& profile) {
  const std::vector<Problem> found = problems(entries, profile);
  if (found.empty()) return all_is_well(entries) + older_code(entries);
  std::set<std::string> claims;
  std::string list;
  for (const Problem& problem : found) {
    claims.insert(problem.id);
    list += fmt::format("> - **{}**: {}\n", escaped(problem.id), problem.text);
  }
  return fmt::format("> [!CAUTION]\n> **NOT AS EXPECTED: {} of {}.**\n>\n{}\n", claims.size(),
                     plural(entries.claims.size() + entries.strays.size(), "claim"), list) +
         older_code(entries);
}

Markdown summary_table(const Entries& entries, const SummaryLinks& links) {
  TableText table({"Claim", "What it says", "As stated", "Repaired", "On the dictionaries tried", "Tightness",
                   "Control", "Certificates", "Time"},
                  {5, 8});
  for (const Entry& entry : entries.claims) {
    if (entry.recorded()) table.add(row(entry, links));
  }
  for (const Entry& entry : entries.claims) {
    if (entry.recorded()) continue;
    table.add({escaped(entry.claim->id), escaped(entry.claim->title), stated_cell(entry),
               repaired_cell(entry), "**MISSING**", "–", "**MISSING**", "–", "–"});
  }
  return table.all();
}

Markdown checked_by(const Entries& entries) {
  std::set<std::string> programs, seeds;
  double seconds = 0;
  for (const Entry& entry : entries.claims) {
    for (const auto* judged : {&entry.check, &entry.control}) {
      if (!*judged) continue;
      const CheckerProgram& checker = (*judged)->result.checker;
      if (!checker.version.empty() || !checker.sha256.empty()) {
        programs.insert(escaped(checker.version) + " (`" + checker.sha256.substr(0, 12) + "`)");
      }
      seeds.insert((*judged)->record.inputs.value("seed", nlohmann::ordered_json()).dump());
      seconds += (*judged)->result.check_seconds;
    }
  }
  const auto joined = [](const std::set<std::string>& values) {
    std::string all;
    for (const std::string& value : values) all += (all.empty() ? "" : ", ") + value;
    return all;
  };
  return fmt::format("Seed {}. Certificates checked by {}, in {}.\n\n", joined(seeds), joined(programs),
                     duration(seconds));
}

Markdown legend() {
  TableText table({"Verdict", "Meaning", "What backs it"});
  table.add({"proved", "true for every dictionary, signal and noise of its class",
             "a theorem that Coq checked, no axiom"});
  table.add({"refuted", "false",
             "a theorem of its negation, or a certified counterexample that meets every hypothesis"});
  table.add({"vacuous", "no dictionary meets the hypotheses",
             "a theorem, or a certificate for each dictionary tried"});
  table.add({"certified", "true on the dictionaries listed, for all signals and noise of the class",
             "certificates"});
  table.add({"holds", "no violation on the signals tried, each decided exactly", "certificates"});
  table.add({"empirical", "a statement about trained networks", "runs, with an interval"});
  table.add({"undecided", "nothing was decided", "nothing: never counted as passed"});
  return "<details><summary>What the columns mean</summary>\n\n" + table.all() +
         "*As stated* is the verdict on the statement of the source; where a theorem decides it, the "
         "theorem's. Where it "
         "names something, as in *refuted: the network of its proof*, it is about that. "
         "*Repaired* is the verdict on the corrected statement. "
         "*On the dictionaries tried* is what certificates alone say of the listed instances. "
         "*Tightness* is the largest measured value over its bound where the claim holds: 1 means that the "
         "bound is "
         "attained. *Control* is the same check on a false variant, which must come out refuted; a check "
         "whose control "
         "does not is itself broken. *Certificates* counts those of the check and how many of them "
         "dsc-check, a separate "
         "program, accepted.\n\n</details>\n\n";
}

}  // namespace dsc::verify
