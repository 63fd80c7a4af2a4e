#include "harness/ledger/run_plan.h"

#include <algorithm>

#include "harness/process/scheduler.h"
#include "harness/files/atomic_file.h"

namespace dsc {
namespace {

namespace fs = std::filesystem;

Job job_of(const PlannedCell& planned, const Workplace& workplace) {
  Job job;
  job.name = planned.cell.name();
  job.time_limit_seconds = workplace.setting.profile.time_limit_seconds;
  job.work = [&planned, &workplace](Messenger& parent) {
    run_cell(
        planned, workplace, [&](double share) { parent.progress(share); }, [&] { parent.storing(); });
  };
  job.settle = [&planned, &workplace](const JobEnd& end) {
    CellReport report = report_on(planned, workplace.setting.folder);
    if (!end.orderly || report.state == "missing") {
      record_loss(planned, workplace, end.loss, end.orderly ? "its process left no record" : end.message,
                  end.cost);
      report = report_on(planned, workplace.setting.folder);
    }
    return line_of(report);
  };
  return job;
}

/// Temporary files that a killed run left anywhere in the profile's folder.
void clean(const ProfileFolder& folder) {
  remove_stale_temporaries(folder.root);
  remove_stale_temporaries(folder.claims());
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder.root / "certificates", error)) {
    remove_stale_temporaries(entry.path());
  }
}

}  // namespace

RunResult run_plan(const std::vector<PlannedCell>& plan, Workplace workplace, int jobs,
                   const Screen& screen) {
  RunResult result;
  workplace.provenance.threads = threads_of_each(workplace.provenance.cores, jobs);
  clean(workplace.setting.folder);
  std::vector<Job> runs;
  for (const PlannedCell& planned : plan) {
    if (planned.decision == Decision::run) runs.push_back(job_of(planned, workplace));
  }
  result.interrupted = run_jobs(runs, jobs, workplace.provenance.threads, screen);
  write_ignore_list(workplace.setting.folder);
  for (const PlannedCell& planned : plan) {
    if (planned.decision == Decision::other_shard) continue;
    if (planned.decision == Decision::up_to_date) ++result.up_to_date;
    result.reports.push_back(report_on(planned, workplace.setting.folder));
  }
  return result;
}

}  // namespace dsc
