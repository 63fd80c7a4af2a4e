#pragma once

#include <boost/multiprecision/gmp.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>

/// The strict reader of certificates: GRAMMAR.md to the letter, nothing else, in bounded memory.
namespace dsc::certificate {

using Integer = boost::multiprecision::number<boost::multiprecision::gmp_int, boost::multiprecision::et_off>;
using Rational =
    boost::multiprecision::number<boost::multiprecision::gmp_rational, boost::multiprecision::et_off>;
using Count = std::uint64_t;

/// The text leaves the grammar or its statement is not proven; says where, what was expected and what was
/// found.
struct Rejection : std::runtime_error {
  using std::runtime_error::runtime_error;
};
inline void require(bool holds, const std::string& reason) {
  if (!holds) throw Rejection(reason);
}

/// Nonzero entries, indices increasing. Never dense: a size of 10^12 costs nothing.
template <class Number>
using Sparse = std::vector<std::pair<Count, Number>>;
using Vector = Sparse<Rational>;
struct Matrix {
  Count rows = 0;
  std::vector<Vector> atoms;  ///< one for each column
};

/// The sum of factor * vector.
template <class Number>
Sparse<Number> combination(const std::vector<std::pair<Number, const Sparse<Number>*>>& terms) {
  std::map<Count, Number> sum;
  for (const auto& [factor, vector] : terms) {
    for (const auto& [i, value] : *vector) sum[i] += factor * value;
  }
  std::erase_if(sum, [](const auto& entry) { return entry.second == 0; });
  return {sum.begin(), sum.end()};
}
/// A x, for x of the size of A's columns.
Vector multiply(const Matrix& A, const Vector& x);
/// x_0 = A_1 x_1, …, x_{J-1} = A_J x_J, x_J, for a code x_J of the size of A_J's columns.
std::vector<Vector> chain(const std::vector<Matrix>& layers, const Vector& code);

constexpr std::size_t largest_text = std::size_t{64} << 20, most_matrices = 64, any_size = SIZE_MAX;
constexpr Count largest_count = Count{1} << 40;

/// A canonical rational or dyadic; throws Rejection for any other spelling.
Rational parse_number(const std::string& text);
/// JSON in plain ASCII without escapes, without a key given twice, no deeper than the grammar; else throws
/// Rejection.
nlohmann::json parse_text(std::string_view text);

/// A value in a certificate and its key path. All functions throw Rejection where the value has another
/// shape.
class Node {
 public:
  Node(const nlohmann::json& value, std::string path) : value_(&value), path_(std::move(path)) {}
  [[noreturn]] void reject(const std::string& expected) const;
  /// An object with so many keys: exact once each of them has been read.
  const Node& object(std::size_t keys) const;
  Node operator[](const std::string& key) const;
  std::vector<Node> list(std::size_t size = any_size) const;
  bool is_text() const { return value_->is_string(); }
  bool has(const std::string& key) const { return value_->is_object() && value_->contains(key); }
  Count count(Count least = 0, Count most = largest_count) const;
  std::vector<Count> counts(std::size_t size, Count least = 0) const;
  Rational number() const;
  /// One of these words.
  std::string word(const std::vector<std::string>& words) const;
  Vector vector(Count size) const;
  /// A matrix, or a product, multiplied.
  Matrix matrix() const;
  /// Matrices that fit: columns(A_j) = rows(A_{j+1}).
  std::vector<Matrix> layers(std::size_t least = 1) const;

 private:
  Vector entries(Count size) const;
  const nlohmann::json* value_;
  std::string path_;
};

}  // namespace dsc::certificate
