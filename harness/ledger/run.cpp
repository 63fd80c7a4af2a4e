#include "harness/ledger/run.h"

#include <algorithm>
#include <set>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/ledger/spent_time.h"

namespace dsc::ledger {
namespace fs = std::filesystem;
namespace {

/// "<stem>-<first 16 digits of the address>", below .scratch beside the record.
constexpr std::size_t kAddressDigits = 16;

Output output_of(const Work& work, const Planned& planned, const fs::path& scratch, const JobEnd& end) {
  if (end.way == JobEnd::Way::by_itself) {
    try {
      return work.collect(planned.cell, scratch);
    } catch (const std::exception& fault) {
      return {.state = State::failed, .message = one_line(fault.what())};
    }
  }
  if (end.way == JobEnd::Way::timed_out) return {.state = State::timed_out, .message = end.message};
  const std::string complaint = work.complaint ? work.complaint(scratch) : "";
  return {.state = State::failed, .message = complaint.empty() ? end.message : one_line(complaint)};
}

/// Of what a cell's process used; a resumed cell adds up its runs.
Provenance with_cost(Provenance provenance, const Cost& cost, const Spent& before) {
  provenance.started = utc_text(cost.started);
  provenance.seconds = before.seconds + cost.seconds;
  provenance.runs = before.runs + 1;
  provenance.peak_memory_bytes = std::max(before.peak_memory_bytes, cost.peak_memory_bytes);
  return provenance;
}

Job job_of(const Planned& planned, const Work& work, const Site& site) {
  const fs::path scratch = scratch_of(site.profile_folder, planned.cell);
  const Spent before = work.resumes ? spent_in(scratch) : Spent{};
  Job job;
  job.name = planned.cell.name;
  job.time_limit_seconds = work.time_limit_seconds;
  job.asked_first = work.resumes;
  job.work = [&planned, &work, scratch, before](Messenger& parent) {
    if (work.resumes) note_start(scratch, before);
    work.compute(planned.cell, scratch, parent);
  };
  job.finished = [&planned, &work, &site, scratch, before](const JobEnd& end) {
    Output output = output_of(work, planned, scratch, end);
    Record record{.file = planned.cell.file,
                  .cell = planned.cell.name,
                  .address = planned.address(),
                  .state = output.state,
                  .message = std::move(output.message),
                  .inputs = planned.cell.inputs,
                  .payload = std::move(output.payload),
                  .provenance = with_cost(site.provenance, end.cost, before)};
    record.provenance.program.update(output.program);
    write_record(site.profile_folder, record);
    if (record.state == State::completed || !work.resumes) {
      std::error_code ignored;
      fs::remove_all(scratch, ignored);
    } else {
      note_end(scratch,
               {record.provenance.seconds, record.provenance.runs, record.provenance.peak_memory_bytes});
    }
    JobLine line = work.describe(planned.cell, record);
    line.seconds = end.cost.seconds;
    return line;
  };
  if (work.resumes) {
    job.interrupted = [scratch, before](const JobEnd& end) {
      note_end(scratch, {before.seconds + end.cost.seconds, before.runs + 1,
                         std::max(before.peak_memory_bytes, end.cost.peak_memory_bytes)});
    };
  }
  return job;
}

/// Scratch of other addresses can never be resumed, nor that of a cell that is up to date; temporary files of
/// killed writers can never be finished.
void clean(const std::vector<Planned>& plan, const Site& site) {
  std::set<fs::path> folders = {site.profile_folder};
  for (const Planned& planned : plan) {
    using enum Decision;
    if (planned.decision != run && planned.decision != copy && planned.decision != up_to_date) continue;
    const fs::path record = site.profile_folder / planned.cell.file;
    folders.insert(record.parent_path());
    const fs::path current = scratch_of(site.profile_folder, planned.cell);
    const std::string start = record.stem().string() + "-";
    std::error_code error;
    std::vector<fs::path> stale;
    for (const auto& entry : fs::directory_iterator(current.parent_path(), error)) {
      const std::string name = entry.path().filename().string();
      const bool of_this_cell = name.starts_with(start) && name.size() == start.size() + kAddressDigits;
      const bool needed = entry.path() == current && planned.decision != up_to_date;
      if (of_this_cell && !needed) stale.push_back(entry.path());
    }
    for (const fs::path& folder : stale) fs::remove_all(folder, error);
  }
  for (const fs::path& folder : folders) remove_stale_temporaries(folder);
}

/// The record of today's inputs, where there is one that can be read.
std::optional<Record> record_of(const Planned& planned, const fs::path& profile_folder) {
  try {
    auto record = read_record(profile_folder, planned.cell.file);
    if (record && record->address == planned.address()) return record;
  } catch (const InputError&) {
    // No record, for what a run is asked.
  }
  return std::nullopt;
}

void copy(const Planned& from, const Planned& to, const fs::path& profile_folder) {
  auto record = record_of(from, profile_folder);
  if (!record || record->state != State::completed) return;
  record->file = to.cell.file;
  record->cell = to.cell.name;
  record->provenance.copied_from = from.cell.name;
  record->provenance.seconds = 0;  // spent once
  write_record(profile_folder, *record);
}

}  // namespace

fs::path scratch_of(const fs::path& profile_folder, const Cell& cell) {
  const fs::path record = profile_folder / cell.file;
  return record.parent_path() / ".scratch" /
         (record.stem().string() + "-" + address_of(cell.inputs).substr(0, kAddressDigits));
}

std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < ' '; }, ' ');
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text.substr(0, 500);
}

RunResult run(const std::vector<Planned>& plan, const Work& work, const Site& site) {
  clean(plan, site);
  std::vector<Job> jobs;
  for (const Planned* planned : running_order(plan)) jobs.push_back(job_of(*planned, work, site));
  RunResult result;
  result.interrupted = run_jobs(jobs, site.at_once, site.provenance.threads, site.terminal);
  for (const Planned& planned : plan) {
    if (planned.decision == Decision::copy) copy(plan[planned.same_as], planned, site.profile_folder);
  }
  for (const Planned& planned : plan) {
    if (planned.decision == Decision::other_shard) continue;
    result.up_to_date += planned.decision == Decision::up_to_date ? 1 : 0;
    result.cells.push_back({&planned, record_of(planned, site.profile_folder)});
  }
  return result;
}

}  // namespace dsc::ledger
