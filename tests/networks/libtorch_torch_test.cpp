#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "theorems/dictionaries/families.h"
#include "theorems/networks/realise_lista.h"
#include "theorems/networks/rounding_bound.h"
#include "theorems/networks/torch/torch_functions.h"
#include "theorems/networks/transformer_rounding.h"

/// LibTorch's double arithmetic against the exact network: within the bound that rounding allows, entry by
/// entry.
namespace dsc {
namespace {

using Eigen::Index;

ListaIteration random_iteration(Index m, Index d, Index iterations, std::mt19937_64& generator) {
  ListaIteration lista{RationalMatrix(m, d), RationalMatrix(m, d), {}};
  for (RationalMatrix* a : {&lista.dictionary, &lista.analysis})
    for (Rational& entry : a->reshaped())
      entry = Rational(static_cast<long>(uniform_below(generator, 19)) - 9, 7 * static_cast<long>(m));
  for (Index k = 0; k < iterations; ++k) lista.thresholds.emplace_back(uniform_below(generator, 5), 13);
  return lista;
}

RationalVector random_signal(Index size, std::mt19937_64& generator) {
  RationalVector y(size);
  for (Rational& entry : y) entry = Rational(static_cast<long>(uniform_below(generator, 2001)) - 1000, 333);
  return y;
}

std::vector<RealisationOptions> options_for(Index m) {
  std::vector<RealisationOptions> all = {{2, 1, Strides::kernel, Between::vector},
                                         {3, 1, Strides::fitted, Between::vector},
                                         {5, 1, Strides::fitted, Between::channels},
                                         {64, 1, Strides::kernel, Between::vector}};
  if (m == 4 || m == 9 || m == 16) {
    all.push_back({2, 2, Strides::kernel, Between::channels});
    all.push_back({3, 2, Strides::fitted, Between::channels});
  }
  return all;
}

/// How many entries of the computed output leave the bound around the exact one.
int outside(const RationalVector& exact, const Eigen::VectorXd& computed, const RationalVector& bound) {
  int count = 0;
  for (Index i = 0; i < exact.size(); ++i) count += abs(exactly(computed[i]) - exact[i]) > bound[i] ? 1 : 0;
  return count;
}

TEST(LibTorch, StaysWithinTheRoundingBound) {
  std::mt19937_64 generator(11);
  for (const auto& [m, d] : {std::pair<Index, Index>{4, 8}, {9, 5}, {7, 12}, {16, 20}}) {
    for (const RealisationOptions& options : options_for(m)) {
      const auto network = realise(random_iteration(m, d, 3, generator), options);
      Eigen::MatrixXd inputs(m, 3);
      std::vector<RationalVector> signals;
      for (Index k = 0; k < 3; ++k)
        signals.push_back(random_signal(m, generator)), inputs.col(k) = nearest(signals.back());
      const Eigen::MatrixXd outputs = torch_functions().evaluate(nearest(network), inputs);
      ASSERT_EQ(outputs.rows(), d);
      for (Index k = 0; k < 3; ++k) {
        const RationalVector& y = signals[static_cast<std::size_t>(k)];
        EXPECT_EQ(outside(evaluate(network, y), outputs.col(k), rounding_bound(network, y)), 0)
            << m << "x" << d << ", kernel " << options.kernel << ", axes " << options.axes;
      }
    }
  }
}

TEST(LibTorch, TheBoundNoticesAChangedWeight) {
  std::mt19937_64 generator(12);
  const auto network =
      realise(random_iteration(4, 8, 3, generator), {2, 1, Strides::fitted, Between::vector});
  const RationalVector y = random_signal(4, generator);
  ConvolutionalNetwork<double> changed = nearest(network);
  changed.read_out *= 1 + 1e-12;
  EXPECT_GT(outside(evaluate(network, y), torch_functions().evaluate(changed, nearest(y)),
                    rounding_bound(network, y)),
            0);
}

TEST(LibTorch, PadsAndStridesAsTheDefinitionHasIt) {
  // Strides below and beyond the kernel, so that inputs end inside, at and after the last window.
  std::mt19937_64 generator(13);
  for (const int axes : {1, 2}) {
    for (Index side = 1; side <= 9; ++side) {
      for (const Index kernel : {2, 3, 4}) {
        for (const Index stride : {1, 2, 3, 5}) {
          ConvolutionalLayer<Rational> layer{
              kernel, stride, false, RationalMatrix(2, positions(kernel, axes)), random_signal(2, generator)};
          for (Rational& weight : layer.weights.reshaped())
            weight = static_cast<long>(uniform_below(generator, 9)) - 3;
          const ConvolutionalNetwork<Rational> network{axes, side, {layer}, {}};
          const RationalVector y = random_signal(positions(side, axes), generator);
          const Eigen::MatrixXd output = torch_functions().evaluate(nearest(network), nearest(y));
          const RationalVector exact = evaluate(network, y);
          ASSERT_EQ(output.rows(), exact.size()) << side << " " << kernel << " " << stride;
          ASSERT_EQ(outside(exact, output.col(0), rounding_bound(network, y)), 0);
        }
      }
    }
  }
}

int outside(const RationalMatrix& exact, const Eigen::MatrixXd& computed, const RationalMatrix& bound) {
  int count = 0;
  for (Index j = 0; j < exact.cols(); ++j)
    count +=
        outside(RationalVector(exact.col(j)), Eigen::VectorXd(computed.col(j)), RationalVector(bound.col(j)));
  return count;
}

TEST(LibTorch, TransformersStayWithinTheRoundingBound) {
  std::mt19937_64 generator(15);
  for (const auto& [m, d] : {std::pair<Index, Index>{4, 8}, {3, 5}, {6, 4}}) {
    for (const Index heads : {2, 4}) {
      for (const Index sharpness : {1, 6, 16}) {
        const auto transformer = realise_attention(random_iteration(m, d, 3, generator), heads, sharpness);
        const RationalMatrix tokens = tokens_of(transformer, random_signal(m, generator));
        const RationalMatrix exact = evaluate(transformer, tokens),
                             bound = rounding_bound(transformer, tokens);
        const Eigen::MatrixXd computed = torch_functions().evaluate(nearest(transformer), nearest(tokens));
        EXPECT_EQ(outside(exact, computed, bound), 0) << m << "x" << d << " " << heads << " " << sharpness;
        EXPECT_LT(nearest(RationalVector(bound.reshaped())).maxCoeff(), 1e-7) << "a bound worth the name";
      }
    }
  }
}

TEST(LibTorch, TheTransformersBoundNoticesAChangedWeight) {
  std::mt19937_64 generator(16);
  const auto transformer = realise_attention(random_iteration(4, 8, 2, generator), 2, 40);
  const RationalMatrix tokens = tokens_of(transformer, random_signal(4, generator));
  Transformer<double> changed = nearest(transformer);
  changed.sublayers[0].heads[0].value *= 1 + 1e-7;
  EXPECT_GT(outside(evaluate(transformer, tokens), torch_functions().evaluate(changed, nearest(tokens)),
                    rounding_bound(transformer, tokens)),
            0);
}

class Saved : public testing::Test {
 protected:
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("dsc-torch-test-" + std::to_string(::getpid()));
  void SetUp() override { std::filesystem::create_directories(folder); }
  void TearDown() override { std::filesystem::remove_all(folder); }
};

TEST_F(Saved, ComesBackTheSameBitByBit) {
  std::mt19937_64 generator(14);
  for (const RealisationOptions& options : options_for(16)) {
    const auto network = nearest(realise(random_iteration(16, 6, 2, generator), options));
    const Eigen::MatrixXd inputs = Eigen::MatrixXd::Random(16, 5);
    std::ofstream(folder / "network.pt", std::ios::binary) << torch_functions().script(network, "{}");
    EXPECT_EQ(torch_functions().evaluate_saved(folder / "network.pt", inputs),
              torch_functions().evaluate(network, inputs));
  }
}

TEST_F(Saved, BadFilesAreRefusedInOneLine) {
  const auto refusal = [](const std::filesystem::path& file) {
    try {
      torch_functions().evaluate_saved(file, Eigen::VectorXd::Zero(4));
    } catch (const std::runtime_error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  std::ofstream(folder / "text.pt") << "no archive";
  for (const char* name : {"missing.pt", "text.pt"}) {
    const std::string reason = refusal(folder / name);
    EXPECT_NE(reason.find(name), std::string::npos) << reason;
    EXPECT_EQ(reason.find('\n'), std::string::npos) << reason;
  }
}

TEST(LibTorch, SaysWhatItIs) {
  EXPECT_FALSE(torch_functions().version().empty());
  EXPECT_EQ(torch_functions().devices().front(), "cpu");
}

}  // namespace
}  // namespace dsc
