#include <set>

#include "harness/check/kinds.h"
#include "harness/check/linear.h"

namespace dsc::check {

using namespace certificate;

namespace {

/// The signs, once `item` has proven that every x with these signs is the unique solution.
Vector proven_signs(const Matrix& a, const Node& item) {
  const Vector signs = item["signs"].vector(a.atoms.size()), dual = item["dual"].vector(a.rows);
  std::vector<Vector> chosen;
  for (Count j = 0; j < a.atoms.size(); ++j) {
    const Rational product = dot(a.atoms[j], dual);
    const bool on = chosen.size() < signs.size() && signs[chosen.size()].first == j;
    const bool proven = on ? abs(product) == 1 && product == signs[chosen.size()].second : abs(product) < 1;
    const std::string expected = on ? "a.v = its sign, 1 or -1" : "|a.v| < 1";
    if (!proven) item["dual"].reject(expected + " at column " + std::to_string(j));
    if (on) chosen.push_back(a.atoms[j]);
  }
  if (signs.empty() || rank(chosen) != chosen.size())
    item["signs"].reject("one or more, on independent columns");
  return signs;
}

Rational l1_norm(const Vector& x) {
  Rational sum = 0;
  for (const auto& [i, value] : x) sum += abs(value);
  return sum;
}

}  // namespace

Statement coherence(const Node& c) {
  const Coherence mu = mutual_coherence(c["matrix"].matrix().atoms);
  if (c["mu_squared"].number() != mu.squared) c["mu_squared"].reject(mu.squared.str());
  const std::vector<Count> pair = {mu.i, mu.j};
  if (c["pair"].counts(2, 0) != pair) c["pair"].reject(nlohmann::json(pair).dump());
  return Statement::fact_for_all;
}

Statement independence(const Node& c) {
  const Matrix a = c["matrix"].matrix();
  const Count k = c["columns"].count(1, a.atoms.size());
  if (c["method"].word({"dominance", "exhaustive"}) == "exhaustive" || k == 1) {
    for_each_subset(a.atoms, a.rows, k, [](const Elimination&) {});
    return Statement::holds_for_all;
  }
  const Rational others = k - 1;
  require(others * others * mutual_coherence(a.atoms).squared < 1, "columns: expected (k-1)^2 mu^2 < 1");
  return Statement::holds_for_all;
}

Statement l1_unique(const Node& c) {
  proven_signs(c["matrix"].matrix(), c);
  return Statement::holds_for_one;
}

Statement l1_recovery(const Node& c) {
  const Matrix a = c["matrix"].matrix();
  const Count s = c["sparsity"].count(1, std::min<Count>(a.atoms.size(), 64));
  const std::vector<Node> items = c["duals"].list();
  const Integer all = Integer(affordable_subsets(a.atoms.size(), s)) << (s - 1);
  require(all == items.size(), "duals: expected one for each of " + all.str() + " sign vectors");
  std::set<Vector> seen;
  for (const Node& item : items) {
    const Vector signs = proven_signs(a, item.object(2));
    require(signs.size() == s && signs[0].second == 1,
            "signs: expected " + std::to_string(s) + ", the first of them 1");
    require(seen.insert(signs).second, "duals: expected each sign vector once");
  }
  return Statement::holds_for_all;
}

Statement l1_counterexample(const Node& c) {
  const Matrix a = c["matrix"].matrix();
  const Vector code = c["code"].vector(a.atoms.size()), rival = c["rival"].vector(a.atoms.size());
  require(!code.empty() && code != rival, "rival: expected two different vectors, the code not zero");
  require(multiply(a, code) == multiply(a, rival), "rival: expected A u = A x");
  require(l1_norm(rival) <= l1_norm(code), "rival: expected an l1 norm no larger than the code's");
  const std::string hypothesis = c["hypothesis"].word({"coherence_bound", "equality", "none"});
  if (hypothesis != "none") {
    require(rank(a.atoms) == a.rows, "matrix: expected full row rank");
    const Rational load = coherence_load(code.size(), mutual_coherence(a.atoms).squared);
    require(load < 1 || (hypothesis == "equality" && load == 1),
            "hypothesis: expected (2s-1)^2 mu^2 < 1, or <= 1 for equality");
  }
  const bool equal_norms = c["columns"].word({"any", "equal_norms"}) == "equal_norms";
  for (const Vector& atom : a.atoms) {
    require(!equal_norms || dot(atom, atom) == dot(a.atoms[0], a.atoms[0]), "columns: expected equal norms");
  }
  return hypothesis == "none" ? Statement::fact_for_one : Statement::fails_for_one;
}

}  // namespace dsc::check
