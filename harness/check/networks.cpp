#include "harness/check/kinds.h"
#include "harness/check/linear.h"

namespace dsc::check {

using namespace certificate;

namespace {

/// Piecewise linear functions of the signal as sums over atoms, none of which is ever negative: atom 0 is the
/// constant 1, atoms 2i+1 and 2i+2 are relu(y_i) and relu(-y_i), every other is the ReLU of an earlier sum.
/// Equal sums are equal functions for every signal. A number is a sum too, so the same steps evaluate at one
/// signal.
class Functions {
 public:
  using Terms = std::vector<std::pair<Rational, const Vector*>>;

  explicit Functions(Count signal) : next_(2 * signal + 1) {
    for (Count i = 0; i < signal; ++i) {
      for (const Count part : {0, 1}) relus_[variable(i, 1 - 2 * Rational(part))] = {{2 * i + 1 + part, 1}};
    }
  }
  static Vector constant(const Rational& c) { return c == 0 ? Vector{} : Vector{{0, c}}; }
  static Vector variable(Count i, const Rational& sign = 1) {
    return {{2 * i + 1, sign}, {2 * i + 2, -sign}};
  }

  Vector sum(const Terms& terms) {
    Count size = 1;
    for (const auto& [factor, function] : terms) size += function->size();
    work_ += size;
    require(work_ <= 4'000'000, "expected at most 4000000 terms to add, found more");
    return combination(terms);
  }
  Vector relu(const Vector& f) {
    const auto negative = std::ranges::count_if(f, [](const auto& term) { return term.second < 0; });
    if (negative == 0) return f;
    if (negative == std::ssize(f)) return {};
    const auto [known, fresh] = relus_.try_emplace(f, Vector{{next_, 1}});
    next_ += fresh ? 1 : 0;
    return known->second;
  }

 private:
  std::map<Vector, Vector> relus_;
  Count next_, work_ = 0;
};

/// The numbers of an iteration and a signal: variables or constants.
struct Iteration {
  Matrix d, w;
  std::vector<Rational> thresholds;

  explicit Iteration(const Node& c) : d(c["matrix"].matrix()), w(c["analysis"].matrix()) {
    require(d.rows == w.rows && d.atoms.size() == w.atoms.size(),
            "analysis: expected the size of the matrix");
    require(d.rows <= 4096, "matrix: expected at most 4096 rows");
    for (const Node& theta : c["thresholds"].list()) {
      thresholds.push_back(theta.number());
      if (thresholds.back() < 0) theta.reject("a threshold >= 0");
    }
    require(!thresholds.empty() && thresholds.size() <= 64, "thresholds: expected 1 to 64");
  }
  std::vector<Vector> variables() const {
    std::vector<Vector> y;
    for (Count i = 0; i < d.rows; ++i) y.push_back(Functions::variable(i));
    return y;
  }
  std::vector<Vector> constants(const Node& signal) const {
    std::vector<Vector> y(d.rows);
    for (const auto& [i, value] : signal.vector(d.rows)) y[i] = Functions::constant(value);
    return y;
  }
  /// x^(K).
  std::vector<Vector> run(const std::vector<Vector>& y, Functions& functions) const {
    const Vector one = Functions::constant(1);
    std::vector<Vector> x(d.atoms.size());
    for (const Rational& theta : thresholds) {
      std::vector<Functions::Terms> residual;  // y - D x, row by row
      for (const Vector& entry : y) residual.push_back({{1, &entry}});
      for (Count j = 0; j < x.size(); ++j) {
        for (const auto& [i, value] : d.atoms[j]) residual[i].emplace_back(-value, &x[j]);
      }
      std::vector<Vector> r;
      for (const Functions::Terms& terms : residual) r.push_back(functions.sum(terms));
      for (Count j = 0; j < x.size(); ++j) {
        Functions::Terms above = {{1, &x[j]}}, below = {{-1, &x[j]}};
        for (const auto& [i, value] : w.atoms[j])
          above.emplace_back(value, &r[i]), below.emplace_back(-value, &r[i]);
        above.emplace_back(-theta, &one), below.emplace_back(-theta, &one);
        const Vector up = functions.relu(functions.sum(above)), down = functions.relu(functions.sum(below));
        x[j] = functions.sum({{1, &up}, {-1, &down}});
      }
    }
    return x;
  }
};

/// A network to the letter of Definitions 3.1 and 3.2, in the order of its layers.
struct Network {
  Count axes, side = 0, weights = 0;
  std::vector<std::vector<Vector>> h;  ///< channels, then places row by row

  Count squared(Count n) const { return axes == 1 ? n : n * n; }

  Network(const Node& c, std::vector<Vector> y) : axes(c["axes"].count(1, 2)) {
    while (squared(side) < y.size()) ++side;
    require(squared(side) == y.size(), "axes: expected a square image for two");
    h.push_back(std::move(y));
  }
  void apply(const Node& layer, Functions& functions) {
    const Count kernel = layer.object(5)["kernel"].count(2, 4096), taps = squared(kernel);
    const Count stride = layer["stride"].count(1, 4096);
    if (layer["input"].word({"channels", "vector"}) == "vector") {
      require(axes == 1 && side == 1, "input: expected channels of one entry on one axis");
      std::vector<Vector> entries;
      for (auto& channel : h) entries.push_back(std::move(channel[0]));
      side = entries.size(), h = {entries};
    }
    const Matrix w = layer["weights"].matrix();
    if (w.rows != h.size() * taps) layer["weights"].reject(std::to_string(h.size() * taps) + " rows");
    std::vector<Vector> bias(w.atoms.size());
    for (const auto& [l, value] : layer["bias"].vector(bias.size())) bias[l] = Functions::constant(value);
    weights += bias.size() * (w.rows + 1);
    const Count next = (side + stride - 1) / stride;
    std::vector<std::vector<Vector>> output(bias.size());
    for (Count l = 0; l < bias.size(); ++l) {
      for (Count place = 0; place < squared(next); ++place) {
        Functions::Terms terms = {{1, &bias[l]}};
        for (const auto& [row, weight] : w.atoms[l]) {
          const Count tap = row % taps, along = place % next * stride + tap % kernel;
          const Count down = axes == 1 ? 0 : place / next * stride + tap / kernel;
          if (along < side && down < side) terms.emplace_back(weight, &h[row / taps][down * side + along]);
        }
        output[l].push_back(functions.relu(functions.sum(terms)));
      }
    }
    side = next, h = std::move(output);
  }
  std::vector<Vector> read_out(const Matrix& a, Functions& functions) const {
    std::vector<Functions::Terms> rows(a.rows);
    Count column = 0;
    for (const auto& channel : h) {
      for (const Vector& entry : channel) {
        require(column < a.atoms.size(), "read_out: expected a column for each entry of the output");
        for (const auto& [i, value] : a.atoms[column]) rows[i].emplace_back(value, &entry);
        ++column;
      }
    }
    require(column == a.atoms.size(), "read_out: expected a column for each entry of the output");
    std::vector<Vector> result;
    for (const Functions::Terms& terms : rows) result.push_back(functions.sum(terms));
    return result;
  }
};

/// Whether the network in c makes of y what the iteration makes of it; its number of weights.
bool realises(const Node& c, const Iteration& iteration, const std::vector<Vector>& y, Count& weights) {
  Functions functions(y.size());
  Network network(c, y);
  const std::vector<Node> layers = c["layers"].list();
  require(!layers.empty(), "layers: expected one or more");
  for (const Node& layer : layers) network.apply(layer, functions);
  weights = network.weights;
  const Matrix read_out = c["read_out"].matrix();
  require(read_out.rows == iteration.d.atoms.size(),
          "read_out: expected a row for each column of the matrix");
  return network.read_out(read_out, functions) == iteration.run(y, functions);
}

}  // namespace

Statement network(const Node& c) {
  const Iteration iteration(c);
  Count weights = 0;
  const bool equal = realises(c, iteration, iteration.variables(), weights);
  require(equal, "layers: expected a network equal to the iteration");
  c["depth"].count(c["layers"].list().size(), c["layers"].list().size());
  c["weights"].count(weights, weights);
  return Statement::holds_for_all;
}

Statement network_failure(const Node& c) {
  const Iteration iteration(c);
  Count weights = 0;
  require(!realises(c, iteration, iteration.constants(c["signal"]), weights),
          "signal: expected one where the network differs from the iteration");
  return Statement::fails_for_one;
}

Statement negative_iterate(const Node& c) {
  const Iteration iteration(c);
  Functions functions(0);
  const std::vector<Vector> x = iteration.run(iteration.constants(c["signal"]), functions);
  const Vector& entry = x[c["entry"].count(0, x.size() - 1)];
  require(!entry.empty() && entry[0].second < 0, "entry: expected a negative one of the last iterate");
  return Statement::fails_for_one;
}

}  // namespace dsc::check
