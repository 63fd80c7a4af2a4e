#include "theorems/networks/transformer.h"

#include "theorems/networks/double_arithmetic.h"

namespace dsc {
namespace {

using Eigen::Index;

void require_fit(const Transformer<Rational>& t, const Sublayer<Rational>& sublayer) {
  const FeedForward<Rational>& f = sublayer.feed_forward;
  bool fits = !sublayer.heads.empty() || (f.inner.cols() == t.channels && f.outer.rows() == t.channels &&
                                          f.inner.rows() == f.bias.size() && f.outer.cols() == f.bias.size());
  for (const auto& head : sublayer.heads)
    fits = fits && head.value.rows() == t.channels && head.value.cols() == t.channels;
  if (!fits) throw std::invalid_argument("a sublayer of another size than the transformer's channels");
}

/// Where the channels lie: the entry, what each level gathers (from `levels`), the code.
struct Layout {
  Index m, d, heads;
  std::vector<Index> begin, size;  ///< of each level's channels; level 0 is the entry itself
  Index code = 0, channels = 0;

  Layout(Index rows, Index columns, Index head_count) : m(rows), d(columns), heads(head_count) {
    Index next = 0, width = 1;
    for (Index level = 0; level <= ceil_log(heads, m); ++level) {
      begin.push_back(next), size.push_back(std::min(width, m));
      next += size.back(), width *= heads;
    }
    code = next, channels = next + d;
  }
  Index levels() const { return std::ssize(begin) - 1; }
};

/// Level `level` gathers from the one below: head k reads the token k heads^(level-1) to the right.
Sublayer<Rational> gathering(const Layout& layout, Index level, Index shift) {
  Sublayer<Rational> sublayer;
  const auto above = static_cast<std::size_t>(level), below = above - 1;
  Index reach = 1;
  for (Index l = 1; l < level; ++l) reach *= layout.heads;
  for (Index k = 0; k < layout.heads && k * reach < layout.m; ++k) {
    AttentionHead<Rational> head{k * reach + shift, RationalMatrix::Zero(layout.channels, layout.channels)};
    for (Index c = 0; c < layout.size[below] && k * reach + c < layout.size[above]; ++c)
      head.value(layout.begin[above] + k * reach + c, layout.begin[below] + c) = 1;
    sublayer.heads.push_back(std::move(head));
  }
  return sublayer;
}

/// x += T(f) - x, gathered -= gathered; every sign by a pair of units.
Sublayer<Rational> thinking(const Layout& layout, const ListaIteration& lista, const Rational& theta) {
  const RationalMatrix wt = lista.analysis.transpose();
  RationalMatrix f = RationalMatrix::Zero(layout.d, layout.channels);
  f.rightCols(layout.d) = RationalMatrix::Identity(layout.d, layout.d) - multiply(wt, lista.dictionary);
  f.middleCols(layout.begin.back(), layout.m) = wt;
  const Index gathered = layout.code - 1, kept = gathered + layout.d, units = 2 * layout.d + 2 * kept;
  FeedForward<Rational> feed{RationalMatrix::Zero(units, layout.channels), RationalVector::Zero(units),
                             RationalMatrix::Zero(layout.channels, units)};
  for (Index j = 0; j < layout.d; ++j) {
    for (const int sign : {1, -1}) {
      const Index unit = 2 * j + (sign > 0 ? 0 : 1);
      feed.inner.row(unit) = f.row(j) * Rational(sign);
      feed.bias[unit] = -theta;
      feed.outer(layout.code + j, unit) = sign;
    }
  }
  for (Index c = 0; c < kept; ++c) {  // all channels but the first
    for (const int sign : {1, -1}) {
      const Index unit = 2 * layout.d + 2 * c + (sign > 0 ? 0 : 1);
      feed.inner(unit, 1 + c) = sign;
      feed.outer(1 + c, unit) = -sign;
    }
  }
  return {{}, std::move(feed)};
}

}  // namespace

RationalMatrix attention_weights(Index tokens, Index offset, Index sharpness) {
  RationalMatrix weights(tokens, tokens);
  for (Index q = 0; q < tokens; ++q) {
    for (Index j = 0; j < tokens; ++j)
      weights(q, j) = power_of_half(sharpness * (j - q - offset) * (j - q - offset));
    weights.row(q) /= weights.row(q).sum();
  }
  return weights;
}

Rational off_target_mass(const RationalMatrix& weights, Index offset) {
  Rational largest = 0;
  for (Index q = 0; q < weights.rows(); ++q) {
    if (q + offset < 0 || q + offset >= weights.cols()) continue;
    largest = std::max(largest, Rational(1 - weights(q, q + offset)));
  }
  return largest;
}

RationalMatrix apply(const Transformer<Rational>& transformer, const Sublayer<Rational>& sublayer,
                     const RationalMatrix& tokens) {
  require_fit(transformer, sublayer);
  if (tokens.rows() != transformer.channels || tokens.cols() != transformer.tokens)
    throw std::invalid_argument("tokens of another number or size than the transformer's");
  RationalMatrix result = tokens;
  for (const auto& head : sublayer.heads) {
    const RationalMatrix weights = attention_weights(transformer.tokens, head.offset, transformer.sharpness);
    result += multiply(multiply(head.value, tokens), RationalMatrix(weights.transpose()));
  }
  if (!sublayer.heads.empty()) return result;
  RationalMatrix hidden = multiply(sublayer.feed_forward.inner, tokens);
  hidden.colwise() += sublayer.feed_forward.bias;
  for (Rational& value : hidden.reshaped()) value = std::max(value, Rational(0));
  return result + multiply(sublayer.feed_forward.outer, hidden);
}

RationalMatrix evaluate(const Transformer<Rational>& transformer, RationalMatrix tokens) {
  for (const Sublayer<Rational>& sublayer : transformer.sublayers)
    tokens = apply(transformer, sublayer, tokens);
  return tokens;
}

Transformer<Rational> realise_attention(const ListaIteration& lista, Index heads, Index sharpness,
                                        Index shift) {
  require_sound(lista);
  if (heads < 2 || sharpness < 1)
    throw std::invalid_argument("two heads or more and a sharpness of 1 or more");
  const Layout layout(lista.dictionary.rows(), lista.dictionary.cols(), heads);
  Transformer<Rational> transformer{layout.m, layout.channels, sharpness, {}};
  for (const Rational& theta : lista.thresholds) {
    for (Index level = 1; level <= layout.levels(); ++level)
      transformer.sublayers.push_back(gathering(layout, level, shift));
    transformer.sublayers.push_back(thinking(layout, lista, theta));
  }
  return transformer;
}

RationalMatrix tokens_of(const Transformer<Rational>& transformer, const RationalVector& signal) {
  if (signal.size() != transformer.tokens)
    throw std::invalid_argument("a signal with an entry for each token");
  RationalMatrix tokens = RationalMatrix::Zero(transformer.channels, transformer.tokens);
  tokens.row(0) = signal.transpose();
  return tokens;
}

RationalVector code_of(const RationalMatrix& tokens, Index d) { return tokens.col(0).tail(d); }

Rational gathering_error(Index m, Index heads, Index sharpness, const Rational& largest) {
  return Rational(2 * m * ceil_log(heads, m) * (m - 1)) * power_of_half(sharpness) * largest;
}

}  // namespace dsc
