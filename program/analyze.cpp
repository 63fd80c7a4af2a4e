#include "program/analyze.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <omp.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/process/progress.h"
#include "program/analysis.h"
#include "program/command_line.h"
#include "program/filter_analysis.h"
#include "program/output_file.h"
#include "program/printed_bounds.h"
#include "theorems/certificates/dictionaries.h"
#include "theorems/certificates/generalized.h"
#include "theorems/dictionaries/read_matrix.h"
#include "theorems/dictionaries/variables.h"

namespace dsc {
namespace {

/// What dsc-check reads at most.
constexpr std::uintmax_t largest_certificate = std::uintmax_t{64} << 20;

/// About how long the linear programs take: some 3 m exchanges a column, each a pass over m (d - m) numbers.
double seconds_of_programs(const Eigen::MatrixXd& d) {
  const auto m = static_cast<double>(d.rows()), n = static_cast<double>(d.cols());
  return 3 * m * m * std::max(0.0, n - m) * n / 2.5e9 / omp_get_max_threads();
}

/// Why the linear programs are left out; empty where they are not.
std::string reason_to_leave_out(const AnalyzeOptions& options, const Eigen::MatrixXd& d) {
  constexpr double patience = 600;
  constexpr Eigen::Index most_columns = 6000;  // d^2 integers for the null vectors
  if (options.programs == "no") return "--programs no";
  if (options.programs == "yes") return "";
  if (const double seconds = seconds_of_programs(d); seconds > patience)
    return fmt::format("its linear programs would take about {:.0f} minutes; --programs yes runs them",
                       seconds / 60);
  if (d.cols() > most_columns)
    return fmt::format("more than {} columns take gigabytes; --programs yes tries", most_columns);
  return "";
}

GeneralizedCoherence run_programs(const Eigen::MatrixXd& d) {
  ProgressBar bar(Terminal::of(stderr), 1);
  auto shown = std::chrono::steady_clock::now();
  const auto tick = [&](double share) {
    const auto now = std::chrono::steady_clock::now();
    if (now - shown < std::chrono::milliseconds(200)) return;
    shown = now;
    bar.draw({"linear programs"}, share);
  };
  GeneralizedCoherence found = generalized_coherence(StoredDoubles{d}, {.progress = tick});
  bar.clear();
  return found;
}

/// The bounds grow with the noise.
void require_printable(const Enclosure& bound) {
  if (!std::isfinite(rounded_up(bound)))
    throw InputError("--noise", "", "a noise whose bounds are in the range of doubles", "a larger one");
}

Analysis analysis_of(const Eigen::MatrixXd& d, const AnalyzeOptions& options) {
  Analysis found;
  found.section2 = guarantees(StoredDoubles{d});
  if (found.section2.coherence.squared != 0) {
    for (Eigen::Index k = 1; k <= found.section2.sparsity; ++k)
      found.amplification.push_back(noise_amplification(found.section2.coherence.squared, k));
    if (options.noise && !found.amplification.empty())
      require_printable(found.amplification.back() * Enclosure(exactly(*options.noise)));
  }
  found.left_out = reason_to_leave_out(options, d);
  if (!found.left_out.empty()) return found;
  found.generalized = run_programs(d);
  const std::vector<Rational> shares = largest_shares(*found.generalized);
  found.by_generalized = generalized_sparsity(shares);
  found.by_column_sum = column_sum_sparsity(shares);
  const Eigen::Index sparsity = options.sparsity.value_or(found.by_generalized);
  if (sparsity < 1) return found;
  found.rate = convergence_rate(*found.generalized, sparsity);
  if (found.rate->q >= 1) return found;
  if (options.tolerance)
    found.layers = layers_needed(*found.rate, exactly(options.bound), exactly(*options.tolerance));
  if (options.noise) {
    found.floor = noise_floor(*found.generalized, *found.rate, exactly(*options.noise));
    require_printable(*found.floor);
  }
  return found;
}

/// Of generalized coherence where that was computed, else of mu.
std::string certificate_of(const AnalyzeOptions& options, const Eigen::MatrixXd& d, const Analysis& found) {
  if (!found.generalized && d.cols() < 2) {
    throw InputError(options.matrix, "", "two columns or more for a certificate of coherence", "one");
  }
  std::string text = found.generalized
                         ? certificate::generalized_coherence(StoredDoubles{d}, *found.generalized)
                         : certificate::coherence(StoredDoubles{d}, found.section2.coherence);
  if (text.size() > largest_certificate) {
    throw InputError("--certificate", options.certificate,
                     "a certificate of at most 64 MiB, which dsc-check reads",
                     fmt::format("one of {} MiB for this matrix", text.size() >> 20));
  }
  return text;
}

void check_number(const char* option, double value, bool positive) {
  if (!std::isfinite(value) || value < 0 || (positive && value == 0))
    throw InputError(option, "", positive ? "a finite number > 0" : "a finite number >= 0",
                     fmt::format("{}", value));
}

/// One line an array.
void print_variables(const AnalyzeOptions& options) {
  const std::vector<Variable> all = list_variables(options.matrix);
  if (options.json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Variable& v : all)
      list.push_back(
          {{"name", v.name}, {"type", v.type}, {"shape", v.shape}, {"readable", v.obstacle.empty()}});
    fmt::print("{}\n", list.dump());
    return;
  }
  for (const Variable& v : all) {
    fmt::print("{:<24} {:<8} {}{}\n", v.name, v.type, fmt::join(v.shape, " x "),
               v.obstacle.empty() ? "" : "   not read: " + v.obstacle);
  }
}

void analyze(const AnalyzeOptions& options) {
  if (options.list) return print_variables(options);
  if (options.convolution && options.atoms == "rows")
    throw InputError("--atoms", "", "--axes, which tells where the filters lie", "--convolution with it");
  if (options.convolution) return analyze_filters(options);
  if (!options.axes.empty()) throw InputError("--axes", "", "--convolution with it", "none");
  if (options.noise) check_number("--noise", *options.noise, false);
  if (options.tolerance) check_number("--tolerance", *options.tolerance, true);
  check_number("--bound", options.bound, false);
  if (!options.certificate.empty()) require_output_file("--certificate", options.certificate);
  const Eigen::MatrixXd d = read_matrix(options.matrix, Selection{options.variable, options.atoms == "rows"});
  if (options.sparsity && (*options.sparsity < 1 || *options.sparsity > d.cols())) {
    throw InputError("--sparsity", "", fmt::format("a whole number from 1 to the {} columns", d.cols()),
                     fmt::format("{}", *options.sparsity));
  }
  const Analysis found = analysis_of(d, options);
  if (!options.certificate.empty()) write_atomically(options.certificate, certificate_of(options, d, found));
  if (options.json) {
    fmt::print("{}\n", as_json(found, options).dump());
  } else {
    print_text(found, options);
  }
}

}  // namespace

void add_analyze(CLI::App& root, int& status) {
  auto options = std::make_shared<AnalyzeOptions>();
  CLI::App* command = root.add_subcommand("analyze", "What the theorems guarantee for your dictionary");
  command
      ->add_option("MATRIX", options->matrix,
                   "Columns are atoms: .mtx (Matrix Market), .npy, .npz (NumPy), .mat (MATLAB 5 to 7),\n"
                   ".safetensors, .csv")
      ->required();
  command->add_option("--variable", options->variable, "Which array of a .mat, .npz or .safetensors file");
  command
      ->add_option("--atoms", options->atoms, "Atoms are columns, or rows as in scikit-learn's components_")
      ->check(CLI::IsMember({"columns", "rows"}))
      ->capture_default_str();
  command->add_flag("--list", options->list,
                    "Say what a .mat, .npz or .safetensors file holds, and nothing else");
  command->add_option("--sparsity", options->sparsity, "Ask about this many nonzeros");
  command->add_option(
      "--noise", options->noise,
      "Euclidean norm of the noise (`dsc network` takes the l1 norm); bounds the error of the codes");
  command
      ->add_option("--bound", options->bound, "Largest entry of a code, in codes of the normalised columns")
      ->capture_default_str();
  command->add_option("--tolerance", options->tolerance, "Error wanted; tells how many layers reach it");
  command
      ->add_option(
          "--programs", options->programs,
          "Solve a linear program for each column (mu~ and what follows): yes, no, or auto, which leaves\n"
          "them out where they would take more than about ten minutes")
      ->check(CLI::IsMember({"auto", "yes", "no"}))
      ->capture_default_str();
  command->add_option("--certificate", options->certificate,
                      "Write the proof to this file, for dsc-check: of mu~, or of mu with --programs no");
  command->add_flag("--convolution", options->convolution,
                    "MATRIX holds filters (one to four axes): every shift of them is an atom");
  command->add_option("--axes", options->axes,
                      "With --convolution: what the axes of the file are, in their order, for example\n"
                      "filter,channel,row,column or row,column,filter; filter and row among them");
  command->add_flag("--json", options->json, "One JSON object");
  command->footer(
      "Every entry is taken as the exact number that its double stores. The coherence is exact; mu~ is an\n"
      "enclosure that is proven.\n"
      "Examples:\n  dsc analyze dictionary.npy\n  dsc analyze learned.mat --list\n"
      "  dsc analyze learned.mat --variable D --atoms rows\n"
      "  dsc analyze dictionary.mtx --sparsity 5 --noise 0.01\n"
      "  dsc analyze dictionary.npy --sparsity 2 --bound 1 --tolerance 1e-6\n"
      "  dsc analyze dictionary.csv --json --certificate mu.json && dsc-check mu.json\n"
      "  dsc analyze filters.npy --convolution --axes filter,channel,row,column --certificate stripes.json");
  command->callback([options, &status] {
    analyze(*options);
    status = kAsExpected;
  });
}

}  // namespace dsc
