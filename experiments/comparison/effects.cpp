#include "experiments/comparison/effects.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

namespace dsc {
namespace {

std::string signed_value(double value, int digits) { return fmt::format("{:+.{}f}", value, digits); }

std::string range(double lower, double upper, int digits) {
  return fmt::format("[{}, {}]", signed_value(lower, digits), signed_value(upper, digits));
}

std::string dose(const std::vector<double>& changes) {
  if (changes.empty()) return "–";
  if (changes.size() == 1) return signed_value(changes.front(), 1);
  const MeanInterval interval = mean_interval(changes);
  return signed_value(interval.mean, 1) + " " + range(interval.lower, interval.upper, 1);
}

std::string capitalised(std::string text) {
  // Not of a name like mIoU.
  if (text.size() > 1 && std::islower(static_cast<unsigned char>(text[1])) != 0)
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

std::string unit_of(const JudgedMeasure& outcome) {
  return outcome.measure.unit.empty() ? "" : " " + outcome.measure.unit;
}

std::size_t count(const std::vector<Effect>& effects, EffectVerdict verdict) {
  return static_cast<std::size_t>(std::count_if(effects.begin(), effects.end(),
                                                [&](const Effect& one) { return one.verdict() == verdict; }));
}

}  // namespace

std::vector<Effect> judged(const std::vector<PairedComparison>& comparisons,
                           const std::vector<Exposure>& exposures, double smallest) {
  std::vector<Effect> effects;
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    Effect& one = effects.emplace_back();
    one.comparison = comparisons[i];
    if (i < exposures.size()) one.exposure = exposures[i];
    if (!comparisons[i].judged()) continue;
    std::vector<double> differences;
    for (std::size_t k = 0; k < comparisons[i].first.size(); ++k)
      differences.push_back(comparisons[i].second[k] - comparisons[i].first[k]);
    one.judgement = judge_effect(differences, comparisons[i].adjusted, smallest);
  }
  return effects;
}

std::string shown_verdict(const Effect& effect, const JudgedMeasure& outcome) {
  switch (effect.verdict()) {
    case EffectVerdict::rises:
      return "improves";
    case EffectVerdict::falls:
      return "worsens";
    case EffectVerdict::no_larger:
      return fmt::format("no effect larger than {:g}", outcome.smallest);
    case EffectVerdict::undecided:
      break;
  }
  if (!effect.judgement || effect.judgement->more_pairs == 0) return "undecided";
  return fmt::format("undecided: about {} more seed{}", effect.judgement->more_pairs,
                     effect.judgement->more_pairs == 1 ? "" : "s");
}

Table effect_table(const std::vector<Effect>& effects, const JudgedMeasure& outcome,
                   const Treatments& treatments) {
  const int digits = outcome.measure.digits;
  Table table;
  table.title = capitalised(fmt::format(
      "{}: {} minus {}, judged against a smallest effect of interest of {:g}{}. A difference counts "
      "at the 5% level, p adjusted by Holm; none larger counts where the 90% interval lies inside. "
      "Bootstrap: over pairs and test images together",
      outcome.measure.name, treatments.second, treatments.first, outcome.smallest, unit_of(outcome)));
  table.columns = {"setting",
                   "pairs",
                   "verdict",
                   "effect",
                   "95% interval",
                   "90% interval",
                   "95% by bootstrap",
                   "dose: change of the penalty (%)",
                   "share of the paper's integrated rate (%)"};
  for (const Effect& one : effects) {
    std::vector<std::string> row = {one.comparison.label, fmt::format("{}", one.comparison.first.size()),
                                    shown_verdict(one, outcome)};
    if (one.judgement) {
      const EffectJudgement& j = *one.judgement;
      row.insert(row.end(), {signed_value(j.ninety_five.mean, digits),
                             range(j.ninety_five.lower, j.ninety_five.upper, digits),
                             range(j.ninety.lower, j.ninety.upper, digits)});
    } else {
      row.insert(row.end(), 3, "–");
    }
    const auto& images = one.exposure.images;
    if (images.size() >= 2) {
      const PercentileInterval interval = bootstrap_over_pairs_and_images(images);
      row.push_back(range(interval.lower, interval.upper, digits));
    } else {
      row.push_back("–");
    }
    row.push_back(dose(one.exposure.dose));
    row.push_back(one.exposure.rate_share > 0 ? fmt::format("{:.2g}", 100 * one.exposure.rate_share) : "–");
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table mcnemar_table(const std::vector<Effect>& effects, const JudgedMeasure& outcome) {
  Table table;
  table.title =
      "Pairs of networks image by image (McNemar's exact test): it tells two networks apart, not two "
      "treatments; " +
      outcome.measure.name;
  table.columns = {"setting",
                   "pairs",
                   "images only the first finds",
                   "only the second",
                   "pairs with p < 0.05",
                   "of those the second better"};
  for (const Effect& one : effects) {
    const auto& pairs = one.exposure.discordant;
    if (pairs.empty()) continue;
    std::vector<std::int64_t> first, second;
    int different = 0, better = 0;
    for (const auto& [a, b] : pairs) {
      first.push_back(a), second.push_back(b);
      if (mcnemar_p(a, b) >= 0.05) continue;
      ++different;
      better += b > a ? 1 : 0;
    }
    const auto spread = [](const std::vector<std::int64_t>& all) {
      const auto [least, most] = std::minmax_element(all.begin(), all.end());
      return *least == *most ? fmt::format("{}", *least) : fmt::format("{} to {}", *least, *most);
    };
    table.rows.push_back({one.comparison.label, fmt::format("{}", pairs.size()), spread(first),
                          spread(second), fmt::format("{}", different), fmt::format("{}", better)});
  }
  return table;
}

Figure forest_plot(const std::string& name, const std::vector<Effect>& effects, const JudgedMeasure& outcome,
                   const Treatments& treatments) {
  Figure figure;
  figure.name = name;
  figure.title =
      capitalised(fmt::format("{}: {} minus {}", outcome.measure.name, treatments.second, treatments.first));
  figure.y_label = "difference" + (outcome.measure.unit.empty() ? "" : " (" + outcome.measure.unit + ")");
  figure.style = Figure::Style::points;
  Series none{.label = "within the smallest effect of interest"}, narrow{.label = "90% interval"},
      wide{.label = "mean and 95% interval"};
  const auto add = [](Series& series, double at, double y, double lo, double hi) {
    series.add(at, y);
    series.lo.push_back(lo), series.hi.push_back(hi);
  };
  for (const Effect& one : effects) {
    if (!one.judgement) continue;
    const auto at = static_cast<double>(figure.categories.size());
    const MeanInterval &a = one.judgement->ninety_five, &b = one.judgement->ninety;
    figure.categories.push_back(one.comparison.label);
    add(none, at, 0, -outcome.smallest, outcome.smallest);
    add(narrow, at, b.mean, b.lower, b.upper);
    add(wide, at, a.mean, a.lower, a.upper);
  }
  figure.series = {none, narrow, wide};
  return figure;
}

std::string verdict_sentence(const std::vector<Effect>& effects, const JudgedMeasure& outcome,
                             const Treatments& treatments) {
  const auto listed = [&](EffectVerdict verdict) {
    std::vector<std::string> items;
    for (const Effect& one : effects) {
      if (one.verdict() != verdict) continue;
      const MeanInterval& d = one.judgement->ninety_five;
      items.push_back(fmt::format("{} ({} {})", one.comparison.label,
                                  signed_value(d.mean, outcome.measure.digits),
                                  range(d.lower, d.upper, outcome.measure.digits)));
    }
    return items.empty() ? "" : fmt::format(": {}", fmt::join(items, ", "));
  };
  const auto in = [&](EffectVerdict verdict) {
    const std::size_t n = count(effects, verdict);
    return n == 0 ? std::string("none") : fmt::format("{}", n);
  };
  const bool decided =
      std::any_of(effects.begin(), effects.end(), [](const Effect& e) { return e.judgement; });
  if (!decided)
    return fmt::format(
        "Nothing can be said yet of the effect of {} on the {}: no setting has pairs to "
        "judge by.",
        treatments.effect, outcome.measure.name);
  return fmt::format(
      "Of {} setting{}, {} improves the {} in {}{} and worsens it in {}{}; no effect larger than {:g}{} in "
      "{}; "
      "undecided in {}.",
      effects.size(), effects.size() == 1 ? "" : "s", treatments.effect, outcome.measure.name,
      in(EffectVerdict::rises), listed(EffectVerdict::rises), in(EffectVerdict::falls),
      listed(EffectVerdict::falls), outcome.smallest, unit_of(outcome), in(EffectVerdict::no_larger),
      in(EffectVerdict::undecided));
}

std::vector<Effect> add_effects(const std::string& name, const std::vector<PairedComparison>& comparisons,
                                const std::vector<Exposure>& exposures, const JudgedMeasure& outcome,
                                const Treatments& treatments, ExperimentFindings& findings) {
  std::vector<Effect> effects = judged(comparisons, exposures, outcome.smallest);
  findings.answer += (findings.answer.empty() ? "" : " ") + verdict_sentence(effects, outcome, treatments);
  findings.tables.push_back(effect_table(effects, outcome, treatments));
  Figure forest = forest_plot(name, effects, outcome, treatments);
  if (!forest.categories.empty()) findings.figures.push_back(std::move(forest));
  Table mcnemar = mcnemar_table(effects, outcome);
  if (!mcnemar.rows.empty()) findings.tables.push_back(std::move(mcnemar));
  return effects;
}

}  // namespace dsc
