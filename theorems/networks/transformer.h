#pragma once

#include <stdexcept>
#include <vector>

#include "theorems/networks/realise_lista.h"

/// Transformers without layer normalisation as plain data: tokens with channels, sublayers of attention or
/// feed-forward layers, each added to its input. The scores are the quadratic relative encoding of
/// Cordonnier, Loukas and Jaggi (ICLR 2020): of token q for token j, -alpha (j - q - offset)^2 up to a
/// constant in j, that is v.r with v = -alpha (1, -2 offset), r = ((j-q)^2, j-q). With alpha = sharpness ln 2
/// the softmax is rational: 2^(-sharpness (j - q - offset)^2) / Z.
namespace dsc {

template <class Scalar>
struct AttentionHead {
  Eigen::Index offset = 0;
  Matrix<Scalar> value;  ///< channels x channels, applied to the mix of the tokens
};

template <class Scalar>
struct FeedForward {
  Matrix<Scalar> inner;  ///< hidden x channels
  Vector<Scalar> bias;   ///< hidden
  Matrix<Scalar> outer;  ///< channels x hidden
};

/// x + sum over heads, or x + outer relu(inner x + bias) where there are no heads.
template <class Scalar>
struct Sublayer {
  std::vector<AttentionHead<Scalar>> heads;
  FeedForward<Scalar> feed_forward;
};

template <class Scalar>
struct Transformer {
  Eigen::Index tokens = 1, channels = 1;
  Eigen::Index sharpness = 1;  ///< alpha / ln 2, a whole number so that the weights are rational
  std::vector<Sublayer<Scalar>> sublayers;
};

/// The weights of a head: row q is the softmax over the tokens j.
RationalMatrix attention_weights(Eigen::Index tokens, Eigen::Index offset, Eigen::Index sharpness);

/// The largest weight that a token gives away from its target, over the tokens whose target exists.
/// At most (tokens - 1) 2^(-sharpness): each of the other weights is at most 2^(-sharpness) times the
/// target's.
Rational off_target_mass(const RationalMatrix& weights, Eigen::Index offset);

/// The tokens (channels x tokens) after one sublayer. Throws std::invalid_argument where sizes do not fit.
RationalMatrix apply(const Transformer<Rational>& transformer, const Sublayer<Rational>& sublayer,
                     const RationalMatrix& tokens);
/// The tokens (channels x tokens) after all sublayers. Throws std::invalid_argument where sizes do not fit.
RationalMatrix evaluate(const Transformer<Rational>& transformer, RationalMatrix tokens);

/// The transformer that runs LISTA-CP, one token for each entry of the signal (m). Channel 0 holds the entry.
/// In each iteration ceil(log_heads m) attention sublayers gather the signal relative to each token, head k
/// at level l aimed k heads^(l-1) tokens to the right, and one feed-forward sublayer does x -> T(x + W^T (y -
/// D x)) on the last d channels and clears what was gathered. The first token holds x^(K) of the gathered
/// signal, which the soft attention blurs. `shift` aims every head so many tokens further: a false variant.
/// Throws std::invalid_argument for an iteration that is not sound, fewer than two heads or a sharpness
/// below 1.
Transformer<Rational> realise_attention(const ListaIteration& lista, Eigen::Index heads,
                                        Eigen::Index sharpness, Eigen::Index shift = 0);

/// The tokens that carry a signal, and the code at the first token.
RationalMatrix tokens_of(const Transformer<Rational>& transformer, const RationalVector& signal);
RationalVector code_of(const RationalMatrix& tokens, Eigen::Index d);

/// How far the gathered signal can be from the signal in the l1 norm, for entries up to `largest`:
/// m 2 L rho largest, L = ceil(log_heads m), rho = (m - 1) 2^(-sharpness). One level moves a share of at most
/// rho from an entry to others of size at most `largest`, and there are L of them.
Rational gathering_error(Eigen::Index m, Eigen::Index heads, Eigen::Index sharpness, const Rational& largest);

}  // namespace dsc
