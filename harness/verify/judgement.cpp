#include "harness/verify/judgement.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "harness/error.h"
#include "harness/report/markdown.h"

namespace dsc::verify {

using ledger::Record;
using ledger::State;
using report::code;
using report::escaped;
using report::plural;

namespace {

bool stands(const std::optional<Verdict>& verdict) {
  return verdict == Verdict::certified || verdict == Verdict::holds || verdict == Verdict::proved;
}

/// The expected verdict in the words of the headline.
std::string expected_headline(const Expected& expected) {
  return to_string(stands(expected.repaired) && !stands(expected.printed) ? Verdict::repaired
                                                                          : expected.printed);
}

bool verdict_is_right(const Outcome& outcome, const Claim& claim, bool control) {
  if (control) return outcome.verdict(Form::printed) == Verdict::refuted;
  return outcome.verdict(Form::printed) == claim.expected.printed &&
         outcome.verdict(Form::repaired) == claim.expected.repaired.value_or(Verdict::unknown);
}

bool certificates_are_sound(const Judged& judged) {
  const auto& certificates = judged.result.certificates;
  return certificates.size() == judged.result.outcome.evidence().size() &&
         std::all_of(certificates.begin(), certificates.end(),
                     [](const StoredCertificate& one) { return one.accepted(); }) &&
         std::all_of(judged.certificate_faults.begin(), judged.certificate_faults.end(),
                     [](const std::string& fault) { return fault.empty(); });
}

std::string why_incomplete(const Record& record) {
  const std::string end = record.state == State::failed ? "failed" : "timed out";
  return "**" + end + "**" + (record.message.empty() ? "" : ": " + escaped(record.message));
}

std::string verdict_shown(const std::string& verdict) {
  return verdict == to_string(Verdict::unknown) ? "undecided" : verdict;
}

std::string unexpected_verdict(const Judged& check, const Claim& claim) {
  std::string text = fmt::format("as stated **{}**, expected {}", check.verdict(Form::printed),
                                 to_string(claim.expected.printed));
  const std::string repaired = check.verdict(Form::repaired);
  if (claim.expected.repaired || repaired != to_string(Verdict::unknown)) {
    text += fmt::format("; as repaired **{}**, expected {}", verdict_shown(repaired),
                        claim.expected.repaired ? to_string(*claim.expected.repaired) : "nothing");
  }
  return text;
}

/// What a record is silent about or says wrongly, whatever its verdict.
void add_faults(const Judged& judged, const std::string& what, std::vector<std::string>& found) {
  for (const std::string& contradiction : {judged.record.contradiction, judged.result.contradiction}) {
    if (contradiction.empty()) continue;
    found.push_back(
        fmt::format("the record of the {} **contradicts itself**: {}", what, escaped(contradiction)));
  }
  const CertificateCount count = certificates_of(judged);
  if (count.accepted < count.all) {
    found.push_back(fmt::format("{} of {} of the {} **not accepted** by dsc-check",
                                count.all - count.accepted, plural(count.all, "certificate"), what));
  }
  std::set<std::string> named;
  for (std::size_t i = 0; i < judged.certificate_faults.size(); ++i) {
    const std::string& fault = judged.certificate_faults[i];
    const std::string& file = judged.result.certificates[i].file;
    if (fault.empty() || !named.insert(file).second) continue;
    found.push_back(fmt::format("the certificate {} **is {}**", code(file), fault));
  }
}

std::vector<std::string> problems_of_check(const Entry& entry, const std::string& run) {
  if (!entry.check) return {"its check is **missing**: " + run};
  std::vector<std::string> found;
  const Judged& check = *entry.check;
  if (!check.completed()) {
    found.push_back("the check " + why_incomplete(check.record));
  } else if (!verdict_is_right(check.result.outcome, *entry.claim, false)) {
    found.push_back(unexpected_verdict(check, *entry.claim));
  }
  add_faults(check, "check", found);
  return found;
}

/// A theorem and certificates that contradict each other, or a theorem that nobody audited.
std::vector<std::string> problems_of_proofs(const Entry& entry, const std::optional<FormalProofs>& proofs) {
  std::vector<std::string> found;
  const Claim& claim = *entry.claim;
  for (const std::string& theorem : {claim.formal_theorem, claim.formal_repair}) {
    if (!proofs || theorem.empty() || !proofs->changed.empty() || proofs->closed.contains(theorem)) continue;
    found.push_back(fmt::format("the theorem {} is **not among those audited**", code(theorem)));
  }
  if (!entry.check || !entry.check->completed()) return found;
  const Verdict shown = entry.check->result.outcome.verdict(Form::printed);
  const bool against = shown == Verdict::refuted || shown == Verdict::vacuous;
  const bool contradict = entry.formal && (*entry.formal == Verdict::proved ? against : stands(shown));
  const bool repair =
      entry.formal_repair && entry.check->result.outcome.verdict(Form::repaired) == Verdict::refuted;
  if (contradict || repair) {
    found.push_back(fmt::format("theorem and certificates **contradict each other**: {}",
                                code(contradict ? claim.formal_theorem : claim.formal_repair)));
  }
  return found;
}

std::vector<std::string> problems_of_control(const Entry& entry, const std::string& run) {
  if (!entry.control) return {"its control is **missing**, so the check is not passed: " + run};
  std::vector<std::string> found;
  const Judged& control = *entry.control;
  if (!control.completed()) {
    found.push_back("the control is **broken**, it " + why_incomplete(control.record));
  } else if (!verdict_is_right(control.result.outcome, *entry.claim, true)) {
    found.push_back(fmt::format("the control is **broken**: its false variant came out {} instead of refuted",
                                control.verdict(Form::printed)));
  }
  add_faults(control, "control", found);
  return found;
}

}  // namespace

std::string Entry::verdict(Form form) const {
  const std::optional<Verdict>& theorem = form == Form::printed ? formal : formal_repair;
  if (theorem) return to_string(*theorem);
  const std::string found = check ? check->verdict(form) : "";
  return found == to_string(Verdict::unknown) ? "" : found;
}

std::string Judged::verdict(Form form) const {
  return completed() ? to_string(result.outcome.verdict(form)) : "";
}

Judged judge(const Record& record, const Claim& claim, const std::filesystem::path& profile_folder) {
  Judged judged;
  judged.record = record;
  judged.control = is_control(record.cell);
  judged.expected = judged.control ? to_string(Verdict::refuted) : expected_headline(claim.expected);
  if (record.payload.is_null()) return judged;
  judged.result = claim_result_of(record);
  for (const StoredCertificate& certificate : judged.result.certificates) {
    judged.certificate_faults.push_back(fault_of(profile_folder, certificate));
  }
  if (!judged.completed()) return judged;
  const Outcome& outcome = judged.result.outcome;
  judged.found = to_string(judged.control ? outcome.verdict(Form::printed) : outcome.verdict());
  judged.as_expected = !outcome.evidence().empty() && record.contradiction.empty() &&
                       judged.result.contradiction.empty() && certificates_are_sound(judged) &&
                       verdict_is_right(outcome, claim, judged.control);
  return judged;
}

CertificateCount certificates_of(const Judged& judged) {
  CertificateCount count;
  const auto& certificates = judged.result.certificates;
  std::set<std::string> files;
  for (const StoredCertificate& certificate : certificates) {
    if (!files.insert(certificate.file).second) continue;
    ++count.all;
    count.accepted += certificate.accepted() ? 1 : 0;
  }
  const std::size_t items = judged.result.outcome.evidence().size();
  if (items > certificates.size()) count.all += items - certificates.size();
  return count;
}

std::string describe(const Judged& judged) {
  if (judged.record.state == State::failed) return "failed: " + judged.record.message;
  if (judged.record.state == State::timed_out) return "timed out: " + judged.record.message;
  if (judged.as_expected) return judged.found + " as expected";
  if (judged.found != judged.expected) return fmt::format("{}, expected {}", judged.found, judged.expected);
  return judged.found + ", but not in the wording or with the certificates expected";
}

JobResult result_of(const Judged& judged) {
  if (judged.as_expected) return JobResult::good;
  return judged.completed() ? JobResult::bad : JobResult::incomplete;
}

Entries read_entries(const std::filesystem::path& profile_folder, const std::vector<Claim>& claims,
                     const CodeDigests& digests, std::optional<FormalProofs> proofs) {
  Entries entries{.proofs = std::move(proofs)};
  for (const Claim& claim : claims) {
    entries.claims.push_back({.claim = &claim,
                              .formal = formal_verdict(claim, Form::printed, entries.proofs),
                              .formal_repair = formal_verdict(claim, Form::repaired, entries.proofs)});
  }
  for (const Record& record : ledger::read_records(profile_folder, "claims")) {
    const auto entry = std::find_if(entries.claims.begin(), entries.claims.end(), [&](const Entry& one) {
      return record.cell == one.claim->id + "/check" || record.cell == one.claim->id + "/control";
    });
    if (entry == entries.claims.end()) {
      entries.strays.push_back(record.file);
      continue;
    }
    const bool control = is_control(record.cell);
    const std::string file = "claims/" + entry->claim->id + (control ? ".control.json" : ".json");
    if (record.file != file) {
      throw InputError((profile_folder / record.file).string(), "/cell", "the cell that the file's name says",
                       record.cell);
    }
    Judged judged = judge(record, *entry->claim, profile_folder);
    const auto today = digests.find(entry->claim->file);
    judged.older_code = today != digests.end() && record.inputs.at("code") != today->second;
    (control ? entry->control : entry->check) = std::move(judged);
  }
  return entries;
}

Control control_of(const Entry& entry) {
  if (!entry.control) return Control::missing;
  return entry.control->as_expected ? Control::fails_as_it_must : Control::broken;
}

std::vector<Problem> problems(const Entries& entries, const std::string& profile) {
  std::vector<Problem> all;
  for (const Entry& entry : entries.claims) {
    const std::string& id = entry.claim->id;
    const std::string run = code("dsc verify " + id + " --profile " + profile);
    if (!entry.recorded()) {
      all.push_back({id, "**no record**: " + run});
      continue;
    }
    for (std::string& text : problems_of_check(entry, run)) all.push_back({id, std::move(text)});
    for (std::string& text : problems_of_control(entry, run)) all.push_back({id, std::move(text)});
    for (std::string& text : problems_of_proofs(entry, entries.proofs)) all.push_back({id, std::move(text)});
  }
  for (const std::string& file : entries.strays) {
    all.push_back({file, "a record of **no claim** of this program"});
  }
  return all;
}

}  // namespace dsc::verify
