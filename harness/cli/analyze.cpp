#include "harness/cli/analyze.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "harness/cli/command_line.h"
#include "harness/error.h"
#include "harness/store/atomic_file.h"
#include "theorems/certificates/write.h"
#include "theorems/coherence/guarantees.h"
#include "theorems/dictionaries/read_matrix.h"

namespace dsc {
namespace {

struct AnalyzeOptions {
  std::string matrix;
  std::optional<Eigen::Index> sparsity;
  std::optional<double> noise;
  std::string certificate;
  bool json = false;
};

/// The least double that is certainly no smaller: bounds are rounded up.
double rounded_up(const Enclosure& value) {
  const Rational upper = value.upper().rational();
  const double near = nearest(upper);
  return exactly(near) < upper ? std::nextafter(near, std::numeric_limits<double>::infinity()) : near;
}

/// What dsc-check reads at most.
constexpr std::uintmax_t largest_certificate = std::uintmax_t{64} << 20;

/// Six significant digits, rounded up: what is printed is a bound too.
std::string upward(const Enclosure& value) {
  const double shown = rounded_up(value);
  std::string text = fmt::format("{:.6g}", shown);
  for (double raised = shown; std::strtod(text.c_str(), nullptr) < shown;) {
    raised *= 1 + 1e-6;
    text = fmt::format("{:.6g}", raised);
  }
  return text;
}

/// The square root as a double: for reading, where the square itself may leave the range of doubles.
double root(const Rational& square) { return nearest(sqrt(Enclosure(square)).upper().rational()); }

nlohmann::ordered_json as_json(const Guarantees& found, const AnalyzeOptions& options) {
  nlohmann::ordered_json amplification = nlohmann::ordered_json::array();
  for (Eigen::Index k = 1; k <= found.sparsity && found.coherence.squared != 0; ++k) {
    amplification.push_back(
        {{"sparsity", k}, {"upper", rounded_up(noise_amplification(found.coherence.squared, k))}});
  }
  return {{"schema", 1},
          {"rows", found.rows},
          {"cols", found.atoms},
          {"mu_squared",
           {{"exact", to_text(found.coherence.squared)}, {"value", nearest(found.coherence.squared)}}},
          {"mu_tilde", nullptr},
          {"c_w", nullptr},
          {"columns", nullptr},
          {"sparsity", {{"mu", found.sparsity}, {"mu_tilde", nullptr}, {"column_sum", nullptr}}},
          {"rate", nullptr},
          {"basis_pursuit_sparsity", found.basis_pursuit_sparsity},
          {"noise_amplification", std::move(amplification)},
          {"certificate", options.certificate.empty() ? nlohmann::ordered_json()
                                                      : nlohmann::ordered_json(options.certificate)}};
}

/// A long exact rational would fill the screen.
std::string short_exact(const Rational& value) {
  const std::string text = to_text(value);
  return text.size() <= 40 ? "mu^2 = " + text + " exactly" : "exact with --json";
}

void print_norms(const Guarantees& found) {
  const double least = root(found.least_norm_squared), greatest = root(found.greatest_norm_squared);
  if (found.least_norm_squared == found.greatest_norm_squared) {
    fmt::print("columns            {}, all of norm {:.6g}\n", found.atoms, least);
  } else {
    fmt::print("columns            {}, of norm {:.6g} to {:.6g} (ratio 1 + {:.2g})\n", found.atoms, least,
               greatest, greatest / least - 1);
  }
}

void print_amplification(const Guarantees& found, const AnalyzeOptions& options) {
  fmt::print("\nNoise amplification of one layer, in codes of the normalised columns (Theorem 2.3)\n");
  fmt::print("  nonzeros   |error| <= factor * |noise|{}\n",
             options.noise ? fmt::format("   for |noise| = {:g}", *options.noise) : "");
  constexpr Eigen::Index most = 12;
  for (Eigen::Index k = 1; k <= std::min(found.sparsity, most); ++k) {
    const Enclosure factor = noise_amplification(found.coherence.squared, k);
    fmt::print("  {:8}   {:>12}", k, upward(factor));
    if (options.noise)
      fmt::print("                   {:>12}", upward(factor * Enclosure(exactly(*options.noise))));
    fmt::print("\n");
  }
  if (found.sparsity > most) fmt::print("  (and {} more: --json lists all)\n", found.sparsity - most);
}

std::string nonzeros(Eigen::Index count) { return fmt::format("{} nonzero{}", count, count == 1 ? "" : "s"); }

void print_sparsity(const Guarantees& found) {
  fmt::print("unique codes       up to {} (Theorem 2.1)\n", nonzeros(found.sparsity));
  if (found.sparsity == 0) {
    fmt::print("                   two columns are parallel: even one nonzero is ambiguous\n");
    return;
  }
  fmt::print("basis pursuit      finds codes of up to {} (Theorem 2.2)\n",
             nonzeros(found.basis_pursuit_sparsity));
  if (found.basis_pursuit_sparsity < found.sparsity) {
    fmt::print("                   unequal norms cost it {}: normalise the columns\n",
               nonzeros(found.sparsity - found.basis_pursuit_sparsity));
  }
}

void print_asked_sparsity(const Guarantees& found, Eigen::Index asked) {
  if (asked > found.sparsity) {
    fmt::print("asked              {}: not guaranteed by mu, which would have to be below 1/{}\n",
               nonzeros(asked), 2 * asked - 1);
  } else if (asked > found.basis_pursuit_sparsity) {
    fmt::print("asked              {}: unique, but not guaranteed to be what basis pursuit finds\n",
               nonzeros(asked));
  } else {
    fmt::print("asked              {}: unique, and what basis pursuit finds\n", nonzeros(asked));
  }
}

void print_text(const Guarantees& found, const AnalyzeOptions& options) {
  fmt::print("{}: {} x {}\n\n", options.matrix, found.rows, found.atoms);
  print_norms(found);
  const double mu = std::sqrt(nearest(found.coherence.squared));
  fmt::print("mutual coherence   mu = {:.10g}, {}\n", mu, short_exact(found.coherence.squared));
  if (found.atoms > 1) {
    fmt::print("                   attained by columns {} and {}\n", found.coherence.pair.first + 1,
               found.coherence.pair.second + 1);
  }
  print_sparsity(found);
  if (options.sparsity) print_asked_sparsity(found, *options.sparsity);
  if (found.coherence.squared != 0 && found.sparsity > 0) print_amplification(found, options);
  if (!options.certificate.empty()) {
    fmt::print("\ncertificate        {}, check it with: dsc-check {}\n", options.certificate,
               options.certificate);
  }
}

void write_certificate(const AnalyzeOptions& options, const Eigen::MatrixXd& d, const Guarantees& found) {
  namespace fs = std::filesystem;
  const fs::file_status target = fs::symlink_status(options.certificate);
  if (fs::exists(target) && !fs::is_regular_file(target)) {
    throw InputError("--certificate", options.certificate, "a regular file or none yet", "something else");
  }
  if (found.atoms < 2) {
    throw InputError(options.matrix, "", "two columns or more for a certificate of coherence", "one");
  }
  const std::string text = certificate::coherence(StoredDoubles{d}, found.coherence);
  if (text.size() > largest_certificate) {
    throw InputError("--certificate", options.certificate,
                     "a certificate of at most 64 MiB, which dsc-check reads",
                     fmt::format("one of {} MiB for this matrix", text.size() >> 20));
  }
  write_atomically(options.certificate, text);
}

void analyze(const AnalyzeOptions& options) {
  if (options.noise && !(std::isfinite(*options.noise) && *options.noise >= 0)) {
    throw InputError("--noise", "", "a finite number >= 0", fmt::format("{}", *options.noise));
  }
  const Eigen::MatrixXd d = read_matrix(options.matrix);
  if (options.sparsity && *options.sparsity > d.cols()) {
    throw InputError("--sparsity", "", fmt::format("at most the {} columns", d.cols()),
                     fmt::format("{}", *options.sparsity));
  }
  const Guarantees found = guarantees(StoredDoubles{d});
  if (!options.certificate.empty()) write_certificate(options, d, found);
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
      ->add_option("MATRIX", options->matrix, "Columns are atoms: .mtx (Matrix Market), .npy (NumPy), .csv")
      ->required();
  command->add_option("--sparsity", options->sparsity, "Ask about this many nonzeros")
      ->check(CLI::PositiveNumber);
  command->add_option("--noise", options->noise, "Norm of the noise; bounds the error of the codes");
  command->add_option("--certificate", options->certificate,
                      "Write the proof of mu to this file, for dsc-check");
  command->add_flag("--json", options->json, "One JSON object");
  command->footer(
      "Every entry is taken as the exact number that its double stores. The coherence is exact.\n"
      "Examples:\n  dsc analyze dictionary.npy\n  dsc analyze dictionary.mtx --sparsity 5 --noise 0.01\n"
      "  dsc analyze dictionary.csv --json --certificate mu.json && dsc-check mu.json");
  command->callback([options, &status] {
    analyze(*options);
    status = kAsExpected;
  });
}

}  // namespace dsc
