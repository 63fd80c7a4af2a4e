#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "program/analysis.h"
#include "program/printed_bounds.h"

namespace dsc {
namespace {

/// The square root as a double: for reading, where the square itself may leave the range of doubles.
double root(const Rational& square) { return nearest(sqrt(Enclosure(square)).upper().rational()); }

/// A long exact rational would fill the screen.
std::string short_exact(const Rational& value) {
  const std::string text = to_text(value);
  return text.size() <= 40 ? "mu^2 = " + text + " exactly" : "exact with --json";
}

/// Ten digits, or the distance to 1 where those would round to 1.
std::string coherence_text(const Rational& squared) {
  const std::string text = fmt::format("{:.10g}", std::sqrt(nearest(squared)));
  if (text != "1" || squared == 1) return text;
  // 1 - mu = (1 - mu^2) / (1 + mu).
  return fmt::format("1 - {:.3g}", nearest(Rational(1 - squared)) / (1 + root(squared)));
}

std::string nonzeros(Eigen::Index count) { return fmt::format("{} nonzero{}", count, count == 1 ? "" : "s"); }

void print_norms(const Guarantees& found) {
  const double least = root(found.least_norm_squared), greatest = root(found.greatest_norm_squared);
  if (found.least_norm_squared == found.greatest_norm_squared) {
    fmt::print("columns            {}, all of norm {:.6g}\n", found.atoms, least);
  } else {
    fmt::print("columns            {}, of norm {:.6g} to {:.6g} (ratio 1 + {:.2g})\n", found.atoms, least,
               greatest, greatest / least - 1);
  }
}

void print_amplification(const Analysis& found, const AnalyzeOptions& options) {
  fmt::print("\nNoise amplification of one layer, in codes of the normalised columns (Theorem 2.3)\n");
  fmt::print("  nonzeros   |error| <= factor * |noise|{}\n",
             options.noise ? fmt::format("   for |noise| = {:g}", *options.noise) : "");
  constexpr std::size_t most = 12;
  for (std::size_t k = 1; k <= std::min(found.amplification.size(), most); ++k) {
    const Enclosure& factor = found.amplification[k - 1];
    fmt::print("  {:8}   {:>12}", k, upward(rounded_up(factor)));
    if (options.noise)
      fmt::print("                   {:>12}",
                 upward(rounded_up(factor * Enclosure(exactly(*options.noise)))));
    fmt::print("\n");
  }
  if (found.amplification.size() > most)
    fmt::print("  (and {} more: --json lists all)\n", found.amplification.size() - most);
}

void print_sparsity(const Guarantees& found) {
  fmt::print("unique codes       up to {} (Theorem 2.1)\n", nonzeros(found.sparsity));
  if (found.sparsity == 0) {
    fmt::print("                   two columns are parallel: even one nonzero is ambiguous\n");
    return;
  }
  fmt::print("basis pursuit      finds codes of up to {} (Theorem 2.2)\n",
             nonzeros(found.basis_pursuit_sparsity));
  if (found.basis_pursuit_sparsity < found.sparsity) {
    fmt::print("                   unequal norms cost it {}: normalise the columns\n",
               nonzeros(found.sparsity - found.basis_pursuit_sparsity));
  }
}

void print_asked_sparsity(const Guarantees& found, Eigen::Index asked) {
  if (asked > found.sparsity) {
    fmt::print("asked              {}: not guaranteed by mu, which would have to be below 1/{}\n",
               nonzeros(asked), 2 * asked - 1);
  } else if (asked > found.basis_pursuit_sparsity) {
    fmt::print("asked              {}: unique, but not guaranteed to be what basis pursuit finds\n",
               nonzeros(asked));
  } else {
    fmt::print("asked              {}: unique, and what basis pursuit finds\n", nonzeros(asked));
  }
}

void print_generalized(const Analysis& found) {
  fmt::print("\nGeneralized mutual coherence, in codes of the normalised columns (Definition 5.1)\n");
  if (!found.generalized) {
    fmt::print("  left out: {}\n", found.left_out);
    return;
  }
  const GeneralizedCoherence& g = *found.generalized;
  if (g.lower == g.upper) {
    const std::string exact = to_text(g.upper);
    fmt::print(
        "  mu~              {:.10g}{}\n", nearest(g.upper),
        exact.size() <= 40 && exact.find('/') != exact.npos ? " = " + exact + " exactly" : ", exactly");
  } else {
    fmt::print("  mu~              {:.10g}, known to within {:.1g}\n", nearest(g.upper),
               nearest(Rational(g.upper - g.lower)));
  }
  fmt::print("  C_W              {:.6g} for the W found, proven; not the least possible\n", nearest(g.c_w));
  if (g.c_w > 1000) {
    fmt::print(
        "                   huge: the columns are nearly dependent; what W guarantees drowns in noise\n");
  }
  fmt::print("  basis pursuit    finds codes of up to {} by mu~, {} by the sums of its columns\n",
             nonzeros(found.by_generalized), found.by_column_sum);
}

void print_rate(const Analysis& found, const AnalyzeOptions& options) {
  if (!found.rate) return;
  const ConvergenceRate& rate = *found.rate;
  if (rate.q >= 1) {
    fmt::print("  rate             none for {}: (2s-1) mu~ = {:.6g} is not below 1\n",
               nonzeros(rate.sparsity), nearest(rate.q));
    return;
  }
  fmt::print("  rate             q = {:.6g} a layer for {} (Theorem 5.1)\n", nearest(rate.q),
             nonzeros(rate.sparsity));
  if (options.tolerance && found.layers) {
    fmt::print("  layers           {} for an error of {:g}, entries up to {:g}{}\n", *found.layers,
               *options.tolerance, options.bound, found.floor ? ", noise apart" : "");
  } else if (options.tolerance) {
    fmt::print("  layers           more than 2^40 for an error of {:g}\n", *options.tolerance);
  }
  if (found.floor)
    fmt::print("  noise floor      {} for |noise| = {:g}\n", upward(rounded_up(*found.floor)),
               *options.noise);
}

}  // namespace

void print_text(const Analysis& found, const AnalyzeOptions& options) {
  const Guarantees& section2 = found.section2;
  fmt::print("{}: {} x {}\n\n", options.matrix, section2.rows, section2.atoms);
  print_norms(section2);
  fmt::print("mutual coherence   mu = {}, {}\n", coherence_text(section2.coherence.squared),
             short_exact(section2.coherence.squared));
  if (section2.atoms > 1) {
    fmt::print("                   attained by columns {} and {}\n", section2.coherence.pair.first + 1,
               section2.coherence.pair.second + 1);
  }
  print_sparsity(section2);
  if (options.sparsity) print_asked_sparsity(section2, *options.sparsity);
  print_generalized(found);
  print_rate(found, options);
  if (!found.amplification.empty()) print_amplification(found, options);
  if (!options.certificate.empty()) {
    fmt::print("\ncertificate        {}, check it with: dsc-check {}\n", options.certificate,
               options.certificate);
  }
}

}  // namespace dsc
