// Unrolled networks: error against depth, inside and outside of what the theory guarantees.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "experiments/comparison/comparison.h"
#include "experiments/training/unrolled_record.h"
#include "harness/fields/profile_table.h"

namespace dsc {
namespace {

constexpr double kReached = 1 + 1e-9;  // codes of one nonzero reach the bound, to rounding

struct UnrolledCell {
  std::string file{};
  UnrolledSettings settings{};
  UnrolledRecord record{};
};
using UnrolledGroup = SeedGroup<UnrolledCell>;

std::vector<UnrolledCell> unrolled_cells(const std::vector<ExperimentResult>& results) {
  std::vector<UnrolledCell> all;
  for (const ExperimentResult& result : results) {
    all.push_back({result.file, unrolled_settings(result.parameters, result.file),
                   unrolled_record(result.result, result.file)});
  }
  return all;
}

std::vector<ExperimentCell> cells(const ProfileTable& table) {
  UnrolledSettings settings;
  std::int64_t seeds = 0;
  for (const UnrolledNumber& number : unrolled_numbers()) {
    if (number.field == &UnrolledSettings::seed) {
      seeds = table.integer("seeds", 1, 1000);
    } else {
      settings.*number.field = table.integer(number.key, number.least, number.most);
    }
  }
  std::vector<ExperimentCell> all;
  for (const std::string& sparsity : table.texts("sparsities", {"one", "guaranteed", "tenth"})) {
    settings.sparsity = sparsity;
    for (settings.seed = 1; settings.seed <= seeds; ++settings.seed) {
      const double size = static_cast<double>(settings.columns) / 128,
                   steps = static_cast<double>(settings.steps * settings.depth * settings.depth);
      all.push_back({.experiment = "unrolled",
                     .name = fmt::format("gaussian{}x{}-{}-seed{}", settings.rows, settings.columns, sparsity,
                                         settings.seed),
                     .work = "unroll",
                     .parameters = to_json(settings),
                     .weight = 1 + 1e-3 * steps / 2 * size * size});
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

double final_error(const UnrolledCell& cell, const Method& method) {
  return errors_of(cell.record, method.key).back();
}
double mean_error(const UnrolledGroup& group, const Method& method) {
  return group.mean([&](const UnrolledCell& cell) { return final_error(cell, method); });
}

/// A number that a cell's record holds.
template <class Value>
auto field(Value UnrolledRecord::*member) {
  return [member](const UnrolledCell& cell) { return static_cast<double>(cell.record.*member); };
}

/// Whether the theory covers these signals, on every seed's dictionary.
bool inside(const UnrolledGroup& group) {
  const std::vector<double> rates = group.values(field(&UnrolledRecord::rate));
  return *std::max_element(rates.begin(), rates.end()) < 1;
}

template <class Value>
std::string range(const UnrolledGroup& group, Value UnrolledRecord::*member, int digits) {
  const std::vector<double> values = group.values(field(member));
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  if (*least == *most) return fmt::format("{:.{}f}", *least, digits);
  return fmt::format("{:.{}f} to {:.{}f}", *least, digits, *most, digits);
}

std::string label(const UnrolledGroup& group) {
  const UnrolledSettings& settings = group.one().settings;
  const std::string nonzeros = range(group, &UnrolledRecord::nonzeros, 0);
  return fmt::format("{}x{}, {} nonzero{}", settings.rows, settings.columns, nonzeros,
                     nonzeros == "1" ? "" : "s");
}

Series over_depth(const std::vector<double>& values) {
  Series series;
  for (const double value : values) {
    series.x.push_back(static_cast<double>(series.x.size()));
    series.y.push_back(value);
  }
  return series;
}

Figure error_figure(const UnrolledGroup& group) {
  Figure figure;
  figure.name = fmt::format("error-{}", group.one().settings.sparsity);
  figure.title = fmt::format("Error against depth: {}, {} the guarantee (means and range over dictionaries)",
                             label(group), inside(group) ? "inside" : "outside");
  figure.x_label = "depth";
  figure.y_label = "error (dB)";
  for (const Method& method : kMethods) {
    figure.series.push_back(mean_curve(method.name, group, [&](const UnrolledCell& cell) {
      return over_depth(errors_of(cell.record, method.key));
    }));
  }
  if (inside(group)) {
    figure.series.push_back(
        mean_curve("bound of the theory, worst case", group,
                   [](const UnrolledCell& cell) { return over_depth(cell.record.bound); }));
  }
  return figure;
}

Table coverage_table(const std::vector<UnrolledGroup>& groups) {
  Table table{"What is guaranteed for these dictionaries and signals",
              {"signals", "seeds", "mu", "mu~ (proven upper bound)", "sparsity guaranteed by mu", "by mu~",
               "rate q = (2s - 1) mu~", "supports kept (%)", "largest share of the bound reached"},
              {}};
  for (const UnrolledGroup& group : groups) {
    const bool covered = inside(group);
    table.rows.push_back(
        {label(group), fmt::format("{}", group.by_seed.size()), range(group, &UnrolledRecord::mu, 3),
         range(group, &UnrolledRecord::mu_tilde_upper, 3), range(group, &UnrolledRecord::guaranteed_by_mu, 0),
         range(group, &UnrolledRecord::guaranteed_by_mu_tilde, 0), range(group, &UnrolledRecord::rate, 3),
         covered ? fmt::format("{:.2f}", 100 * group.mean(field(&UnrolledRecord::supports_kept)))
                 : "not covered",
         covered ? range(group, &UnrolledRecord::largest_share_of_bound, 3) : "not covered"});
  }
  return table;
}

/// Median and range over the dictionaries; so few say no more.
std::string median_and_range(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  const double median = values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  return values.size() == 1 ? fmt::format("{:.1f}", median)
                            : fmt::format("{:.1f} ({:.1f} to {:.1f})", median, values.front(), values.back());
}

Table error_table(const std::vector<UnrolledGroup>& groups) {
  Table table{
      "Error at the last depth (dB), median and range over dictionaries; learned networks compute in "
      "single precision, the others in double",
      {"signals", "depth"},
      {}};
  for (const Method& method : kMethods) table.columns.push_back(method.name);
  for (const UnrolledGroup& group : groups) {
    std::vector<std::string> row = {label(group), fmt::format("{}", group.one().settings.depth)};
    for (const Method& method : kMethods) {
      row.push_back(median_and_range(
          group.values([&](const UnrolledCell& cell) { return final_error(cell, method); })));
    }
    table.rows.push_back(row);
  }
  return table;
}

/// One method less another on the same dictionaries and signals: no test, as there are few dictionaries.
std::string gain_sentence(const std::vector<UnrolledGroup>& groups, const Method& first,
                          const Method& second) {
  std::vector<std::string> gains;
  for (const UnrolledGroup& group : groups) {
    const auto gain = [&](const UnrolledCell& cell) {
      return final_error(cell, second) - final_error(cell, first);
    };
    gains.push_back(fmt::format("{} dB with {}", median_and_range(group.values(gain)), label(group)));
  }
  return fmt::format(
      " {} in place of {} changes the error at the last depth by {}: medians and ranges over dictionaries.",
      second.name, first.name, fmt::join(gains, "; "));
}

std::string coverage_sentence(const std::vector<UnrolledGroup>& groups) {
  std::string text;
  for (const UnrolledGroup& group : groups) {
    if (!text.empty()) text += " ";
    if (inside(group)) {
      const std::vector<double> reached = group.values(field(&UnrolledRecord::largest_share_of_bound));
      const double most = *std::max_element(reached.begin(), reached.end());
      text += fmt::format(
          "With {} the theory's condition holds (rate {}): LISTA-CP with its thresholds {} its bound (at "
          "most {:.2g} "
          "of it reached) and keeps {:.4g}% of supports within the true ones.",
          label(group), range(group, &UnrolledRecord::rate, 3), most <= kReached ? "stays within" : "EXCEEDS",
          most, 100 * group.mean(field(&UnrolledRecord::supports_kept)));
    } else {
      text += fmt::format(
          "With {} it fails (rate {}): thresholds of the theory are of no use there ({:.1f} dB at the last "
          "depth), "
          "while LISTA reaches {:.1f} dB, learned thresholds {:.1f} dB and ISTA {:.1f} dB.",
          label(group), range(group, &UnrolledRecord::rate, 2), mean_error(group, kMethods[2]),
          mean_error(group, kMethods[4]), mean_error(group, kMethods[3]), mean_error(group, kMethods[0]));
    }
  }
  return text;
}

/// Each added layer is trained with all before it: where training was too short for that, the error rises
/// again with depth, which is no property of the method.
std::string worsening_sentence(const std::vector<UnrolledGroup>& groups, const Method& method) {
  constexpr double clearly = 3;  // dB
  std::vector<std::string> worse;
  for (const UnrolledGroup& group : groups) {
    for (const auto& [seed, cell] : group.by_seed) {
      const std::vector<double>& errors = errors_of(cell->record, method.key);
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
  const std::vector<UnrolledCell> unrolled = unrolled_cells(results);
  const std::vector<UnrolledGroup> groups = seed_groups(unrolled);
  ExperimentFindings findings;
  findings.answer = coverage_sentence(groups);
  findings.tables.push_back(coverage_table(groups));
  findings.tables.push_back(error_table(groups));
  for (const std::size_t learned : {std::size_t{4}, std::size_t{3}}) {
    findings.answer += gain_sentence(groups, kMethods[0], kMethods[learned]);
    findings.answer += worsening_sentence(groups, kMethods[learned]);
  }
  for (const UnrolledGroup& group : groups) findings.figures.push_back(error_figure(group));
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
