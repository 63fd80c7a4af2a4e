#include "program/network.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "program/command_line.h"
#include "program/output_file.h"
#include "program/printed_bounds.h"
#include "theorems/coherence/exact_dot.h"
#include "theorems/dictionaries/read_matrix.h"
#include "theorems/networks/describe.h"
#include "theorems/networks/lista_in_doubles.h"
#include "theorems/networks/torch/torch_functions.h"

namespace dsc {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

struct NetworkOptions {
  std::string dictionary, analysis, output, variable, atoms = "columns";
  int iterations = 16;
  Eigen::Index kernel = 2, sparsity = 1;
  double bound = 1, noise = 0;
  int axes = 1;
  bool channels = false, json = false;
};

/// The network's iteration, and what is proven of its run in doubles.
struct Plan {
  ListaInDoubles lista;
  double mu = 0, rate = 0;        ///< rounded up
  std::optional<double> error{};  ///< after the last iteration, in the l1 norm, rounded up; if rate < 1
};

/// The power of two that brings the largest entry into [1/2, 1).
double scale_of(const Eigen::VectorXd& v) {
  int exponent = 0;
  std::frexp(v.cwiseAbs().maxCoeff(), &exponent);
  return std::ldexp(1.0, std::clamp(-exponent, -1000, 1000));
}

/// w / (w.d), without overflow on the way. Throws InputError where w and d are orthogonal as far as doubles
/// can tell, or where no column in doubles has w.d = 1.
Eigen::VectorXd scaled_analysis(Eigen::VectorXd w, Eigen::VectorXd d, const std::string& file,
                                const std::string& place) {
  const Eigen::VectorXd original = d;
  const double scale = scale_of(d);
  w *= scale_of(w), d *= scale;
  const double product = w.dot(d);
  if (!(std::abs(product) > 1e-12 * w.norm() * d.norm()))
    throw InputError(file, place, "one that is not orthogonal to the dictionary's", "one that is");
  w *= scale / product;
  if (!w.allFinite() ||
      abs(exact_dot(DecodedColumn(w), DecodedColumn(original)).rational() - 1) > Rational(1, 1 << 10)) {
    throw InputError(file, place, "a column d for which doubles hold a w with w.d = 1",
                     fmt::format("one of norm {:.3g}", original.stableNorm()));
  }
  return w;
}

Eigen::MatrixXd analysis_of(const Eigen::MatrixXd& d, const NetworkOptions& options) {
  const std::string& file = options.analysis.empty() ? options.dictionary : options.analysis;
  Eigen::MatrixXd w = options.analysis.empty() ? d : read_matrix(options.analysis);
  if (w.rows() != d.rows() || w.cols() != d.cols()) {
    throw InputError(file, "", fmt::format("{} x {} like the dictionary", d.rows(), d.cols()),
                     fmt::format("{} x {}", w.rows(), w.cols()));
  }
  for (Eigen::Index j = 0; j < w.cols(); ++j)
    w.col(j) = scaled_analysis(w.col(j), d.col(j), file, fmt::format("column {}", j + 1));
  return w;
}

Plan plan(const Eigen::MatrixXd& d, const NetworkOptions& options) try {
  const SignalClass signals{options.sparsity, exactly(options.bound), exactly(options.noise)};
  Plan result{.lista = lista_in_doubles(d, analysis_of(d, options), signals, options.iterations)};
  const Schedule& schedule = result.lista.schedule;
  result.mu = nearest_above(result.lista.mu);
  result.rate = nearest_above(schedule.rate);
  if (schedule.rate < 1) result.error = nearest_above(envelope(schedule, options.iterations).back());
  return result;
} catch (const std::overflow_error&) {
  throw InputError(
      options.dictionary, "",
      "a network whose numbers stay finite in doubles, for codes up to --bound and noise up to --noise",
      fmt::format("one that overflows within {} iterations", options.iterations));
}

RealisationOptions realisation(const NetworkOptions& options) {
  const bool channels = options.channels || options.axes == 2;
  return {options.kernel, options.axes, Strides::fitted, channels ? Between::channels : Between::vector};
}

/// Before anything large is built.
void require_modest(const NetworkOptions& options, Eigen::Index m, Eigen::Index d) {
  constexpr Eigen::Index most = Eigen::Index{1} << 28;
  const auto side = static_cast<Eigen::Index>(std::lround(std::sqrt(static_cast<double>(m))));
  if (options.axes == 2 && side * side != m) {
    throw InputError(options.dictionary, "", "a square number of rows for two axes", fmt::format("{}", m));
  }
  constexpr Eigen::Index most_columns = Eigen::Index{1} << 14;  // their products fill a matrix
  if (d > most_columns) {
    throw InputError(options.dictionary, "", fmt::format("at most {} columns", most_columns),
                     fmt::format("{}", d));
  }
  const Eigen::Index weights =
      weight_count(realisation_shape(m, d, options.iterations, realisation(options)), options.axes);
  if (weights > most) {
    throw InputError("--layers", "", fmt::format("a network of at most {} weights", most),
                     fmt::format("one of {}", weights));
  }
}

void write(const NetworkOptions& options, const ConvolutionalNetwork<double>& network,
           const ordered_json& about) {
  const fs::path file = options.output;
  if (file.extension() == ".json") {
    ordered_json whole = about;
    whole["network"] = describe(network);
    write_atomically(file, whole.dump() + "\n");
    return;
  }
  write_atomically(file, torch_functions().script(network, about.dump()));
}

ordered_json about(const NetworkOptions& options, const Plan& plan,
                   const ConvolutionalNetwork<double>& network) {
  const Eigen::Index m = plan.lista.iteration.dictionary.rows(), d = plan.lista.iteration.dictionary.cols();
  return {{"schema", 1},
          {"rows", m},
          {"cols", d},
          {"iterations", options.iterations},
          {"kernel", options.kernel},
          {"axes", options.axes},
          {"state", options.channels || options.axes == 2 ? "channels" : "vector"},
          {"depth", network.layers.size()},
          {"weights", weight_count(network)},
          {"nonzero_weights", nonzero_weight_count(network)},
          {"sparsity", options.sparsity},
          {"bound", options.bound},
          {"noise", options.noise},
          {"mu", plan.mu},
          {"rate", plan.rate},
          {"thresholds", plan.lista.iteration.thresholds},
          {"l1_error", plan.error ? ordered_json(*plan.error) : ordered_json()},
          {"input", {"batch", m}},
          {"output", {"batch", d}}};
}

void print_text(const NetworkOptions& options, const Plan& plan,
                const ConvolutionalNetwork<double>& network) {
  fmt::print("{}: {} x {}\n\n", options.dictionary, plan.lista.iteration.dictionary.rows(),
             plan.lista.iteration.dictionary.cols());
  fmt::print("depth              {} layers of kernel {}, for {} iterations\n", network.layers.size(),
             options.kernel, options.iterations);
  fmt::print("weights            {}, of which {} are not 0\n", weight_count(network),
             nonzero_weight_count(network));
  fmt::print("rate               {:.6g} for {} nonzero{}\n", plan.rate, options.sparsity,
             options.sparsity == 1 ? "" : "s");
  if (plan.error) {
    fmt::print(
        "error              at most {} in the l1 norm, for entries up to {} and noise up to {};\n"
        "                   rounding in doubles is included\n",
        upward(*plan.error), options.bound, options.noise);
  } else {
    fmt::print("error              not bounded: the rate is not below 1\n");
  }
  fmt::print("\nwritten            {}\n", options.output);
}

void run(const NetworkOptions& options) {
  const std::string extension = fs::path(options.output).extension();
  if (extension != ".pt" && extension != ".json") {
    throw InputError("--output", "", "a file that ends in .pt (TorchScript) or .json", options.output);
  }
  require_output_file("--output", options.output);
  if (!(std::isfinite(options.bound) && options.bound > 0))
    throw InputError("--bound", "", "a finite number > 0", fmt::format("{}", options.bound));
  if (!(std::isfinite(options.noise) && options.noise >= 0))
    throw InputError("--noise", "", "a finite number >= 0", fmt::format("{}", options.noise));
  const Eigen::MatrixXd d =
      read_matrix(options.dictionary, Selection{options.variable, options.atoms == "rows"});
  require_modest(options, d.rows(), d.cols());
  const Plan found = plan(d, options);
  const ConvolutionalNetwork<double> network = realise(found.lista.iteration, realisation(options));
  const ordered_json description = about(options, found, network);
  write(options, network, description);
  if (options.json) {
    fmt::print("{}\n", description.dump());
  } else {
    print_text(options, found, network);
  }
}

}  // namespace

void add_network(CLI::App& root, int& status) {
  auto options = std::make_shared<NetworkOptions>();
  CLI::App* command = root.add_subcommand(
      "network", "Write LISTA-CP for your dictionary as a convolutional network (Lemma 5.3)");
  command
      ->add_option("DICTIONARY", options->dictionary,
                   "Columns are atoms: .mtx, .npy, .npz, .mat, .safetensors, .csv")
      ->required();
  command->add_option("--variable", options->variable, "Which array of a .mat, .npz or .safetensors file");
  command
      ->add_option("--atoms", options->atoms, "Atoms are columns, or rows as in scikit-learn's components_")
      ->check(CLI::IsMember({"columns", "rows"}))
      ->capture_default_str();
  command
      ->add_option("--output", options->output,
                   "FILE.pt for TorchScript in double, FILE.json for plain numbers")
      ->required();
  command->add_option("--layers", options->iterations, "Iterations K")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--kernel", options->kernel, "Kernel size s")
      ->check(CLI::Range(2, 1024))
      ->capture_default_str();
  command->add_option("--sparsity", options->sparsity, "Nonzeros of a code")
      ->check(CLI::Range(1, 1 << 20))
      ->capture_default_str();
  command->add_option("--bound", options->bound, "Largest entry of a code")->capture_default_str();
  command
      ->add_option("--noise", options->noise,
                   "Largest l1 norm of the noise (`dsc analyze` takes the Euclidean norm)")
      ->capture_default_str();
  command->add_option("--analysis", options->analysis,
                      "The matrix W, scaled to w_i.d_i = 1; default: w_i = d_i/|d_i|^2");
  command->add_option("--axes", options->axes, "2: the signal is a square image, row by row")
      ->check(CLI::Range(1, 2))
      ->capture_default_str();
  command->add_flag("--channels", options->channels,
                    "Keep the state in channels: fewer layers, more weights that are 0");
  command->add_flag("--json", options->json, "Print one JSON object: depth, weights, thresholds, guarantee");
  command->footer(
      "The thresholds are theta_k = mu E_k + C noise, E_0 = sparsity * bound, E_{k+1} = rate E_k + 2 "
      "sparsity C noise,\n"
      "rate = (2 sparsity - 1) mu, C the largest entry of W, and a little more for rounding: the bound is "
      "proven for the\n"
      "network as it runs in doubles, and more layers do not bring it below rounding. The file maps (batch, "
      "rows) to\n"
      "(batch, columns).\n"
      "Examples:\n  dsc network dictionary.npy --layers 16 --kernel 4 --output coder.pt\n"
      "  python3 -c \"import torch; print(torch.jit.load('coder.pt')(torch.randn(3, 64, "
      "dtype=torch.float64)))\"\n"
      "  dsc network dictionary.mtx --sparsity 2 --noise 0.01 --output coder.json --json");
  command->callback([options, &status] {
    run(*options);
    status = kAsExpected;
  });
}

}  // namespace dsc
