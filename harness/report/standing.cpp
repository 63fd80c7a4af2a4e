#include "harness/report/standing.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "harness/report/markdown.h"

namespace dsc::reporting {
namespace {

std::string why_incomplete(const Record& record) {
  const std::string end = record.state == State::failed ? "failed" : "timed out";
  return "**" + end + "**" + (record.message.empty() ? "" : ": " + escaped(record.message));
}

std::string unexpected_verdict(const Record& check) {
  const ClaimText& claim = check.claim;
  std::string text = fmt::format("as stated **{}**, expected {}",
                                 escaped(about(check.printed, claim.subject)), claim.expected_printed);
  if (claim.expected_repaired) {
    text += fmt::format("; as repaired **{}**, expected {}",
                        check.repaired.empty() ? "undecided" : check.repaired, *claim.expected_repaired);
  }
  return text;
}

void add_certificate_problems(const Record& record, const std::string& what,
                              std::vector<std::string>& found) {
  const CertificateCount count = certificates_of(record);
  if (count.accepted < count.all) {
    found.push_back(fmt::format("{} of {} of the {} **not accepted** by dsc-check",
                                count.all - count.accepted, plural(count.all, "certificate"), what));
  }
  std::set<std::string> named;
  for (const Finding& item : record.findings) {
    if (!item.certificate || item.certificate->fault.empty()) continue;
    if (!named.insert(item.certificate->file).second) continue;
    found.push_back(
        fmt::format("the certificate {} **{}**", code(item.certificate->file), item.certificate->fault));
  }
}

std::vector<std::string> problems_of_check(const Entry& entry, const std::string& run) {
  std::vector<std::string> found;
  if (!entry.check) {
    found.push_back("its check is **missing**: " + run);
    return found;
  }
  const Record& check = *entry.check;
  if (check.state != State::completed) {
    found.push_back("the check " + why_incomplete(check));
  } else if (!as_expected(check)) {
    found.push_back(unexpected_verdict(check));
  }
  add_certificate_problems(check, "check", found);
  return found;
}

std::vector<std::string> problems_of_control(const Entry& entry, const std::string& run) {
  std::vector<std::string> found;
  if (!entry.control) {
    found.push_back("its control is **missing**, so the check is not passed: " + run);
    return found;
  }
  const Record& control = *entry.control;
  if (control.state != State::completed) {
    found.push_back("the control is **broken**, it " + why_incomplete(control));
  } else if (control_of(entry) == Control::broken) {
    found.push_back(fmt::format("the control is **broken**: its false variant came out {} instead of refuted",
                                control.printed));
  }
  add_certificate_problems(control, "control", found);
  return found;
}

}  // namespace

Control control_of(const Entry& entry) {
  if (!entry.control) return Control::missing;
  const Record& control = *entry.control;
  const bool refuted =
      control.state == State::completed && control.printed == "refuted" && control.as_expected;
  return refuted ? Control::fails_as_it_must : Control::broken;
}

bool as_expected(const Record& check) {
  // The record's own word is not enough: the verdicts it holds must agree with it.
  return check.state == State::completed && check.as_expected &&
         check.printed == check.claim.expected_printed &&
         (!check.claim.expected_repaired || check.repaired == *check.claim.expected_repaired);
}

CertificateCount certificates_of(const Record& record) {
  CertificateCount count;
  std::set<std::string> files;
  for (const Finding& item : record.findings) {
    if (item.certificate && !files.insert(item.certificate->file).second) continue;
    ++count.all;
    count.accepted += item.certificate && item.certificate->accepted ? 1 : 0;
  }
  return count;
}

std::vector<ExpectedClaim> without_record(const std::vector<Entry>& entries,
                                          const std::vector<ExpectedClaim>& registered) {
  std::vector<ExpectedClaim> missing;
  for (const ExpectedClaim& claim : registered) {
    const auto same = [&](const Entry& entry) { return entry.claim.id == claim.id; };
    if (std::none_of(entries.begin(), entries.end(), same)) missing.push_back(claim);
  }
  return missing;
}

std::vector<Problem> problems(const std::vector<Entry>& entries, const std::vector<ExpectedClaim>& registered,
                              const std::string& profile) {
  const auto run = [&](const std::string& id) { return code("dsc verify " + id + " --profile " + profile); };
  std::vector<Problem> all;
  for (const Entry& entry : entries) {
    const std::string& id = entry.claim.id;
    for (std::string& text : problems_of_check(entry, run(id))) all.push_back({id, std::move(text)});
    for (std::string& text : problems_of_control(entry, run(id))) all.push_back({id, std::move(text)});
  }
  for (const ExpectedClaim& claim : without_record(entries, registered)) {
    all.push_back({claim.id, "**no record**: " + run(claim.id)});
  }
  return all;
}

}  // namespace dsc::reporting
