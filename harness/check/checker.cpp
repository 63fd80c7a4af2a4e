#include "harness/check/checker.h"

#include "harness/check/contracts.h"
#include "harness/check/kinds.h"

namespace dsc::check {
namespace {

const struct {
  const char* name;
  std::size_t keys;  // with schema and kind
  Statement (*check)(const Node& certificate);
} kinds[] = {
    {"coherence", 5, coherence},
    {"independence", 5, independence},
    {"l1_unique", 5, l1_unique},
    {"l1_recovery", 5, l1_recovery},
    {"l1_counterexample", 7, l1_counterexample},
    {"generalized_coherence", 11, generalized_coherence},
    {"null_space_property", 6, null_space_property},
    {"shift_coherence", 8, shift_coherence},
    {"striped_recovery", 7, striped_recovery},
    {"two_solutions", 7, two_solutions},
    {"solutions", 6, solutions},
    {"known_support", 8, known_support},
    {"stacked_stability", 8, stacked_stability},
    {"stability", 12, stability},
    {"stability_envelope", 5, stability_envelope},
    {"stability_identity", 3, stability_identity},
    {"network", 10, network},
    {"network_failure", 9, network_failure},
    {"negative_iterate", 7, negative_iterate},
    {"attention", 9, attention},
    {"lista_envelope", 8, lista_envelope},
    {"activation_envelope", 11, activation_envelope},
    {"lipschitz_vacuity", 6, lipschitz_vacuity},
    {"lista_loss", 9, lista_loss},
    {"lista_run", 16, lista_run},
    {"lista_unbounded", 12, lista_unbounded},
    {"lista_lipschitz", 6, lista_lipschitz},
    {"lista_growth", 6, lista_growth},
    {"deep_envelope", 6, deep_envelope},
    {"deep_run", 10, deep_run},
};

std::string words(Statement statement) {
  switch (statement) {
    case Statement::holds_for_all:
      return "holds for all signals";
    case Statement::holds_for_one:
      return "holds for one signal";
    case Statement::fails_for_one:
      return "fails for one signal";
    case Statement::fact_for_all:
      return "fact for all signals";
    case Statement::fact_for_one:
      return "fact for one signal";
    case Statement::vacuous:
      return "vacuous";
  }
  throw certificate::Rejection("a statement without a name");
}

}  // namespace

Result check_certificate(std::string_view text, std::string_view row) {
  Result result;
  try {
    const nlohmann::json value = certificate::parse_text(text);
    const Node certificate(value, "");
    result.kind = certificate["kind"].word(known_kinds());
    certificate["schema"].count(1, 1);
    for (const auto& kind : kinds) {
      if (kind.name == result.kind) result.proves = words(kind.check(certificate.object(kind.keys)));
    }
    result.ok = true;
    if (!row.empty()) result.bears = evidence_for(row, result.kind, certificate);
  } catch (const std::bad_alloc&) {
    result.reason = "not decided: out of memory";
  } catch (const std::exception& rejection) {
    result.reason = rejection.what();
  }
  return result;
}

std::vector<std::string> known_kinds() {
  std::vector<std::string> names;
  for (const auto& kind : kinds) names.push_back(kind.name);
  return names;
}

}  // namespace dsc::check
