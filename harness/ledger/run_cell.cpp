#include "harness/ledger/run_cell.h"

#include <fmt/format.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <exception>

#include "harness/ledger/checker.h"
#include "harness/files/atomic_file.h"

namespace dsc {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

std::int64_t peak_memory_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::int64_t>(usage.ru_maxrss) * 1024;
}

/// A text of one line and bounded length, whatever a library threw.
std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < ' '; }, ' ');
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text.substr(0, 500);
}

Findings failure(const std::string& message) {
  Findings findings;
  findings.state = State::failed;
  findings.message = one_line(message);
  return findings;
}

Findings compute(const PlannedCell& planned, const Progress& progress) {
  const Claim& claim = *planned.cell.claim;
  const auto& work = planned.cell.control ? claim.control : claim.check;
  if (!work) return failure("the claim has no " + planned.cell.part());
  Findings findings;
  try {
    findings.outcome = work(planned.inputs.effort, progress);
  } catch (const std::exception& error) {
    return failure(error.what());
  }
  // A control stands on what it violates; that the rest of its false statement holds proves nothing.
  if (planned.cell.control) findings.outcome.keep_violations();
  const auto& evidence = findings.outcome.evidence();
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (evidence[i].certificate.empty()) return failure(fmt::format("evidence {} has no certificate", i + 1));
  }
  return findings;
}

/// Asks the checker once for each file, not once for each item of evidence that shares it. Evidence that says
/// more than its certificate proves is the claim's error.
void check_certificates(const Workplace& workplace, Findings& findings) {
  std::vector<std::string> names;
  names.reserve(findings.certificates.size());
  for (const StoredCertificate& certificate : findings.certificates) names.push_back(certificate.file);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::vector<std::filesystem::path> files;
  for (const std::string& name : names) files.push_back(workplace.setting.folder.root / name);
  const CheckReport report = run_checker(workplace.checker, files);
  std::string fault;
  for (std::size_t i = 0; i < findings.certificates.size(); ++i) {
    StoredCertificate& certificate = findings.certificates[i];
    const auto at = std::lower_bound(names.begin(), names.end(), certificate.file) - names.begin();
    const std::optional<Proven> proven = report.proven.at(static_cast<std::size_t>(at));
    certificate.accepted = proven.has_value();
    if (!fault.empty()) continue;
    const Evidence& item = findings.outcome.evidence().at(i);
    if (!proven) {
      fault = "dsc-check does not accept every certificate: " + report.complaint;
    } else if (!bears(*proven, item)) {
      fault = fmt::format("evidence {} ({}{}) says more than its certificate proves: {}", i + 1,
                          to_string(item.scope), item.violated ? ", violated" : "", certificate.file);
    }
  }
  if (fault.empty()) return;
  findings.state = State::failed;
  findings.message = one_line(fault);
}

/// A folder of temporary files that goes with it.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "dsc-check-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot create " + pattern);
    path_ = pattern;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Every falsehood is rejected, and its neighbour accepted: empty, or which is not.
std::string falsehoods_told_apart(const Workplace& workplace, const Outcome& outcome) {
  const auto& falsehoods = outcome.falsehoods();
  if (falsehoods.empty()) return "";
  const ScratchFolder scratch;
  std::vector<std::filesystem::path> files;
  for (std::size_t i = 0; i < falsehoods.size(); ++i) {
    for (const auto* text : {&falsehoods[i].certificate, &falsehoods[i].neighbour}) {
      files.push_back(scratch.path() / fmt::format("{:06}.json", files.size()));
      write_atomically(files.back(), *text);
    }
  }
  const CheckReport report = run_checker(workplace.checker, files);
  for (std::size_t i = 0; i < falsehoods.size(); ++i) {
    const std::string what = falsehoods[i].instance + ": " + falsehoods[i].statement;
    if (report.proven.at(2 * i)) return "dsc-check accepts a false certificate: " + what;
    if (!report.proven.at(2 * i + 1)) return "dsc-check rejects the true neighbour of: " + what;
  }
  return "";
}

void store_evidence(const PlannedCell& planned, const Workplace& workplace, Findings& findings, Cost& cost) {
  std::vector<std::string> texts;
  for (const Evidence& item : findings.outcome.evidence()) texts.push_back(item.certificate);
  findings.certificates = store_certificates(workplace.setting.folder, planned.cell, texts);
  const Clock::time_point start = Clock::now();
  check_certificates(workplace, findings);
  if (const std::string fault = falsehoods_told_apart(workplace, findings.outcome);
      !fault.empty() && findings.state == State::completed) {
    findings.state = State::failed;
    findings.message = one_line(fault);
  }
  cost.check_seconds = seconds_since(start);
}

void store(const PlannedCell& planned, const Workplace& workplace, const Findings& findings,
           const Cost& cost) {
  const auto record = record_of(planned.cell, planned.inputs, findings, workplace.provenance, cost);
  store_record(workplace.setting.folder, planned.cell, findings, record);
}

}  // namespace

void run_cell(const PlannedCell& planned, const Workplace& workplace, const Progress& progress,
              const std::function<void()>& storing) {
  Cost cost;
  const Clock::time_point start = Clock::now();
  Findings findings = compute(planned, progress);
  storing();
  try {
    if (findings.state == State::completed) store_evidence(planned, workplace, findings, cost);
    cost.seconds = seconds_since(start);
    cost.peak_memory_bytes = peak_memory_bytes();
    store(planned, workplace, findings, cost);
  } catch (const std::exception& error) {
    record_loss(planned, workplace, State::failed, one_line(error.what()), cost);
  }
}

void record_loss(const PlannedCell& planned, const Workplace& workplace, State state,
                 const std::string& message, const Cost& cost) {
  Findings findings;
  findings.state = state;
  findings.message = message;
  store(planned, workplace, findings, cost);
}

}  // namespace dsc
