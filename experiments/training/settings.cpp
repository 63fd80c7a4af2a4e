#include "experiments/training/settings.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <set>
#include <stdexcept>

#include "harness/error.h"

namespace dsc {

using nlohmann::ordered_json;

namespace {

constexpr std::array kOptimizers{Named<Optimizer>{Optimizer::sgd, "sgd", "SGD"},
                                 Named<Optimizer>{Optimizer::adam, "adam", "Adam"}};
constexpr std::array kOverBatch{Named<OverBatch>{OverBatch::mean, "mean", "mean over the batch"},
                                Named<OverBatch>{OverBatch::sum, "sum", "sum over the batch"}};
constexpr std::array kAugmentations{
    Named<Augmentation>{Augmentation::none, "none", "none"},
    Named<Augmentation>{Augmentation::flip, "flip", "flip"},
    Named<Augmentation>{Augmentation::crop_and_flip, "crop_and_flip", "crop and flip"}};

/// What a number may be, and whether a field is left out where it has its default.
struct Rule {
  double least = 0, most = 0;
  bool optional = false;
};
constexpr Rule kOptional{.optional = true};
constexpr double kMany = 1e8;

/// The one list of fields: calls `visit` with the name, the member and the rule of each.
template <class Visitor>
void for_each_field(Visitor&& visit) {
  visit("set", &Settings::set, Rule{});
  visit("network", &Settings::network, Rule{});
  visit("base", &Settings::base, Rule{1, 4096, true});
  visit("side", &Settings::side, Rule{0, 4096, true});
  visit("activation", &Settings::activation, Rule{});
  visit("gamma", &Settings::gamma, Rule{0, 1e9});
  visit("placement", &Settings::placement, Rule{});
  visit("penalty_over_batch", &Settings::penalty_over_batch, kOptional);
  visit("penalty_after", &Settings::penalty_after, kOptional);
  visit("augmentation", &Settings::augmentation, Rule{});
  visit("images", &Settings::images, Rule{0, kMany});
  visit("test_images", &Settings::test_images, Rule{0, kMany});
  visit("epochs", &Settings::epochs, Rule{1, 10'000});
  visit("batch", &Settings::batch, Rule{1, 1'000'000});
  visit("optimizer", &Settings::optimizer, kOptional);
  visit("rate", &Settings::rate, Rule{1e-12, 1e6});
  visit("momentum", &Settings::momentum, Rule{0, 0.999'999});
  visit("weight_decay", &Settings::weight_decay, Rule{0, 1e6});
  visit("evaluate_every", &Settings::evaluate_every, Rule{1, 10'000});
  visit("seed", &Settings::seed, Rule{0, 1e9});
}

class Writer {
 public:
  explicit Writer(const Settings& settings) : settings_(settings) {}
  template <class Value>
  void operator()(const char* key, Value Settings::*field, const Rule& rule) {
    const Value& value = settings_.*field;
    if (rule.optional && value == Settings{}.*field) return;
    if constexpr (std::is_enum_v<Value>) {
      json[key] = named(value).key;
    } else {
      json[key] = value;
    }
  }
  ordered_json json = ordered_json::object();

 private:
  const Settings& settings_;
};

class Reader {
 public:
  Reader(const ordered_json& parameters, const std::string& where) : all_(parameters), where_(where) {}
  template <class Value>
  void operator()(const char* key, Value Settings::*field, const Rule& rule) {
    known_.insert(key);
    const auto found = all_.find(key);
    if (found != all_.end()) {
      read(key, *found, settings.*field);
    } else if (!rule.optional) {
      throw InputError(where_, "", std::string("the field ") + key, "no such field");
    }
  }
  void refuse_unknown() const {
    for (const auto& [key, value] : all_.items()) {
      if (!known_.contains(key)) throw InputError(where_, "", "fields of a training only", "\"" + key + "\"");
    }
  }
  Settings settings{};

 private:
  void read(const char* key, const ordered_json& value, std::string& into) const {
    if (!value.is_string()) throw InputError(where_, key, "a text", value.dump());
    into = value.get<std::string>();
  }
  void read(const char* key, const ordered_json& value, std::int64_t& into) const {
    if (!value.is_number_integer()) throw InputError(where_, key, "an integer", value.dump());
    into = value.get<std::int64_t>();
  }
  void read(const char* key, const ordered_json& value, double& into) const {
    if (!value.is_number()) throw InputError(where_, key, "a number", value.dump());
    into = value.get<double>();
  }
  template <class Value>
  void read(const char* key, const ordered_json& value, Value& into) const {
    std::string keys;
    for (const Named<Value>& one : names(into)) {
      if (value == one.key) {
        into = one.value;
        return;
      }
      keys += (keys.empty() ? "" : ", ") + std::string(one.key);
    }
    throw InputError(where_, key, "one of " + keys, value.dump());
  }

  const ordered_json& all_;
  std::string where_;
  std::set<std::string> known_;
};

struct RangeCheck {
  const Settings& settings;
  const std::string& where;
  template <class Value>
  void operator()(const char* key, Value Settings::*field, const Rule& rule) const {
    if constexpr (std::is_arithmetic_v<Value>) {
      const auto value = static_cast<double>(settings.*field);
      if (!(value >= rule.least && value <= rule.most)) {
        throw InputError(where, key, fmt::format("a number from {:.10g} to {:.10g}", rule.least, rule.most),
                         fmt::format("{}", settings.*field));
      }
    }
  }
};

struct RangeSearch {
  const std::string& wanted;
  std::optional<Range> found{};
  template <class Value>
  void operator()(const char* key, Value Settings::*, const Rule& rule) {
    if (std::is_arithmetic_v<Value> && wanted == key) found = Range{rule.least, rule.most};
  }
};

}  // namespace

std::span<const Named<Optimizer>> names(Optimizer) { return kOptimizers; }
std::span<const Named<OverBatch>> names(OverBatch) { return kOverBatch; }
std::span<const Named<Augmentation>> names(Augmentation) { return kAugmentations; }

Range range_of(const std::string& field) {
  RangeSearch search{field};
  for_each_field(search);
  if (!search.found) throw std::invalid_argument("no number of a training is called " + field);
  return *search.found;
}

void check(const Settings& settings, const std::string& where) {
  for_each_field(RangeCheck{settings, where});
  placed_features(settings.network, settings.placement);
  const bool masks = settings.network == Architecture::unet;
  if (masks && settings.augmentation == Augmentation::crop_and_flip)
    throw InputError(where, "augmentation", "none or flip for images with masks", "crop_and_flip");
  if (masks != (settings.side > 0)) {
    throw InputError(where, "side", masks ? "the side of U-Net's images" : "none but for U-Net",
                     fmt::format("{}", settings.side));
  }
}

ordered_json to_json(const Settings& settings) {
  Writer writer(settings);
  for_each_field(writer);
  return writer.json;
}

Settings settings_from(const ordered_json& parameters, const std::string& where) {
  if (!parameters.is_object()) throw InputError(where, "", "a JSON object", parameters.type_name());
  Reader reader(parameters, where);
  for_each_field(reader);
  reader.refuse_unknown();
  check(reader.settings, where);
  return reader.settings;
}

double rate_in_epoch(const Settings& settings, std::int64_t t) {
  return settings.rate / 2 *
         (1 + std::cos(std::numbers::pi * static_cast<double>(t) / static_cast<double>(settings.epochs)));
}

}  // namespace dsc
