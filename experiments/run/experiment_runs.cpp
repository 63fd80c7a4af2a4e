#include "experiments/run/experiment_runs.h"

#include <algorithm>

#include "experiments/data/sets.h"
#include "harness/error.h"

namespace dsc {
namespace fs = std::filesystem;
using ledger::Decision;
namespace {

std::string resolved_device(const std::string& asked, const CellProgram& program) {
  if (asked == "cuda" && !program.cuda) {
    throw InputError("--device", "",
                     "a CUDA device that LibTorch " + program.torch + " can use (see dsc doctor)", "none");
  }
  return asked == "auto" ? (program.cuda ? "cuda" : "cpu") : asked;
}

/// Whether a cell reads a network that another trained.
bool inspects(const ledger::Planned& planned) { return planned.cell.inputs.contains("trained"); }

/// Runs the trainings of the plan, or the inspections, and counts them.
void run_part(std::vector<ledger::Planned> plan, bool inspections, const PreparedExperiments& prepared,
              ExperimentCounts& counts) {
  for (ledger::Planned& planned : plan) {
    if (inspects(planned) != inspections) planned.decision = Decision::other_shard;
  }
  const ledger::RunResult result = ledger::run(plan, work_of(prepared.run), prepared.site);
  for (const ledger::RunResult::Cell& cell : result.cells) {
    if (cell.planned->decision == Decision::obstacle) {
      ++counts.without_data;
    } else if (!cell.record) {
      ++counts.missing;
    } else {
      ++(cell.record->state == ledger::State::completed ? counts.completed : counts.failed);
    }
  }
  counts.up_to_date += result.up_to_date;
  counts.interrupted = result.interrupted;
}

}  // namespace

PreparedExperiments prepare_experiments(const ExperimentOptions& options, const ExperimentSite& site,
                                        const std::vector<Experiment>& experiments) {
  const ledger::Profile profile = ledger::find_profile(options.profile, site.profiles);
  const AskedCells asked = cells_of_profile(profile, experiments);
  PreparedExperiments prepared;
  prepared.profile = profile.name;
  prepared.shard = ledger::parse_shard(options.shard);
  const fs::path data = data_folder(options.data);
  prepared.can_run = asked.cells.empty() || !site.cell_program.empty();
  if (asked.cells.empty() || !prepared.can_run) return prepared;

  const CellProgram program = describe_cell_program(site.cell_program);
  const std::string device = resolved_device(options.device, program);
  ledger::Site& where = prepared.site;
  where.profile_folder = fs::path(options.results) / profile.name;
  where.provenance = site.provenance;
  where.provenance.device = device;
  where.provenance.build.libraries["LibTorch"] = program.torch;
  where.provenance.program = {{"version", program.torch}, {"environment", program.environment}};
  const int cores = std::max(1, site.provenance.machine.cores);
  where.at_once = options.jobs > 0 ? options.jobs : device == "cuda" ? 1 : cores;
  where.provenance.threads = threads_of_each(cores, where.at_once);
  prepared.asked = asked.cells;
  prepared.patterns = options.patterns;
  prepared.sources = {
      .code = site.code, .data_folder = data, .profile_folder = where.profile_folder, .device = device};
  prepared.run = {.program = site.cell_program,
                  .profile_folder = where.profile_folder,
                  .data_folder = data,
                  .threads = where.provenance.threads,
                  .time_limit_seconds = asked.time_limit_seconds};
  return prepared;
}

std::vector<ledger::Planned> plan_experiments(const PreparedExperiments& prepared) {
  const auto cells = ledger::select(ledger_cells(prepared.asked, prepared.sources), prepared.patterns);
  return ledger::plan(cells, prepared.shard, prepared.site.profile_folder);
}

ExperimentCounts run_experiments(const PreparedExperiments& prepared,
                                 const std::vector<ledger::Planned>& plan) {
  ExperimentCounts counts;
  run_part(plan, false, prepared, counts);
  if (!counts.interrupted) {
    // Which network an inspection reads is known once the trainings have run.
    run_part(plan_experiments(prepared), true, prepared, counts);
    return counts;
  }
  for (const ledger::Planned& planned : plan) {
    if (inspects(planned) && planned.decision != Decision::other_shard) ++counts.missing;
  }
  return counts;
}

}  // namespace dsc
