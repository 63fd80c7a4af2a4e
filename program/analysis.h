#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "theorems/coherence/column_sums.h"
#include "theorems/coherence/convergence_rate.h"
#include "theorems/coherence/guarantees.h"

namespace dsc {

struct AnalyzeOptions {
  std::string matrix;
  std::optional<Eigen::Index> sparsity;
  std::optional<double> noise, tolerance;
  double bound = 1;
  std::string certificate;
  std::string programs = "auto";
  bool json = false;
  bool convolution = false;  ///< MATRIX holds filters, whose axes `axes` names
  std::string axes;
  std::string variable;           ///< which array of a file of several
  std::string atoms = "columns";  ///< or rows
  bool list = false;              ///< say what the file holds, nothing else
};

/// Everything `dsc analyze` says, computed before any of it is printed.
struct Analysis {
  Guarantees section2;
  std::vector<Enclosure> amplification;             ///< of one layer at k = 1, 2, …
  std::optional<GeneralizedCoherence> generalized;  ///< none where the linear programs were left out
  std::string left_out;                             ///< why, then
  Eigen::Index by_generalized = 0, by_column_sum = 0;
  std::optional<ConvergenceRate> rate;
  std::optional<std::int64_t> layers;
  std::optional<Enclosure> floor;
};

nlohmann::ordered_json as_json(const Analysis& found, const AnalyzeOptions& options);
void print_text(const Analysis& found, const AnalyzeOptions& options);

}  // namespace dsc
