// Unrolled networks: error against depth, inside and outside of what the theory guarantees.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "experiments/findings/comparison.h"
#include "experiments/findings/result_fields.h"
#include "experiments/run/profile_table.h"

namespace dsc {
namespace {

constexpr double kReached = 1 + 1e-9;  // codes of one nonzero reach the bound, to rounding

const std::vector<std::string> kSparsities = {"one", "guaranteed", "tenth"};

std::vector<ExperimentCell> cells(const ProfileTable& table) {
  const std::int64_t rows = table.integer("rows", 2, 4096), columns = table.integer("columns", 2, 8192),
                     depth = table.integer("depth", 1, 1000), steps = table.integer("steps", 2, 1'000'000),
                     batch = table.integer("batch", 1, 100'000),
                     test = table.integer("test_signals", 1, 100'000),
                     seeds = table.integer("seeds", 1, 1000);
  std::vector<ExperimentCell> all;
  for (const std::string& sparsity : table.texts("sparsities", kSparsities)) {
    for (std::int64_t seed = 1; seed <= seeds; ++seed) {
      ExperimentCell cell;
      cell.experiment = "unrolled";
      cell.work = "unroll";
      cell.name = fmt::format("gaussian{}x{}-{}-seed{}", rows, columns, sparsity, seed);
      cell.parameters = {{"rows", rows},   {"columns", columns}, {"sparsity", sparsity}, {"depth", depth},
                         {"steps", steps}, {"batch", batch},     {"test_signals", test}, {"seed", seed}};
      const double size = static_cast<double>(columns) / 128;
      cell.weight = 1 + 1e-3 * static_cast<double>(steps * depth * depth) / 2 * size * size;
      all.push_back(cell);
    }
  }
  return all;
}

struct Method {
  const char *key, *name;
};
constexpr std::array<Method, 5> kMethods = {{{"ista", "ISTA"},
                                             {"fista", "FISTA"},
                                             {"lista_cp", "LISTA-CP, analytic W, thresholds of the theory"},
                                             {"lista_cp_learned", "LISTA-CP, analytic W, learned thresholds"},
                                             {"lista", "LISTA, learned"}}};

std::string errors_pointer(const Method& method) { return fmt::format("/errors/{}", method.key); }

Measured final_error(const Method& method) {
  return [pointer = errors_pointer(method)](const ExperimentResult& result) {
    return last_number_at(result, pointer);
  };
}

std::vector<double> depths(const ExperimentResult& result) {
  std::vector<double> all;
  for (std::size_t k = 0; k < numbers_at(result, "/errors/ista").size(); ++k)
    all.push_back(static_cast<double>(k));
  return all;
}

Measured field(const std::string& pointer) {
  return [pointer](const ExperimentResult& result) { return number_at(result, pointer); };
}

/// Whether the theory covers these signals, on every seed's dictionary.
bool inside(const SeedGroup& group) {
  const std::vector<double> rates = group.values(field("/rate"));
  return *std::max_element(rates.begin(), rates.end()) < 1;
}

std::string range(const SeedGroup& group, const std::string& pointer, int digits) {
  const std::vector<double> values = group.values(field(pointer));
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  if (*least == *most) return fmt::format("{:.{}f}", *least, digits);
  return fmt::format("{:.{}f} to {:.{}f}", *least, digits, *most, digits);
}

std::string label(const SeedGroup& group) {
  const ExperimentResult& one = group.one();
  const std::string nonzeros = range(group, "/nonzeros", 0);
  return fmt::format("{:g}x{:g}, {} nonzero{}", number_parameter(one, "rows"),
                     number_parameter(one, "columns"), nonzeros, nonzeros == "1" ? "" : "s");
}

Figure error_figure(const SeedGroup& group) {
  Figure figure;
  figure.name = fmt::format("error-{}", text_parameter(group.one(), "sparsity"));
  figure.title = fmt::format("Error against depth: {}, {} the guarantee (means over seeds)", label(group),
                             inside(group) ? "inside" : "outside");
  figure.x_label = "depth";
  figure.y_label = "error (dB)";
  const auto add = [&](const std::string& name, const std::string& pointer) {
    figure.series.push_back(
        mean_curve(name, group, depths, [&](const ExperimentResult& r) { return numbers_at(r, pointer); }));
  };
  for (const Method& method : kMethods) add(method.name, errors_pointer(method));
  if (inside(group)) add("bound of the theory, worst case", "/bound");
  return figure;
}

Table coverage_table(const std::vector<SeedGroup>& groups) {
  Table table{"What is guaranteed for these dictionaries and signals",
              {"signals", "seeds", "mu", "mu~ (proven upper bound)", "sparsity guaranteed by mu", "by mu~",
               "rate q = (2s - 1) mu~", "supports kept (%)", "largest share of the bound reached"},
              {}};
  for (const SeedGroup& group : groups) {
    const bool covered = inside(group);
    table.rows.push_back(
        {label(group), fmt::format("{}", group.by_seed.size()), range(group, "/mu", 3),
         range(group, "/mu_tilde/upper", 3), range(group, "/guaranteed_by_mu", 0),
         range(group, "/guaranteed_by_mu_tilde", 0), range(group, "/rate", 3),
         covered ? fmt::format("{:.2f}", 100 * group.mean(field("/supports_kept"))) : "not covered",
         covered ? range(group, "/largest_share_of_bound", 3) : "not covered"});
  }
  return table;
}

Table error_table(const std::vector<SeedGroup>& groups) {
  Table table{
      "Error at the last depth (dB), mean ± standard deviation over seeds; learned networks compute in "
      "single precision, the others in double",
      {"signals", "depth"},
      {}};
  for (const Method& method : kMethods) table.columns.push_back(method.name);
  for (const SeedGroup& group : groups) {
    std::vector<std::string> row = {label(group),
                                    fmt::format("{:g}", number_parameter(group.one(), "depth"))};
    for (const Method& method : kMethods) row.push_back(group.summary(final_error(method), 1, 1));
    table.rows.push_back(row);
  }
  return table;
}

/// One method held against another on the same dictionaries and signals.
std::vector<PairedComparison> between(const std::vector<SeedGroup>& groups, const Method& first,
                                      const Method& second) {
  std::vector<PairedComparison> all;
  for (const SeedGroup& group : groups) {
    all.push_back(
        paired_values(label(group), group.values(final_error(first)), group.values(final_error(second))));
  }
  return adjust_together(std::move(all));
}

std::string coverage_sentence(const std::vector<SeedGroup>& groups) {
  std::string text;
  for (const SeedGroup& group : groups) {
    if (!text.empty()) text += " ";
    if (inside(group)) {
      const std::vector<double> reached = group.values(field("/largest_share_of_bound"));
      const double most = *std::max_element(reached.begin(), reached.end());
      text += fmt::format(
          "With {} the theory's condition holds (rate {}): LISTA-CP with its thresholds {} its bound (at "
          "most {:.2g} "
          "of it reached) and keeps {:.4g}% of supports within the true ones.",
          label(group), range(group, "/rate", 3), most <= kReached ? "stays within" : "EXCEEDS", most,
          100 * group.mean(field("/supports_kept")));
    } else {
      text += fmt::format(
          "With {} it fails (rate {}): thresholds of the theory are of no use there ({:.1f} dB at the last "
          "depth), "
          "while LISTA reaches {:.1f} dB, learned thresholds {:.1f} dB and ISTA {:.1f} dB.",
          label(group), range(group, "/rate", 2), group.mean(final_error(kMethods[2])),
          group.mean(final_error(kMethods[4])), group.mean(final_error(kMethods[3])),
          group.mean(final_error(kMethods[0])));
    }
  }
  return text;
}

/// Each added layer is trained with all before it: where training was too short for that, the error rises
/// again with depth, which is no property of the method.
std::string worsening_sentence(const std::vector<SeedGroup>& groups, const Method& method) {
  constexpr double clearly = 3;  // dB
  std::vector<std::string> worse;
  for (const SeedGroup& group : groups) {
    for (const auto& [seed, result] : group.by_seed) {
      const std::vector<double> errors = numbers_at(*result, errors_pointer(method));
      const auto least = std::min_element(errors.begin(), errors.end());
      if (errors.back() < *least + clearly) continue;
      worse.push_back(fmt::format("{}, seed {}: {:.1f} dB at depth {}, {:.1f} dB at depth {}", label(group),
                                  seed, *least, least - errors.begin(), errors.back(), errors.size() - 1));
    }
  }
  if (worse.empty()) return "";
  return fmt::format(" {} was trained too shortly for the deepest networks, whose error rises again: {}.",
                     method.name, fmt::join(worse, "; "));
}

ExperimentFindings findings_of(const std::vector<ExperimentResult>& results) {
  const std::vector<SeedGroup> groups = seed_groups(results);
  const Measure measure = {"error at the last depth", "dB", 1, 1, {}};
  ExperimentFindings findings;
  findings.answer = coverage_sentence(groups);
  findings.tables.push_back(coverage_table(groups));
  findings.tables.push_back(error_table(groups));
  for (const std::size_t learned : {std::size_t{4}, std::size_t{3}}) {
    const Treatments treatments = {"ISTA", kMethods[learned].name,
                                   std::string(kMethods[learned].name) + ", in place of ISTA,"};
    add_comparisons(between(groups, kMethods[0], kMethods[learned]), measure, treatments, findings);
    findings.answer += worsening_sentence(groups, kMethods[learned]);
  }
  for (const SeedGroup& group : groups) findings.figures.push_back(error_figure(group));
  return findings;
}

const ExperimentRegistration registration({
    .id = "unrolled",
    .position = 5,
    .title = "Unrolled networks: error against depth",
    .source = "Section 3 (LISTA-CP, equations (6) and (7)); no experiment of the paper",
    .question = "How fast do ISTA, FISTA, LISTA-CP with an analytic W and learned LISTA approach the sparse "
                "code, inside the "
                "sparsity that generalized coherence allows and far outside of it?",
    .paper = "The theorems promise an error that falls exponentially with depth where s < (1 + 1/mu~)/2. The "
             "paper measures "
             "nothing of it.",
    .cells = cells,
    .findings = findings_of,
});

}  // namespace
}  // namespace dsc
