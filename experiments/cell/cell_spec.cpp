#include "experiments/cell/cell_spec.h"

#include <algorithm>
#include <array>

#include "harness/error.h"

namespace dsc {

using nlohmann::ordered_json;

namespace {

constexpr std::array kFields = {"work",     "parameters", "data",   "scratch", "pictures",
                                "networks", "trained",    "device", "threads", "output"};
constexpr std::array kSetFields = {"key", "name", "layout", "folders"};
constexpr std::size_t kLargestSpec = 1u << 20;
constexpr int kMostThreads = 1024;

struct LayoutWord {
  Layout layout;
  const char* word;
};
constexpr std::array kLayouts{LayoutWord{Layout::cifar10, "cifar10"},
                              LayoutWord{Layout::cifar100, "cifar100"},
                              LayoutWord{Layout::idx, "idx"},
                              LayoutWord{Layout::masks, "masks"},
                              LayoutWord{Layout::composed_train, "composed_train"},
                              LayoutWord{Layout::composed_test, "composed_test"}};

const ordered_json& field(const ordered_json& spec, const std::string& key, ordered_json::value_t type,
                          const std::string& name) {
  const auto found = spec.find(key);
  if (found == spec.end()) throw InputError(name, "", "the field \"" + key + "\"", "no such field");
  if (found->type() != type) {
    throw InputError(name, key, std::string("a value of type ") + ordered_json(type).type_name(),
                     found->type_name());
  }
  return *found;
}

std::string text(const ordered_json& spec, const std::string& key, const std::string& name) {
  const auto& value = field(spec, key, ordered_json::value_t::string, name).get_ref<const std::string&>();
  if (value.empty()) throw InputError(name, key, "a text", "an empty one");
  return value;
}

template <class Known>
void refuse_others(const ordered_json& object, const Known& known, const std::string& name) {
  for (const auto& [key, value] : object.items()) {
    if (std::find(known.begin(), known.end(), key) == known.end())
      throw InputError(name, "", "only the fields of a cell's specification", "\"" + key + "\"");
  }
}

ordered_json parse(const std::string& bytes, const std::string& name) {
  if (bytes.size() > kLargestSpec)
    throw InputError(name, "", "at most 1 MiB", std::to_string(bytes.size()) + " bytes");
  try {
    return ordered_json::parse(bytes);
  } catch (const ordered_json::parse_error& error) {
    throw InputError(name, "byte " + std::to_string(error.byte), "a JSON object", "another text");
  }
}

Layout layout_of(const std::string& word, const std::string& name) {
  std::string known;
  for (const LayoutWord& one : kLayouts) {
    if (word == one.word) return one.layout;
    known += (known.empty() ? "" : ", ") + std::string(one.word);
  }
  throw InputError(name, "layout", "one of " + known, word);
}

SetLocation location_of(const ordered_json& set, const std::string& name) {
  if (!set.is_object()) throw InputError(name, "data", "sets as objects", set.type_name());
  refuse_others(set, kSetFields, name);
  SetLocation location{
      text(set, "key", name), text(set, "name", name), layout_of(text(set, "layout", name), name), {}};
  for (const ordered_json& folder : field(set, "folders", ordered_json::value_t::array, name)) {
    if (!folder.is_string()) throw InputError(name, "folders", "names of folders", folder.type_name());
    location.folders.emplace_back(folder.get<std::string>());
  }
  const bool two = location.layout >= Layout::masks;
  if (location.folders.size() != (two ? 2u : 1u))
    throw InputError(name, "folders", two ? "two" : "one", std::to_string(location.folders.size()));
  return location;
}

ordered_json set_json(const SetLocation& location) {
  ordered_json folders = ordered_json::array();
  for (const std::filesystem::path& folder : location.folders) folders.push_back(folder.string());
  const auto* const known = std::find_if(
      kLayouts.begin(), kLayouts.end(), [&](const LayoutWord& one) { return one.layout == location.layout; });
  return {{"key", location.key}, {"name", location.name}, {"layout", known->word}, {"folders", folders}};
}

/// The name of a kept network's file begins with it.
std::string trained_network(const ordered_json& spec, const std::string& name) {
  const std::string sha256 = field(spec, "trained", ordered_json::value_t::string, name);
  const bool fits = sha256.empty() || (sha256.size() == 64 &&
                                       sha256.find_first_not_of("0123456789abcdef") == std::string::npos);
  if (!fits) throw InputError(name, "trained", "a SHA-256 or nothing", sha256.substr(0, 80));
  return sha256;
}

}  // namespace

ordered_json to_json(const CellSpec& spec) {
  const CellContext& c = spec.context;
  ordered_json data = ordered_json::array();
  for (const SetLocation& location : c.data) data.push_back(set_json(location));
  return {{"work", spec.work},
          {"parameters", c.parameters},
          {"data", data},
          {"scratch", c.scratch.string()},
          {"pictures", c.pictures.string()},
          {"networks", c.networks.string()},
          {"trained", c.trained},
          {"device", c.device},
          {"threads", c.threads},
          {"output", spec.output.string()}};
}

CellSpec parse_cell_spec(const std::string& bytes, const std::string& name) {
  const ordered_json spec = parse(bytes, name);
  if (!spec.is_object()) throw InputError(name, "", "a JSON object", spec.type_name());
  refuse_others(spec, kFields, name);
  CellSpec result;
  result.work = text(spec, "work", name);
  result.output = text(spec, "output", name);
  result.context.parameters = field(spec, "parameters", ordered_json::value_t::object, name);
  for (const ordered_json& set : field(spec, "data", ordered_json::value_t::array, name))
    result.context.data.push_back(location_of(set, name));
  result.context.scratch = text(spec, "scratch", name);
  result.context.pictures = text(spec, "pictures", name);
  result.context.networks = text(spec, "networks", name);
  result.context.trained = trained_network(spec, name);
  result.context.device = text(spec, "device", name);
  const ordered_json& threads = field(spec, "threads", ordered_json::value_t::number_unsigned, name);
  if (threads < 1 || threads > kMostThreads)
    throw InputError(name, "threads", "an integer from 1 to 1024", threads.dump());
  result.context.threads = threads.get<int>();
  return result;
}

}  // namespace dsc
