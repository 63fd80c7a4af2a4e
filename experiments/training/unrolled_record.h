#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace dsc {

/// What the work "unroll" depends on.
struct UnrolledSettings {
  std::int64_t rows = 0, columns = 0;  ///< of the dictionary
  std::string sparsity{};              ///< "one", "guaranteed" or "tenth" of the columns
  std::int64_t depth = 0;
  std::int64_t steps = 0;  ///< of training at each depth
  std::int64_t batch = 0;  ///< signals a step
  std::int64_t test_signals = 0;
  std::int64_t seed = 1;  ///< of the dictionary and all signals
  bool operator==(const UnrolledSettings&) const = default;
};

/// A whole number of them and what it may be.
struct UnrolledNumber {
  const char* key;
  std::int64_t UnrolledSettings::*field;
  std::int64_t least, most;
};
std::span<const UnrolledNumber> unrolled_numbers();

nlohmann::ordered_json to_json(const UnrolledSettings& settings);
/// The inverse. Throws InputError where a field is missing, unknown, of another type or out of its range.
UnrolledSettings unrolled_settings(const nlohmann::ordered_json& parameters, const std::string& where);

/// What became of one dictionary and its signals.
struct UnrolledRecord {
  double mu = 0, mu_tilde_lower = 0, mu_tilde_upper = 0;
  std::int64_t guaranteed_by_mu = 0, guaranteed_by_mu_tilde = 0;  ///< nonzeros
  std::int64_t nonzeros = 0;
  double rate = 0;  ///< q = (2s - 1) mu~; the theory speaks where it is below 1
  std::vector<std::pair<std::string, double>> penalties{};  ///< of ISTA and FISTA, chosen on other signals
  /// For each method the error in dB at depth 0, 1, …
  std::vector<std::pair<std::string, std::vector<double>>> errors{};
  std::vector<double> bound{};        ///< of the theory in dB, likewise; empty where rate >= 1, as are these:
  double supports_kept = 0;           ///< share of iterates with no entry off the true support
  double largest_share_of_bound = 0;  ///< of |x^(k) - x*|_1
};

/// Throws std::out_of_range where there is no such method.
const std::vector<double>& errors_of(const UnrolledRecord& record, const std::string& method);

nlohmann::ordered_json to_json(const UnrolledRecord& record);
/// The inverse. Throws InputError where a field is missing or of another type, or errors and bound are not of
/// one length; `file` begins the message.
UnrolledRecord unrolled_record(const nlohmann::ordered_json& json, const std::string& file);

}  // namespace dsc
