#include "experiments/training/checkpoint.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view kMark = "dsc checkpoint 2\n";
constexpr std::size_t kDigits = 64;                          // of a SHA-256
constexpr std::uintmax_t kLimit = std::uintmax_t{16} << 30;  // bytes

ordered_json state_json(const TrainingState& s) {
  return {{"run", s.run},
          {"epoch", s.epoch},
          {"batch", s.batch},
          {"order", s.order},
          {"loss", s.sums.loss},
          {"penalty", s.sums.penalty},
          {"images", s.sums.images},
          {"correct", s.sums.correct},
          {"durations",
           {s.record.durations.training, s.record.durations.waiting, s.record.durations.evaluation,
            s.record.durations.wall}},
          {"images_trained", s.record.durations.images},
          {"record", to_json(s.record)}};
}

TrainingState state_from(const ordered_json& j, const std::string& file) {
  TrainingState s;
  j.at("run").get_to(s.run);
  j.at("epoch").get_to(s.epoch);
  j.at("batch").get_to(s.batch);
  j.at("order").get_to(s.order);
  j.at("loss").get_to(s.sums.loss);
  j.at("penalty").get_to(s.sums.penalty);
  j.at("images").get_to(s.sums.images);
  j.at("correct").get_to(s.sums.correct);
  s.record = training_record(j.at("record"), file);
  // A record has rates, which round.
  const ordered_json& seconds = j.at("durations");
  s.record.durations = {.training = seconds.at(0),
                        .waiting = seconds.at(1),
                        .evaluation = seconds.at(2),
                        .wall = seconds.at(3),
                        .images = j.at("images_trained")};
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

/// The archive inside the file's bytes. Throws InputError as load_checkpoint does.
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
  archive.write("state", c10::IValue(state_json(state).dump()));
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
  TrainingState state = state_from(ordered_json::parse(text.toStringRef()), file.string());
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

}  // namespace dsc
