#include "experiments/training/unrolled_record.h"

#include <fmt/format.h>

#include <array>
#include <set>
#include <stdexcept>

#include "experiments/training/stored_field.h"
#include "harness/error.h"

namespace dsc {

using nlohmann::ordered_json;

namespace {

constexpr std::array kNumbers{UnrolledNumber{"rows", &UnrolledSettings::rows, 2, 4096},
                              UnrolledNumber{"columns", &UnrolledSettings::columns, 2, 8192},
                              UnrolledNumber{"depth", &UnrolledSettings::depth, 1, 1000},
                              UnrolledNumber{"steps", &UnrolledSettings::steps, 2, 1'000'000},
                              UnrolledNumber{"batch", &UnrolledSettings::batch, 1, 100'000},
                              UnrolledNumber{"test_signals", &UnrolledSettings::test_signals, 1, 100'000},
                              UnrolledNumber{"seed", &UnrolledSettings::seed, 0, 1'000'000'000}};

}  // namespace

std::span<const UnrolledNumber> unrolled_numbers() { return kNumbers; }

ordered_json to_json(const UnrolledSettings& settings) {
  ordered_json json;
  for (const UnrolledNumber& number : kNumbers) json[number.key] = settings.*number.field;
  json["sparsity"] = settings.sparsity;
  return json;
}

UnrolledSettings unrolled_settings(const ordered_json& parameters, const std::string& where) {
  const StoredField all(parameters, where);
  UnrolledSettings settings;
  std::set<std::string> known{"sparsity"};
  settings.sparsity = all["sparsity"].text();
  for (const auto& [key, field, least, most] : kNumbers) {
    known.insert(key);
    const std::int64_t value = all[key].whole();
    if (value < least || value > most)
      all[key].refuse(fmt::format("an integer from {} to {}", least, most), fmt::format("{}", value));
    settings.*field = value;
  }
  for (const std::string& key : all.keys()) {
    if (!known.contains(key))
      throw InputError(where, "", "fields of unrolled networks only", "\"" + key + "\"");
  }
  if (settings.sparsity != "one" && settings.sparsity != "guaranteed" && settings.sparsity != "tenth")
    all["sparsity"].refuse("one, guaranteed or tenth", settings.sparsity);
  return settings;
}

const std::vector<double>& errors_of(const UnrolledRecord& record, const std::string& method) {
  for (const auto& [name, errors] : record.errors) {
    if (name == method) return errors;
  }
  throw std::out_of_range("no errors of " + method);
}

ordered_json to_json(const UnrolledRecord& r) {
  ordered_json json = {{"mu", r.mu},
                       {"mu_tilde", {{"lower", r.mu_tilde_lower}, {"upper", r.mu_tilde_upper}}},
                       {"guaranteed_by_mu", r.guaranteed_by_mu},
                       {"guaranteed_by_mu_tilde", r.guaranteed_by_mu_tilde},
                       {"nonzeros", r.nonzeros},
                       {"rate", r.rate}};
  for (const auto& [method, penalty] : r.penalties) json["penalties"][method] = penalty;
  for (const auto& [method, errors] : r.errors) json["errors"][method] = errors;
  if (r.bound.empty()) return json;
  json["bound"] = r.bound;
  json["supports_kept"] = r.supports_kept;
  json["largest_share_of_bound"] = r.largest_share_of_bound;
  return json;
}

UnrolledRecord unrolled_record(const ordered_json& json, const std::string& file) {
  const StoredField all(json, file);
  UnrolledRecord r{.mu = all["mu"].number(),
                   .mu_tilde_lower = all["mu_tilde"]["lower"].number(),
                   .mu_tilde_upper = all["mu_tilde"]["upper"].number(),
                   .guaranteed_by_mu = all["guaranteed_by_mu"].whole(),
                   .guaranteed_by_mu_tilde = all["guaranteed_by_mu_tilde"].whole(),
                   .nonzeros = all["nonzeros"].whole(),
                   .rate = all["rate"].number()};
  for (const std::string& method : all["penalties"].keys())
    r.penalties.emplace_back(method, all["penalties"][method].number());
  for (const std::string& method : all["errors"].keys()) {
    const StoredField errors = all["errors"][method];
    r.errors.emplace_back(
        method, r.errors.empty() ? errors.numbers() : errors.column(r.errors.front().second.size()));
    if (r.errors.back().second.empty()) errors.refuse("at least one number", "none");
  }
  if (r.errors.empty()) all["errors"].refuse("errors of at least one method", "none");
  if (!all.has("bound")) return r;
  r.bound = all["bound"].column(r.errors.front().second.size());
  r.supports_kept = all["supports_kept"].number();
  r.largest_share_of_bound = all["largest_share_of_bound"].number();
  return r;
}

}  // namespace dsc
