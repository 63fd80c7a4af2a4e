#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

/// A second opinion on small certificates, which shares no code and no arithmetic with the checker: dense
/// matrices of cpp_rational, each statement by its definition.
namespace dsc::oracle {

using Q = boost::multiprecision::cpp_rational;
using Json = nlohmann::ordered_json;
using Column = std::vector<Q>;

struct Dense {
  std::size_t rows = 0;
  std::vector<Column> columns;
};

/// The text is no certificate.
struct NotInGrammar : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Whether the text is a certificate and what it states is true. A text with white space inside is not one
/// here.
bool states_the_truth(const std::string& text);

// Reading. Each throws NotInGrammar.
void expect(bool holds);
Q read_number(const Json& value);
std::size_t read_count(const Json& value);
std::vector<std::size_t> read_counts(const Json& value, std::size_t size, std::size_t least);
Column read_vector(const Json& value, std::size_t size);
Dense read_matrix(const Json& value);
std::vector<Dense> read_layers(const Json& value, std::size_t least);
/// The position of the word.
std::size_t read_word(const Json& value, const std::vector<std::string>& words);

// Linear algebra by definition.
Q dot(const Column& x, const Column& y);
Column times(const Dense& a, const Column& x);
Dense times(const Dense& a, const Dense& b);
Column difference(const Column& x, const Column& y);
std::size_t nonzeros(const Column& x);
std::vector<std::size_t> support(const Column& x);
std::size_t rank(std::vector<Column> columns);
/// All k-subsets of 0 … n-1.
std::vector<std::vector<std::size_t>> subsets(std::size_t n, std::size_t k);
bool every_set_independent(const Dense& a, std::size_t k);
/// None where mu is not defined.
std::optional<Q> mu_squared(const Dense& a);

// What the kinds about LISTA-CP share, in oracle_lista.cpp.
Q l1(const Column& x);
Q max_size(const Column& x);
/// A^T B.
Dense cross(const Dense& a, const Dense& b);
Dense read_analysis(const Json& value, const Dense& d);
void expect_keys_of(const Json& value, const std::vector<std::string>& keys);
Q read_not_negative(const Json& value);
/// A layer's dictionary and class, and the size that entries other than 0 must exceed.
struct Bounded {
  Dense d;
  std::size_t sparsity;
  Q most, least;
};
/// Whether some multiple of a unit code of the deepest layer is a signal of the classes.
bool hold_a_signal(const std::vector<Bounded>& layers);

// Each kind, in the oracle_*.cpp named for its family.
bool coherence(const Json& c);
bool independence(const Json& c);
bool l1_unique(const Json& c);
bool l1_recovery(const Json& c);
bool l1_counterexample(const Json& c);
bool generalized_coherence(const Json& c);
bool null_space_property(const Json& c);
bool shift_coherence(const Json& c);
bool striped_recovery(const Json& c);
bool two_solutions(const Json& c);
bool solutions(const Json& c);
bool known_support(const Json& c);
bool stacked_stability(const Json& c);
bool stability(const Json& c);
bool stability_envelope(const Json& c);
bool stability_identity(const Json& c);
bool network(const Json& c);
bool network_failure(const Json& c);
bool negative_iterate(const Json& c);
bool attention(const Json& c);
bool lista_envelope(const Json& c);
bool lista_loss(const Json& c);
bool lista_run(const Json& c);
bool lista_lipschitz(const Json& c);
bool lista_unbounded(const Json& c);
bool lista_growth(const Json& c);
bool activation_envelope(const Json& c);
bool lipschitz_vacuity(const Json& c);
bool deep_envelope(const Json& c);
bool deep_run(const Json& c);

}  // namespace dsc::oracle
