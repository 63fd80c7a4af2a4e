#include "theorems/networks/transformer_rounding.h"

#include "theorems/networks/double_arithmetic.h"

namespace dsc {
namespace {

using Eigen::Index;

const Rational u = unit_roundoff(), tiny = power_of_half(1000);

RationalMatrix absolute(RationalMatrix a) {
  for (Rational& entry : a.reshaped()) entry = abs(entry);
  return a;
}

RationalMatrix rounded_up(RationalMatrix a) {
  for (Rational& entry : a.reshaped()) entry = dsc::rounded_up(entry);
  return a;
}

/// The error of the computed product of A (known up to `a_error`) and B (up to `b_error`), entry by entry.
RationalMatrix product_error(const RationalMatrix& a, const RationalMatrix& a_error, const RationalMatrix& b,
                             const RationalMatrix& b_error) {
  const RationalMatrix sizes =
      multiply(RationalMatrix(absolute(a) + a_error), RationalMatrix(absolute(b) + b_error));
  const RationalMatrix moved = sizes - multiply(absolute(a), absolute(b));
  return rounded_up(gamma(a.cols() + 1) * sizes + moved + RationalMatrix::Constant(a.rows(), b.cols(), tiny));
}

/// The error of a computed sum of two tokens' worth.
RationalMatrix sum_error(const RationalMatrix& x, const RationalMatrix& x_error, const RationalMatrix& y,
                         const RationalMatrix& y_error) {
  const RationalMatrix moved = x_error + y_error;
  return rounded_up(moved + u * (absolute(x) + absolute(y) + moved));
}

RationalMatrix weights_error(const RationalMatrix& weights, Index offset, Index sharpness) {
  const Index n = weights.rows();
  const Rational reach = (n - 1) * (n - 1) + 2 * (n - 1) * std::abs(offset);
  const Rational eta = 4 * 6 * u * Rational(sharpness) * reach + 16 * u;  // ln 2 < 1
  return rounded_up((2 * eta + gamma(n + 2)) * weights + RationalMatrix::Constant(n, n, tiny));
}

}  // namespace

RationalMatrix rounding_bound(const Transformer<Rational>& transformer, RationalMatrix tokens) {
  RationalMatrix error = u * absolute(tokens);
  for (const Sublayer<Rational>& sublayer : transformer.sublayers) {
    const RationalMatrix next = apply(transformer, sublayer, tokens);
    RationalMatrix sum = tokens, sum_bound = error;
    for (const auto& head : sublayer.heads) {
      const RationalMatrix p = attention_weights(transformer.tokens, head.offset, transformer.sharpness);
      const RationalMatrix values = multiply(head.value, tokens),
                           mixed = multiply(values, RationalMatrix(p.transpose()));
      const RationalMatrix values_error = product_error(head.value, u * absolute(head.value), tokens, error);
      const RationalMatrix p_error = weights_error(p, head.offset, transformer.sharpness);
      const RationalMatrix mixed_error = product_error(values, values_error, RationalMatrix(p.transpose()),
                                                       RationalMatrix(p_error.transpose()));
      sum_bound = sum_error(sum, sum_bound, mixed, mixed_error);
      sum += mixed;
    }
    if (sublayer.heads.empty()) {
      const FeedForward<Rational>& feed = sublayer.feed_forward;
      const RationalMatrix inner = multiply(feed.inner, tokens);
      const RationalMatrix bias = feed.bias.replicate(1, tokens.cols());
      RationalMatrix hidden = inner + bias;
      const RationalMatrix hidden_error =
          sum_error(inner, product_error(feed.inner, u * absolute(feed.inner), tokens, error), bias,
                    u * absolute(bias));
      for (Rational& value : hidden.reshaped()) value = std::max(value, Rational(0));
      const RationalMatrix outer = multiply(feed.outer, hidden);
      sum_bound = sum_error(tokens, error, outer,
                            product_error(feed.outer, u * absolute(feed.outer), hidden, hidden_error));
    }
    tokens = next, error = sum_bound;
  }
  return error;
}

Transformer<double> nearest(const Transformer<Rational>& transformer) {
  Transformer<double> rounded{transformer.tokens, transformer.channels, transformer.sharpness, {}};
  for (const Sublayer<Rational>& sublayer : transformer.sublayers) {
    Sublayer<double> copy;
    for (const auto& head : sublayer.heads) copy.heads.push_back({head.offset, nearest(head.value)});
    const FeedForward<Rational>& feed = sublayer.feed_forward;
    copy.feed_forward = {nearest(feed.inner), nearest(feed.bias), nearest(feed.outer)};
    rounded.sublayers.push_back(std::move(copy));
  }
  return rounded;
}

}  // namespace dsc
