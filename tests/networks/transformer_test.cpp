#include "theorems/networks/transformer.h"

#include <gtest/gtest.h>

#include "iterate.h"
#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

using Eigen::Index;

Rational half_to_the(unsigned exponent) { return Rational(Integer(1), Integer(Integer(1) << exponent)); }

Rational largest(const RationalVector& y) {
  Rational result = 0;
  for (const Rational& entry : y) result = std::max(result, abs(entry));
  return result;
}

RationalVector random_signal(Index size, std::mt19937_64& generator) {
  RationalVector y(size);
  for (Rational& entry : y) entry = Rational(static_cast<long>(uniform_below(generator, 41)) - 20, 7);
  return y;
}

ListaIteration iteration(const RationalMatrix& dictionary) {
  return {dictionary, dictionary, {Rational(1, 2), Rational(1, 5), 0}};
}

TEST(AttentionWeights, ByHand) {
  RationalMatrix expected(2, 2);
  expected << Rational(2, 3), Rational(1, 3), Rational(1, 3), Rational(2, 3);
  EXPECT_EQ(attention_weights(2, 0, 1), expected);
  // Offset 1: token 0 sees 2^-1, 2^0; token 1 aims beyond the end and sees 2^-4, 2^-1.
  expected << Rational(1, 3), Rational(2, 3), Rational(1, 9), Rational(8, 9);
  EXPECT_EQ(attention_weights(2, 1, 1), expected);
}

TEST(AttentionWeights, MassOffTheTargetIsBounded) {
  for (const Index tokens : {1, 2, 3, 5, 9}) {
    for (Index offset = -tokens; offset <= tokens; ++offset) {
      for (const Index sharpness : {1, 2, 7, 30}) {
        const RationalMatrix weights = attention_weights(tokens, offset, sharpness);
        EXPECT_LE(off_target_mass(weights, offset),
                  Rational(tokens - 1) * half_to_the(static_cast<unsigned>(sharpness)));
        for (Index q = 0; q < tokens; ++q) EXPECT_EQ(weights.row(q).sum(), 1);
      }
    }
  }
  // Two neighbours at the first distance: the bound is nearly met, and half of it is not enough.
  const Rational mass = off_target_mass(attention_weights(3, 0, 20), 0);
  EXPECT_GT(mass, Rational(999, 1000) * 2 * half_to_the(20));
}

TEST(Transformer, RunsTheIterationOnTheGatheredSignal) {
  std::mt19937_64 generator(3);
  for (const RationalMatrix& d :
       {identity_hadamard(4).atoms, RationalMatrix(integer_gaussian(5, 3, 1).atoms / Rational(20)),
        RationalMatrix(RationalMatrix::Constant(1, 2, 1)),
        RationalMatrix(integer_gaussian(9, 4, 2).atoms / Rational(30))}) {
    for (const Index heads : {2, 3, 4}) {
      for (const Index sharpness : {3, 12}) {
        const ListaIteration lista = iteration(d);
        const Transformer<Rational> transformer = realise_attention(lista, heads, sharpness);
        const RationalVector y = random_signal(d.rows(), generator);
        RationalMatrix tokens = tokens_of(transformer, y);
        for (std::size_t k = 0; transformer.sublayers[k].heads.size() > 0; ++k)
          tokens = apply(transformer, transformer.sublayers[k], tokens);
        const RationalVector gathered =
            tokens.col(0).segment(transformer.channels - d.cols() - d.rows(), d.rows());
        EXPECT_LE(l1_norm(gathered - y), gathering_error(d.rows(), heads, sharpness, largest(y)));
        const RationalMatrix last = evaluate(transformer, tokens_of(transformer, y));
        EXPECT_EQ(code_of(last, d.cols()), iterate(lista, gathered));
        EXPECT_EQ(last.row(0), y.transpose()) << "the signal stays where it is";
        EXPECT_TRUE((last.middleRows(1, transformer.channels - d.cols() - 1).array() == Rational(0)).all())
            << "what was gathered is cleared";
      }
    }
  }
}

TEST(Transformer, HeadsAreAtMostAsManyAsAskedFor) {
  const Transformer<Rational> transformer = realise_attention(iteration(identity_hadamard(4).atoms), 3, 4);
  ASSERT_EQ(transformer.sublayers.size(), 3u * (2 + 1));
  EXPECT_EQ(transformer.sublayers[0].heads.size(), 3u);
  EXPECT_EQ(transformer.sublayers[1].heads.size(), 2u);  // the third would aim beyond the last token
  EXPECT_EQ(transformer.sublayers[1].heads[1].offset, 3);
}

TEST(Transformer, RefusesWhatDoesNotFit) {
  const ListaIteration lista = iteration(identity_hadamard(4).atoms);
  EXPECT_THROW(realise_attention(lista, 1, 4), std::invalid_argument);
  EXPECT_THROW(realise_attention(lista, 2, 0), std::invalid_argument);
  Transformer<Rational> transformer = realise_attention(lista, 2, 4);
  EXPECT_THROW(tokens_of(transformer, RationalVector::Zero(3)), std::invalid_argument);
  EXPECT_THROW(evaluate(transformer, RationalMatrix::Zero(2, 4)), std::invalid_argument);
  const RationalMatrix tokens = tokens_of(transformer, RationalVector::Zero(4));
  transformer.sublayers[0].heads[0].value = RationalMatrix::Zero(2, 2);
  EXPECT_THROW(evaluate(transformer, tokens), std::invalid_argument);
}

}  // namespace
}  // namespace dsc
