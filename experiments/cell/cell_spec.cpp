#include "experiments/cell/cell_spec.h"

#include <algorithm>
#include <array>

#include "harness/error.h"

namespace dsc {

using nlohmann::json;

namespace {

constexpr std::array kFields = {"work",     "parameters", "data",    "data_folder", "scratch",
                                "pictures", "device",     "threads", "output"};
constexpr std::size_t kLargestSpec = 1u << 20;
constexpr int kMostThreads = 1024;

const json& field(const json& spec, const std::string& key, json::value_t type, const std::string& name) {
  const auto found = spec.find(key);
  if (found == spec.end()) throw InputError(name, "", "the field \"" + key + "\"", "no such field");
  if (found->type() != type) {
    throw InputError(name, key, std::string("a value of type ") + json(type).type_name(), found->type_name());
  }
  return *found;
}

std::string text(const json& spec, const std::string& key, const std::string& name,
                 bool may_be_empty = false) {
  const auto& value = field(spec, key, json::value_t::string, name).get_ref<const std::string&>();
  if (value.empty() && !may_be_empty) throw InputError(name, key, "a text", "an empty one");
  return value;
}

json parse(const std::string& bytes, const std::string& name) {
  if (bytes.size() > kLargestSpec)
    throw InputError(name, "", "at most 1 MiB", std::to_string(bytes.size()) + " bytes");
  try {
    return json::parse(bytes);
  } catch (const json::parse_error& error) {
    throw InputError(name, "byte " + std::to_string(error.byte), "a JSON object", "another text");
  }
}

}  // namespace

CellSpec parse_cell_spec(const std::string& bytes, const std::string& name) {
  const json spec = parse(bytes, name);
  if (!spec.is_object()) throw InputError(name, "", "a JSON object", spec.type_name());
  for (const auto& [key, value] : spec.items()) {
    if (std::find(kFields.begin(), kFields.end(), key) == kFields.end()) {
      throw InputError(name, "", "only the fields of a cell's specification", "\"" + key + "\"");
    }
  }
  CellSpec result;
  result.work = text(spec, "work", name);
  result.output = text(spec, "output", name);
  result.context.parameters = field(spec, "parameters", json::value_t::object, name);
  for (const json& set : field(spec, "data", json::value_t::array, name)) {
    if (!set.is_string()) throw InputError(name, "data", "names of sets", set.type_name());
    result.context.data.push_back(set.get<std::string>());
  }
  result.context.data_folder = text(spec, "data_folder", name, true);
  result.context.scratch = text(spec, "scratch", name);
  result.context.pictures = text(spec, "pictures", name);
  result.context.device = text(spec, "device", name);
  const json& threads = field(spec, "threads", json::value_t::number_unsigned, name);
  if (threads < 1 || threads > kMostThreads)
    throw InputError(name, "threads", "an integer from 1 to 1024", threads.dump());
  result.context.threads = threads.get<int>();
  return result;
}

}  // namespace dsc
