#include "experiments/networks/stored_network.h"

#include <sstream>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"

namespace dsc {
namespace {

constexpr std::uintmax_t kLimit = std::uintmax_t{4} << 30;  // bytes

std::vector<std::int64_t> numbers(const NetworkShape& s) {
  return {static_cast<std::int64_t>(s.architecture),
          static_cast<std::int64_t>(s.activation),
          s.channels,
          s.height,
          s.width,
          s.classes,
          s.base};
}

NetworkShape shape_of(const std::vector<std::int64_t>& n) {
  const auto whole = [&](std::size_t i) { return static_cast<int>(n.at(i)); };
  return {.architecture = static_cast<Architecture>(n.at(0)),
          .activation = static_cast<Nonlinearity>(n.at(1)),
          .channels = whole(2),
          .height = whole(3),
          .width = whole(4),
          .classes = whole(5),
          .base = whole(6)};
}

std::shared_ptr<Network> read(const std::filesystem::path& file) {
  std::istringstream bytes(read_bytes(file, kLimit));
  torch::serialize::InputArchive archive, module;
  archive.load_from(bytes, torch::kCPU);
  c10::IValue shape;
  archive.read("shape", shape);
  std::shared_ptr<Network> network = build_network(shape_of(shape.toIntVector()));
  archive.read("network", module);
  network->load(module);
  network->eval();
  return network;
}

}  // namespace

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

std::string keep_network(const Network& network, const std::filesystem::path& folder) {
  torch::serialize::OutputArchive archive;
  torch::serialize::OutputArchive module(archive.compilation_unit());
  network.save(module);
  archive.write("network", module);
  archive.write("shape", c10::IValue(numbers(network.shape())));
  std::ostringstream bytes;
  archive.save_to(bytes);
  const std::string sha256 = parameters_sha256(network);
  write_atomically(folder / (sha256 + ".pt"), bytes.str());
  return sha256;
}

std::shared_ptr<Network> kept_network(const std::string& sha256, const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / (sha256 + ".pt");
  if (!std::filesystem::exists(file)) {
    throw InputError(file.string(), "", "the parameters of a trained network",
                     "no such file; training again brings it back");
  }
  std::shared_ptr<Network> network;
  try {
    network = read(file);
  } catch (const c10::Error&) {
    throw InputError(file.string(), "", "the parameters of a trained network", "another file");
  }
  if (parameters_sha256(*network) != sha256)
    throw InputError(file.string(), "", "the parameters that its name says", "others");
  return network;
}

}  // namespace dsc
