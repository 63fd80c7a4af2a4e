#include "oracle.h"

#include <map>
#include <regex>
#include <set>

namespace dsc::oracle {
namespace {

using boost::multiprecision::cpp_int;

struct Kind {
  std::set<std::string> keys;
  bool (*truth)(const Json&);
};

const std::map<std::string, Kind> kinds = {
    {"coherence", {{"matrix", "mu_squared", "pair"}, coherence}},
    {"generalized_coherence",
     {{"matrix", "witnesses", "null_vectors", "basis", "lower", "upper", "analysis", "mu_w", "c_w"},
      generalized_coherence}},
    {"null_space_property", {{"matrix", "witnesses", "sparsity", "property"}, null_space_property}},
    {"shift_coherence", {{"channels", "extent", "filters", "mu_squared", "pair", "lag"}, shift_coherence}},
    {"striped_recovery", {{"channels", "extent", "filters", "sparsity", "witnesses"}, striped_recovery}},
    {"independence", {{"matrix", "columns", "method"}, independence}},
    {"two_solutions", {{"layers", "sparsity", "signal", "codes", "hypothesis"}, two_solutions}},
    {"solutions", {{"layers", "sparsity", "signal", "code"}, solutions}},
    {"known_support", {{"layers", "code", "supports", "rank", "signal_rank", "conclusion"}, known_support}},
    {"stacked_stability",
     {{"layers", "code", "perturbed", "stack", "norms", "conclusion"}, stacked_stability}},
    {"l1_unique", {{"matrix", "signs", "dual"}, l1_unique}},
    {"l1_recovery", {{"matrix", "sparsity", "duals"}, l1_recovery}},
    {"l1_counterexample", {{"matrix", "code", "rival", "hypothesis", "columns"}, l1_counterexample}},
    {"stability",
     {{"layers", "sparsity", "code", "perturbed", "perturbed_signal", "noise_squared", "error_squared",
       "form", "scale", "conclusion"},
      stability}},
    {"stability_envelope", {{"layers", "sparsity", "gains"}, stability_envelope}},
    {"stability_identity", {{"depth"}, stability_identity}},
    {"network",
     {{"matrix", "analysis", "thresholds", "axes", "layers", "read_out", "depth", "weights"}, network}},
    {"network_failure",
     {{"matrix", "analysis", "thresholds", "axes", "layers", "read_out", "signal"}, network_failure}},
    {"negative_iterate", {{"matrix", "analysis", "thresholds", "signal", "entry"}, negative_iterate}},
    {"attention",
     {{"matrix", "analysis", "code", "sharpness", "channels", "layers", "conclusion"}, attention}},
    {"lista_envelope", {{"layers", "analyses", "signals", "schedules", "steps", "errors"}, lista_envelope}},
    {"lista_loss", {{"layers", "analyses", "signals", "schedules", "steps", "gamma", "losses"}, lista_loss}},
    {"lista_run",
     {{"layers", "analyses", "signals", "schedules", "steps", "activation", "code", "noise", "hypothesis",
       "iterates", "step_error", "conclusion", "value", "gamma"},
      lista_run}},
    {"lista_unbounded",
     {{"layers", "analyses", "signals", "schedules", "steps", "code", "noise", "iterates", "step_error",
       "direction"},
      lista_unbounded}},
    {"lista_lipschitz", {{"matrix", "analysis", "steps", "constant"}, lista_lipschitz}},
    {"lista_growth", {{"matrix", "analysis", "signal", "factor"}, lista_growth}},
    {"activation_envelope",
     {{"layers", "analyses", "signals", "schedules", "steps", "activation", "step_error", "hypothesis",
       "errors"},
      activation_envelope}},
    {"lipschitz_vacuity", {{"rows", "atoms", "sparsity", "lipschitz"}, lipschitz_vacuity}},
    {"deep_envelope", {{"layers", "signals", "stages", "errors"}, deep_envelope}},
    {"deep_run",
     {{"layers", "signals", "stages", "code", "noise", "hypothesis", "conclusion", "value"}, deep_run}},
};

void expect_keys(const Json& value, const std::set<std::string>& keys) {
  expect(value.is_object());
  std::set<std::string> found;
  for (const auto& item : value.items()) found.insert(item.key());
  expect(found == keys);
}

/// White space between tokens is free.
std::string without_spaces(const std::string& text) {
  std::string result;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted || (c != ' ' && c != '\n' && c != '\t' && c != '\r')) result += c;
  }
  return result;
}

Q power_of_two(long exponent) {
  const cpp_int power = cpp_int(1) << std::abs(exponent);
  return exponent < 0 ? Q(cpp_int(1), power) : Q(power);
}

Column read_entries(const Json& value, std::size_t size) {
  expect(value.is_array() && size <= 10'000);
  Column result(size);
  std::size_t next = 0;
  for (const Json& entry : value) {
    expect(entry.is_array() && entry.size() == 2);
    const std::size_t index = read_count(entry[0]);
    expect(index >= next && index < size);
    result[index] = read_number(entry[1]);
    expect(result[index] != 0);
    next = index + 1;
  }
  return result;
}

}  // namespace

bool states_the_truth(const std::string& text) try {
  const Json certificate = Json::parse(text);
  // Doubled keys, escapes, 1e0, -0, a mark before the text: all of them print differently.
  expect(certificate.dump() == without_spaces(text) && certificate.is_object() &&
         certificate.contains("kind"));
  expect(certificate["kind"].is_string() && kinds.contains(certificate["kind"]));
  const Kind& kind = kinds.at(certificate["kind"]);
  std::set<std::string> keys = kind.keys;
  keys.insert({"schema", "kind"});
  expect_keys(certificate, keys);
  expect(read_count(certificate["schema"]) == 1);
  return kind.truth(certificate);
} catch (const NotInGrammar&) {
  return false;
} catch (const Json::exception&) {
  return false;
}

void expect(bool holds) {
  if (!holds) throw NotInGrammar("not in the grammar");
}

Q read_number(const Json& value) {
  expect(value.is_string());
  const std::string text = value;
  static const std::regex rational("(-?)([1-9][0-9]*)(?:/([1-9][0-9]*))?");
  static const std::regex dyadic("(-?)0x1(?:\\.([0-9a-f]*[1-9a-f]))?p([+-])(0|[1-9][0-9]{0,5})");
  std::smatch part;
  if (text == "0" || text == "0x0p+0") return 0;
  if (std::regex_match(text, part, rational)) {
    const cpp_int p(part[2].str()), q(part[3].matched ? part[3].str() : "1");
    expect((!part[3].matched || q > 1) && gcd(p, q) == 1);
    return part[1].length() == 0 ? Q(p, q) : Q(-p, q);
  }
  expect(std::regex_match(text, part, dyadic) && (part[4] != "0" || part[3] == "+"));
  const long size = std::stol(part[4]), exponent = part[3] == "-" ? -size : size;
  expect(size <= 100'000);
  Q digits = 1, place = 1;
  for (const char c : part[2].str()) {
    place /= 16;
    digits += place * std::stoi(std::string(1, c), nullptr, 16);
  }
  const Q result = digits * power_of_two(exponent);
  return part[1].length() == 0 ? result : Q(-result);
}

std::size_t read_count(const Json& value) {
  expect(value.type() == Json::value_t::number_unsigned && value <= std::size_t{1} << 40);
  return value;
}

std::vector<std::size_t> read_counts(const Json& value, std::size_t size, std::size_t least) {
  expect(value.is_array() && value.size() == size);
  std::vector<std::size_t> result;
  for (const Json& item : value) {
    result.push_back(read_count(item));
    expect(result.back() >= least);
  }
  return result;
}

Column read_vector(const Json& value, std::size_t size) {
  expect_keys(value, {"size", "entries"});
  expect(read_count(value["size"]) == size);
  return read_entries(value["entries"], size);
}

Dense read_matrix(const Json& value) {
  expect(value.is_object());
  if (value.contains("product")) {
    expect_keys(value, {"product"});
    for (const Json& factor : value["product"]) expect(factor.is_object() && !factor.contains("product"));
    const std::vector<Dense> factors = read_layers(value["product"], 2);
    Dense result = factors[0];
    for (std::size_t k = 1; k < factors.size(); ++k) result = times(result, factors[k]);
    return result;
  }
  expect_keys(value, {"rows", "atoms"});
  Dense result{read_count(value["rows"]), {}};
  expect(result.rows >= 1 && value["atoms"].is_array() && !value["atoms"].empty());
  for (const Json& atom : value["atoms"]) result.columns.push_back(read_entries(atom, result.rows));
  return result;
}

std::vector<Dense> read_layers(const Json& value, std::size_t least) {
  expect(value.is_array() && value.size() >= least);
  std::vector<Dense> result;
  for (const Json& item : value) {
    result.push_back(read_matrix(item));
    if (result.size() > 1) expect(result[result.size() - 2].columns.size() == result.back().rows);
  }
  return result;
}

std::size_t read_word(const Json& value, const std::vector<std::string>& words) {
  for (std::size_t k = 0; k < words.size(); ++k) {
    if (value == words[k]) return k;
  }
  throw NotInGrammar("another word");
}

}  // namespace dsc::oracle
