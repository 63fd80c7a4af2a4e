#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "harness/error.h"
#include "theorems/dictionaries/array_layout.h"
#include "theorems/dictionaries/read_checks.h"
#include "theorems/dictionaries/variables.h"

namespace dsc {
namespace {

using Json = nlohmann::json;

struct Tensor {
  Variable variable;
  reading::ArrayLayout layout;
  std::uint64_t begin = 0, end = 0;  ///< in the file
};

constexpr std::uint64_t length_bytes = 8;

std::uint64_t header_length(std::string_view bytes, const std::string& name) {
  constexpr std::uint64_t longest = std::uint64_t{1} << 24;  // what JSON takes in memory is many times that
  if (bytes.size() < length_bytes)
    throw InputError(name, "byte 0", "the length of a safetensors header", "the end of the file");
  std::uint64_t length = 0;
  for (std::uint64_t i = length_bytes; i-- > 0;) length = length << 8 | static_cast<unsigned char>(bytes[i]);
  if (length > longest || length > bytes.size() - length_bytes) {
    throw InputError(name, "byte 0", "a header of at most 16 MiB that the file holds",
                     "a length of " + std::to_string(length));
  }
  return length;
}

/// Errors: no JSON object, or one that gives a name twice.
Json header_of(std::string_view text, const std::string& name) {
  std::set<std::string> names;
  const auto refuse_twice = [&](int depth, Json::parse_event_t event, Json& value) {
    if (depth == 1 && event == Json::parse_event_t::key && !names.insert(value.get<std::string>()).second)
      throw InputError(name, "header", "each name once", "one twice");
    if (depth > 4) throw InputError(name, "header", "a safetensors header", "JSON of greater depth");
    return true;
  };
  try {
    Json header = Json::parse(text.begin(), text.end(), refuse_twice);
    if (!header.is_object()) throw InputError(name, "byte 8", "a JSON object", "another value");
    return header;
  } catch (const Json::parse_error& error) {
    throw InputError(name, "byte " + std::to_string(length_bytes + error.byte),
                     "a safetensors header in JSON", "what is none");
  }
}

/// A list of whole numbers from 0 to 2^63 - 1.
std::vector<std::int64_t> counts(const Json& list, const std::string& called, const std::string& key) {
  const auto whole = [](const Json& n) {
    return n.is_number_unsigned() && n.get<std::uint64_t>() <= std::uint64_t{INT64_MAX};
  };
  if (!list.is_array() || !std::all_of(list.begin(), list.end(), whole))
    throw InputError(called, key, "a list of whole numbers", "another value");
  return list.get<std::vector<std::int64_t>>();
}

Tensor tensor_of(const std::string& key, const Json& entry, std::uint64_t data, std::uint64_t file_size,
                 const std::string& name) {
  static const std::map<std::string, std::pair<char, int>> types = {
      {"F64", {'f', 8}}, {"F32", {'f', 4}}, {"F16", {'f', 2}}, {"BF16", {'b', 2}},
      {"I64", {'i', 8}}, {"I32", {'i', 4}}, {"I16", {'i', 2}}, {"I8", {'i', 1}},
      {"U64", {'u', 8}}, {"U32", {'u', 4}}, {"U16", {'u', 2}}, {"U8", {'u', 1}}};
  Tensor tensor;
  tensor.variable.name = reading::printable(key);
  const std::string called = reading::called(name, tensor.variable);
  if (!entry.is_object() || !entry.contains("dtype") || !entry["dtype"].is_string() ||
      !entry.contains("shape") || !entry.contains("data_offsets"))
    throw InputError(called, "header", "dtype, shape and data_offsets", "another entry");
  tensor.variable.type = reading::printable(entry["dtype"].get<std::string>().substr(0, 16));
  tensor.variable.shape = counts(entry["shape"], called, "shape");
  const std::vector<std::int64_t> offsets = counts(entry["data_offsets"], called, "data_offsets");
  if (offsets.size() != 2 || offsets[0] > offsets[1] ||
      static_cast<std::uint64_t>(offsets[1]) > file_size - data)
    throw InputError(called, "data_offsets", "the begin and the end of bytes in the file", "others");
  tensor.begin = data + static_cast<std::uint64_t>(offsets[0]);
  tensor.end = data + static_cast<std::uint64_t>(offsets[1]);
  const auto type = types.find(tensor.variable.type);
  const std::size_t axes = tensor.variable.shape.size();
  if (type == types.end())
    tensor.variable.obstacle = "entries of type " + tensor.variable.type;
  else if (axes < 1 || axes > 4)
    tensor.variable.obstacle = "one of " + std::to_string(axes) + " dimensions";
  else
    tensor.layout = {.kind = type->second.first, .size = type->second.second, .shape = tensor.variable.shape};
  tensor.layout.length = tensor.begin;
  return tensor;
}

std::vector<Tensor> tensors(std::string_view bytes, const std::string& name) {
  const std::uint64_t length = header_length(bytes, name);
  const Json header = header_of(bytes.substr(length_bytes, length), name);
  std::vector<Tensor> all;
  for (const auto& [key, entry] : header.items()) {
    if (key != "__metadata__")
      all.push_back(tensor_of(key, entry, length_bytes + length, bytes.size(), name));
  }
  return all;
}

std::vector<Variable> variables(const std::vector<Tensor>& all) {
  std::vector<Variable> found;
  for (const Tensor& tensor : all) found.push_back(tensor.variable);
  return found;
}

}  // namespace

std::vector<Variable> list_safetensors(std::string_view bytes, const std::string& name) {
  return variables(tensors(bytes, name));
}

Array read_safetensors(std::string_view bytes, const std::string& name, const std::string& variable,
                       const ReadLimits& limits) {
  reading::check_length(bytes.size(), name, limits);
  const std::vector<Tensor> all = tensors(bytes, name);
  const Tensor& tensor = all[reading::chosen(variables(all), variable, name)];
  return reading::decode_array(bytes.substr(0, tensor.end), tensor.layout,
                               reading::called(name, tensor.variable), limits);
}

}  // namespace dsc
