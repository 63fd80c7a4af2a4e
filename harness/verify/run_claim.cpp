#include "harness/verify/run_claim.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <map>
#include <set>
#include <stdexcept>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/verify/checker.h"
#include "harness/verify/judgement.h"
#include "harness/verify/proven.h"

namespace dsc::verify {
namespace fs = std::filesystem;
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kOutput = "output.json";

/// What ends a cell: its message is one of the record.
class CellFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

Outcome compute(const Claim& claim, bool control, const Effort& effort, const Progress& progress) {
  const auto& check = control ? claim.control : claim.check;
  if (!check) throw CellFailure(std::string("the claim has no ") + (control ? "control" : "check"));
  Outcome outcome = check(effort, progress);
  // A control stands on what it violates; that the rest of its false statement holds proves nothing.
  if (control) outcome.keep_violations();
  for (std::size_t i = 0; i < outcome.evidence().size(); ++i) {
    if (outcome.evidence()[i].certificate.empty()) {
      throw CellFailure(fmt::format("evidence {} has no certificate", i + 1));
    }
  }
  return outcome;
}

/// The row that the checker is asked about, "T2.2/repaired"; none for a control, whose statement is no row's,
/// and for a claim that the checker has no contract for.
std::string row_of(const ledger::Cell& cell, Form form, const std::set<std::string>& contracts) {
  const std::string row = cell.row + (form == Form::repaired ? "/repaired" : "");
  return is_control(cell.name) || !contracts.contains(row) ? "" : row;
}

/// Asks the checker once for each file and row, not once for each item of evidence that shares them. Returns
/// why the evidence does not stand, or nothing.
std::string check_certificates(const ClaimWork& work, const ledger::Cell& cell, ClaimResult& result) {
  const std::set<std::string> contracts = rows_with_contract(work.checker);
  std::map<std::string, std::map<std::string, Said>> by_row;
  const auto row_at = [&](std::size_t i) {
    return row_of(cell, result.outcome.evidence().at(i).form, contracts);
  };
  for (std::size_t i = 0; i < result.certificates.size(); ++i) by_row[row_at(i)][result.certificates[i].file];
  std::string complaint;
  for (auto& [row, said] : by_row) {
    std::vector<fs::path> files;
    for (const auto& [name, nothing_yet] : said) files.push_back(work.profile_folder / name);
    const CheckReport report = run_checker(work.checker, files, row);
    auto answer = report.said.begin();
    for (auto& [name, word] : said) word = *answer++;
    if (complaint.empty()) complaint = report.complaint;
  }
  std::string fault;
  for (std::size_t i = 0; i < result.certificates.size(); ++i) {
    StoredCertificate& certificate = result.certificates[i];
    const Said& said = by_row[row_at(i)][certificate.file];
    certificate.proves = said.proves;
    certificate.bears = said.bears;
    if (!fault.empty()) continue;
    const Evidence& item = result.outcome.evidence().at(i);
    if (!certificate.accepted()) {
      fault = "dsc-check does not accept every certificate: " + complaint;
    } else if (!supports(*read_proven(certificate.proves), certificate.bears, item)) {
      fault = fmt::format("evidence {} ({}{}) says more than its certificate proves: {}", i + 1,
                          to_string(item.scope), item.violated ? ", violated" : "", certificate.file);
    }
  }
  return fault;
}

/// Every false certificate of a control is rejected, and its true neighbour accepted: empty, or which is not.
std::string check_falsehoods(const ClaimWork& work, const Outcome& outcome, const fs::path& scratch) {
  const auto& falsehoods = outcome.falsehoods();
  if (falsehoods.empty()) return "";
  std::vector<fs::path> files;
  for (std::size_t i = 0; i < falsehoods.size(); ++i) {
    for (const auto* text : {&falsehoods[i].certificate, &falsehoods[i].neighbour}) {
      files.push_back(scratch / fmt::format("falsehood-{:06}.json", files.size()));
      write_atomically(files.back(), *text, Sync::later);
    }
  }
  const CheckReport report = run_checker(work.checker, files);
  for (std::size_t i = 0; i < falsehoods.size(); ++i) {
    const std::string what = falsehoods[i].instance + ": " + falsehoods[i].statement;
    if (!report.said.at(2 * i).proves.empty()) return "dsc-check accepts a false certificate: " + what;
    if (report.said.at(2 * i + 1).proves.empty()) return "dsc-check rejects the true neighbour of: " + what;
  }
  return "";
}

/// Stores the certificates and has them checked; returns why the result does not stand, or nothing.
std::string store_and_check(const ClaimWork& work, const ledger::Cell& cell, const fs::path& scratch,
                            ClaimResult& result) {
  std::vector<std::string> texts;
  for (const Evidence& item : result.outcome.evidence()) texts.push_back(item.certificate);
  result.certificates =
      store_certificates(work.profile_folder, cell.name, work.profile_folder / cell.file, texts);
  const Clock::time_point start = Clock::now();
  std::string fault = check_certificates(work, cell, result);
  if (fault.empty()) fault = check_falsehoods(work, result.outcome, scratch);
  result.checker = work.checker_program;
  result.check_seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return fault;
}

/// In the child.
void compute_cell(const ClaimWork& work, const ledger::Cell& cell, const fs::path& scratch,
                  Messenger& parent) {
  const Claim* const claim = find_claim(*work.claims, cell.row);
  if (claim == nullptr) throw std::logic_error("no claim " + cell.row);
  nlohmann::ordered_json payload;
  std::string fault;
  bool storing = false;
  try {
    ClaimResult result;
    result.outcome =
        compute(*claim, is_control(cell.name), work.effort, [&](double share) { parent.progress(share); });
    parent.storing();
    storing = true;
    fault = store_and_check(work, cell, scratch, result);
    payload = to_json(result);
  } catch (const std::exception& error) {
    fault = error.what();
  }
  if (!storing) parent.storing();
  const nlohmann::ordered_json output = {{"fault", ledger::one_line(fault)}, {"payload", payload}};
  write_atomically(scratch / kOutput,
                   output.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

ledger::Output collect(const fs::path& scratch) {
  std::error_code error;
  if (!fs::exists(scratch / kOutput, error)) throw CellFailure("its process left no record");
  const Field field = Field::json(scratch / kOutput, std::uintmax_t{256} << 20);
  const std::string fault = field["fault"].text();
  return {.state = fault.empty() ? ledger::State::completed : ledger::State::failed,
          .message = fault,
          .payload = field["payload"].value()};
}

}  // namespace

ledger::Work work_of(const ClaimWork& claims) {
  ledger::Work work;
  work.time_limit_seconds = claims.time_limit_seconds;
  work.compute = [claims](const ledger::Cell& cell, const fs::path& scratch, Messenger& parent) {
    compute_cell(claims, cell, scratch, parent);
  };
  work.collect = [](const ledger::Cell&, const fs::path& scratch) { return collect(scratch); };
  work.describe = [claims](const ledger::Cell& cell, const ledger::Record& record) {
    const Judged judged = judge(record, *find_claim(*claims.claims, cell.row), claims.profile_folder);
    prune_certificates(claims.profile_folder, cell.name, judged.result.certificates);
    const std::size_t count = certificates_of(judged).all;
    return JobLine{.name = cell.name,
                   .text = describe(judged),
                   .detail = fmt::format("{} certificate{}", count, count == 1 ? "" : "s"),
                   .result = result_of(judged)};
  };
  return work;
}

std::string audit(const ledger::Record& record, const fs::path& profile_folder) {
  try {
    const ClaimResult result = claim_result_of(record);
    if (!result.contradiction.empty()) return "previous record contradicts itself: " + result.contradiction;
    if (result.certificates.size() != result.outcome.evidence().size()) return "certificate missing";
    for (const StoredCertificate& certificate : result.certificates) {
      const std::string fault = fault_of(profile_folder, certificate);
      if (!fault.empty()) return fmt::format("certificate {}: {}", fault, certificate.file);
    }
  } catch (const InputError&) {
    return "previous record unreadable";
  }
  return "";
}

}  // namespace dsc::verify
