#include <fmt/format.h>

#include <set>

#include "harness/process/duration.h"
#include "harness/verify/claim_report.h"

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

std::string verdict_cell(const std::string& found, const std::string& expected,
                         const std::string& subject = "") {
  const std::string shown = found == to_string(Verdict::unknown) ? "undecided" : found;
  const std::string text = escaped(about(shown, subject));
  return found == expected ? text : fmt::format("**{}** (expected {})", text, expected);
}

std::string stated_cell(const Entry& entry) {
  if (!entry.check) return "**MISSING**";
  if (entry.check->record.state == ledger::State::failed) return "**FAILED**";
  if (entry.check->record.state == ledger::State::timed_out) return "**TIMED OUT**";
  const Claim& claim = *entry.claim;
  std::string cell =
      verdict_cell(entry.check->verdict(Form::printed), to_string(claim.expected.printed), claim.subject);
  const bool inconsistent =
      !entry.check->record.contradiction.empty() || !entry.check->result.contradiction.empty();
  return inconsistent ? cell + ", **record contradicts itself**" : cell;
}

std::string repaired_cell(const Entry& entry) {
  const std::string found = entry.check ? entry.check->verdict(Form::repaired) : "";
  const auto& expected = entry.claim->expected.repaired;
  if (expected && !found.empty()) return verdict_cell(found, to_string(*expected));
  return found.empty() || found == to_string(Verdict::unknown) ? "–" : found;
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
  return {links.sections ? link(id, links.file + "#" + report::anchor("claim", entry.claim->id)) : id,
          escaped(entry.claim->title),
          check(stated_cell(entry)),
          repaired == "–" ? repaired : check(repaired),
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
      plural(entries.claims.size(), "claim"), one ? "it" : "each", one ? "its control" : "each control",
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
  TableText table(
      {"Claim", "What it says", "As stated", "As repaired", "Tightness", "Control", "Certificates", "Time"},
      {4, 7});
  for (const Entry& entry : entries.claims) {
    if (entry.recorded()) table.add(row(entry, links));
  }
  for (const Entry& entry : entries.claims) {
    if (entry.recorded()) continue;
    table.add({escaped(entry.claim->id), escaped(entry.claim->title), "**MISSING**", "–", "–", "**MISSING**",
               "–", "–"});
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
  table.add({"certified",
             "on each instance decided for every signal the statement speaks of, in exact arithmetic",
             "a certificate for each instance"});
  table.add({"holds", "no violation on the instances tried, each in exact or enclosed arithmetic",
             "a certificate for each instance"});
  table.add({"refuted", "the statement, or what the verdict names, is false",
             "a counterexample: hypotheses met, conclusion failed"});
  table.add({"vacuous", "the hypotheses cannot be met", "a certificate of why"});
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

}  // namespace dsc::verify
