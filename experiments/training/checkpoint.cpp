#include "experiments/training/checkpoint.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"

namespace dsc {
namespace {

using nlohmann::json;

constexpr std::string_view kMark = "dsc checkpoint 1\n";
constexpr std::size_t kDigits = 64;                          // of a SHA-256
constexpr std::uintmax_t kLimit = std::uintmax_t{16} << 30;  // bytes

json to_json(const TrainingState& s) {
  return {{"run", s.run},
          {"epoch", s.epoch},
          {"batch", s.batch},
          {"order", s.order},
          {"loss", s.sums.loss},
          {"penalty", s.sums.penalty},
          {"epoch_images", s.sums.images},
          {"correct", s.sums.correct},
          {"metrics", s.metrics},
          {"seconds", s.seconds},
          {"waited_seconds", s.waited_seconds},
          {"evaluation_seconds", s.evaluation_seconds},
          {"images", s.images}};
}

TrainingState from_json(const json& j) {
  TrainingState s;
  j.at("run").get_to(s.run);
  j.at("epoch").get_to(s.epoch);
  j.at("batch").get_to(s.batch);
  j.at("order").get_to(s.order);
  j.at("loss").get_to(s.sums.loss);
  j.at("penalty").get_to(s.sums.penalty);
  j.at("epoch_images").get_to(s.sums.images);
  j.at("correct").get_to(s.sums.correct);
  j.at("metrics").get_to(s.metrics);
  j.at("seconds").get_to(s.seconds);
  j.at("waited_seconds").get_to(s.waited_seconds);
  j.at("evaluation_seconds").get_to(s.evaluation_seconds);
  j.at("images").get_to(s.images);
  return s;
}

torch::Device device_of(const Network& network) { return network.parameters().front().device(); }

/// The processor's generator and, where training runs elsewhere, that device's.
std::vector<std::pair<std::string, at::Generator>> generators(const torch::Device& device) {
  std::vector<std::pair<std::string, at::Generator>> all{
      {"generator_cpu", at::globalContext().defaultGenerator(torch::kCPU)}};
  if (!device.is_cpu()) all.emplace_back("generator_device", at::globalContext().defaultGenerator(device));
  return all;
}

/// The archive inside the file's bytes. Errors: as load_checkpoint.
std::string checked_archive(const std::filesystem::path& file) {
  const std::string bytes = read_bytes(file, kLimit);
  const std::size_t start = kMark.size() + kDigits + 1;
  if (!bytes.starts_with(kMark) || bytes.size() < start) {
    throw InputError(file.string(), "", "a checkpoint", "something else");
  }
  std::string archive = bytes.substr(start);
  if (sha256_hex(archive) != bytes.substr(kMark.size(), kDigits)) {
    throw InputError(file.string(), "", "a whole checkpoint",
                     "a damaged one; without this file training starts anew");
  }
  return archive;
}

}  // namespace

void save_checkpoint(const std::filesystem::path& file, const Network& network,
                     const torch::optim::Optimizer& optimizer, const TrainingState& state) {
  torch::serialize::OutputArchive archive;
  torch::serialize::OutputArchive parameters(archive.compilation_unit()), buffers(archive.compilation_unit());
  network.save(parameters);
  optimizer.save(buffers);
  archive.write("network", parameters);
  archive.write("optimizer", buffers);
  for (auto& [name, generator] : generators(device_of(network))) {
    archive.write(name, generator.get_state(), /*is_buffer=*/true);
  }
  archive.write("state", c10::IValue(to_json(state).dump()));
  std::ostringstream out;
  archive.save_to(out);
  const std::string bytes = std::move(out).str();
  write_atomically(file, std::string(kMark) + sha256_hex(bytes) + "\n" + bytes);
}

TrainingState load_checkpoint(const std::filesystem::path& file, Network& network,
                              torch::optim::Optimizer& optimizer, const std::string& run) {
  std::istringstream in(checked_archive(file));
  torch::serialize::InputArchive archive, parameters, buffers;
  archive.load_from(in, device_of(network));
  c10::IValue text;
  archive.read("state", text);
  TrainingState state = from_json(json::parse(text.toStringRef()));
  if (state.run != run) {
    throw InputError(file.string(), "", "a checkpoint of this run (" + run + ")", "one of " + state.run);
  }
  archive.read("network", parameters);
  network.load(parameters);
  archive.read("optimizer", buffers);
  optimizer.load(buffers);
  for (auto& [name, generator] : generators(device_of(network))) {
    torch::Tensor generator_state;
    archive.read(name, generator_state, /*is_buffer=*/true);
    generator.set_state(generator_state.to(torch::kCPU));
  }
  return state;
}

std::string parameters_sha256(const Network& network) {
  std::string bytes;
  const auto append = [&bytes](const torch::Tensor& tensor) {
    const torch::Tensor plain = tensor.detach().to(torch::kCPU).contiguous();
    bytes.append(static_cast<const char*>(plain.data_ptr()), plain.nbytes());
  };
  for (const torch::Tensor& tensor : network.parameters()) append(tensor);
  for (const torch::Tensor& tensor : network.buffers()) append(tensor);
  return sha256_hex(bytes);
}

}  // namespace dsc
