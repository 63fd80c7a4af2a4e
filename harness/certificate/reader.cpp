#include "harness/certificate/reader.h"

#include <algorithm>
#include <set>

namespace dsc::certificate {
namespace {

constexpr int deepest_nesting =
    8;  // certificate > layers > product > its list > matrix > atoms > column > entry
constexpr int largest_exponent = 100'000;

bool positive_decimal(const std::string& digits) {
  return !digits.empty() && digits[0] != '0' && digits.find_first_not_of("0123456789") == std::string::npos;
}

/// 0x1[.h…]p(+|-)e, without its sign.
Rational parse_dyadic(const std::string& text) {
  const std::size_t p = text.find('p');
  require(text.starts_with("0x1") && p != std::string::npos && p + 2 < text.size(), "not a canonical dyadic");
  const std::string point = text.substr(3, p - 3), sign = text.substr(p + 1, 1), power = text.substr(p + 2);
  const std::string digits = point.empty() ? "" : point.substr(1);
  require(point.empty() || (point[0] == '.' && !digits.empty() && digits.back() != '0'),
          "not a canonical dyadic");
  require(digits.find_first_not_of("0123456789abcdef") == std::string::npos, "not a canonical dyadic");
  require(sign + power == "+0" || ((sign == "+" || sign == "-") && positive_decimal(power)),
          "not a canonical dyadic");
  require(power.size() <= 6 && std::stoi(power) <= largest_exponent, "an exponent out of range");
  const long shift = std::stol(sign + power) - 4 * std::ssize(digits);
  const Integer mantissa("0x1" + digits), scale = Integer(1) << std::abs(shift);
  return shift < 0 ? Rational(mantissa, scale) : Rational(Integer(mantissa * scale));
}

}  // namespace

Rational parse_number(const std::string& text) {
  if (text == "0" || text == "0x0p+0") return 0;
  if (text.starts_with("-0x1") || (text.starts_with('-') && positive_decimal(text.substr(1, 1)))) {
    return -parse_number(text.substr(1));
  }
  if (text.starts_with("0x")) return parse_dyadic(text);
  const std::string p = text.substr(0, text.find('/')), q = p == text ? "1" : text.substr(p.size() + 1);
  require(positive_decimal(p) && positive_decimal(q) && (p == text || q != "1"), "not a canonical rational");
  const Rational value{Integer(p), Integer(q)};
  require(denominator(value) == Integer(q), "not in lowest terms");
  return value;
}

nlohmann::json parse_text(std::string_view text) {
  require(text.size() <= largest_text,
          "expected at most " + std::to_string(largest_text) + " bytes, found more");
  const auto plain = [](char c) {
    return (c >= ' ' && c <= '~' && c != '\\') || c == '\n' || c == '\r' || c == '\t';
  };
  const auto foreign = std::find_if_not(text.begin(), text.end(), plain) - text.begin();
  require(foreign == std::ssize(text),
          "expected plain ASCII, found another at byte " + std::to_string(foreign));
  std::vector<std::set<std::string>> keys;  // of the objects that are open
  using nlohmann::json;
  const auto watch = [&keys](int depth, json::parse_event_t event, const json& parsed) {
    require(depth <= deepest_nesting, "expected the nesting of the grammar, found a deeper one");
    if (event == json::parse_event_t::object_start) keys.emplace_back();
    if (event == json::parse_event_t::object_end) keys.pop_back();
    const bool fresh = event != json::parse_event_t::key || keys.back().insert(parsed).second;
    // Not by require(), which would print every value that is read.
    if (!fresh) throw Rejection("expected every key once, found twice " + parsed.dump().substr(0, 80));
    return true;
  };
  try {
    return json::parse(text, watch);
  } catch (const json::exception& error) {
    throw Rejection("expected JSON, found: " + std::string(error.what()).substr(0, 160));
  }
}

Vector multiply(const Matrix& A, const Vector& x) {
  std::vector<std::pair<Rational, const Vector*>> terms;
  for (const auto& [column, factor] : x) terms.emplace_back(factor, &A.atoms[column]);
  return combination(terms);
}

std::vector<Vector> chain(const std::vector<Matrix>& layers, const Vector& code) {
  std::vector<Vector> x(layers.size() + 1, code);
  for (Count j = layers.size(); j-- > 0;) x[j] = multiply(layers[j], x[j + 1]);
  return x;
}

void Node::reject(const std::string& expected) const {
  const auto clipped = [](const std::string& text) {
    return text.size() > 120 ? text.substr(0, 117) + "..." : text;
  };
  throw Rejection((path_.empty() ? "" : path_ + ": ") + "expected " + clipped(expected) + ", found " +
                  clipped(value_->dump()));
}

const Node& Node::object(std::size_t keys) const {
  if (!value_->is_object() || value_->size() != keys)
    reject("an object with " + std::to_string(keys) + " keys");
  return *this;
}

Node Node::operator[](const std::string& key) const {
  if (!value_->is_object() || !value_->contains(key)) reject("the key " + key);
  return {(*value_)[key], path_.empty() ? key : path_ + "." + key};
}

std::vector<Node> Node::list(std::size_t size) const {
  if (!value_->is_array()) reject("a list");
  if (size != any_size && value_->size() != size) reject("a list of " + std::to_string(size));
  std::vector<Node> items;
  for (const auto& item : *value_) items.emplace_back(item, path_ + "[" + std::to_string(items.size()) + "]");
  return items;
}

Count Node::count(Count least, Count most) const {
  most = std::min(most, largest_count);
  if (value_->is_number_unsigned() && *value_ >= least && *value_ <= most) return *value_;
  reject("a count from " + std::to_string(least) + " to " + std::to_string(most));
}

std::vector<Count> Node::counts(std::size_t size, Count least) const {
  std::vector<Count> result;
  for (const Node& item : list(size)) result.push_back(item.count(least));
  return result;
}

Rational Node::number() const {
  if (!value_->is_string()) reject("a number as a string");
  try {
    return parse_number(value_->get_ref<const std::string&>());
  } catch (const Rejection& why) {
    reject(std::string("a canonical number (this is ") + why.what() + ")");
  }
}

std::string Node::word(const std::vector<std::string>& words) const {
  std::string all;
  for (const std::string& word : words) {
    if (*value_ == word) return word;
    all += (all.empty() ? "" : " or ") + word;
  }
  reject(all);
}

Vector Node::entries(Count size) const {
  Vector result;
  for (const Node& item : list()) {
    const std::vector<Node> pair = item.list(2);
    const Count index = pair[0].count(result.empty() ? 0 : result.back().first + 1, size - 1);
    result.emplace_back(index, pair[1].number());
    if (result.back().second == 0) pair[1].reject("an entry other than zero");
  }
  return result;
}

Vector Node::vector(Count size) const {
  object(2)["size"].count(size, size);
  return (*this)["entries"].entries(size);
}

Matrix Node::matrix() const {
  if (value_->is_object() && value_->contains("product")) {
    const Node factors = object(1)["product"];
    for (const Node& factor : factors.list()) factor["rows"];  // a product of matrices, not of products
    std::vector<Matrix> rest = factors.layers(2);
    Matrix result = std::move(rest.back());
    for (rest.pop_back(); !rest.empty(); rest.pop_back()) {
      for (Vector& atom : result.atoms) atom = multiply(rest.back(), atom);
      result.rows = rest.back().rows;
    }
    return result;
  }
  Matrix result{object(2)["rows"].count(1), {}};
  for (const Node& atom : (*this)["atoms"].list()) result.atoms.push_back(atom.entries(result.rows));
  if (result.atoms.empty()) reject("one column or more");
  return result;
}

std::vector<Matrix> Node::layers(std::size_t least) const {
  const std::vector<Node> items = list();
  if (items.size() < least || items.size() > most_matrices) {
    reject(std::to_string(least) + " to " + std::to_string(most_matrices) + " matrices");
  }
  std::vector<Matrix> result;
  for (const Node& item : items) {
    Matrix next = item.matrix();
    if (!result.empty() && next.rows != result.back().atoms.size()) {
      item.reject("as many rows as columns before, " + std::to_string(result.back().atoms.size()));
    }
    result.push_back(std::move(next));
  }
  return result;
}

}  // namespace dsc::certificate
