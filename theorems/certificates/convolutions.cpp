#include "theorems/certificates/convolutions.h"

#include "theorems/certificates/composites.h"

namespace dsc::certificate {
namespace {

Json of_bank(const std::string& kind, const FilterBank& bank) {
  Json c = of_kind(kind);
  c["channels"] = bank.channels;
  c["extent"] = counts(bank.extent);
  c["filters"] = matrix(StoredDoubles{bank.filters});
  return c;
}

}  // namespace

std::string shift_coherence(const FilterBank& bank, const ShiftCoherence& mu) {
  Json c = of_bank("shift_coherence", bank);
  c["mu_squared"] = number(mu.squared);
  c["pair"] = {mu.filters.first, mu.filters.second};
  c["lag"] = Json::array();
  for (const Eigen::Index k : mu.lag) c["lag"].push_back(std::to_string(k));
  return text(c);
}

std::string striped_recovery(const FilterBank& bank, Eigen::Index sparsity) {
  return striped_recovery(bank, sparsity, Eigen::MatrixXd(bank.filters.rows(), 0));
}

std::string striped_recovery(const FilterBank& bank, Eigen::Index sparsity,
                             const Eigen::MatrixXd& witnesses) {
  Json c = of_bank("striped_recovery", bank);
  c["sparsity"] = sparsity;
  c["witnesses"] = Json::array();
  for (Eigen::Index i = 0; i < witnesses.cols(); ++i) {
    RationalVector w(witnesses.rows());
    for (Eigen::Index t = 0; t < w.size(); ++t) w[t] = exactly(witnesses(t, i));
    c["witnesses"].push_back(vector(w));
  }
  return text(c);
}

}  // namespace dsc::certificate
