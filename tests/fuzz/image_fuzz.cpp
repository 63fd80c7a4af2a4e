#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "experiments/data/image.h"
#include "harness/error.h"

/// Any bytes: an image of as many pixels as its sides say, or an InputError of one short printable line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto require = [](bool holds, const char* promise) {
    if (holds) return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
  };
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const dsc::Colour colour : {dsc::Colour::grey, dsc::Colour::rgb}) {
    try {
      const dsc::Image image = dsc::decode_image(bytes, colour, "input");
      require(image.channels == (colour == dsc::Colour::rgb ? 3 : 1), "the channels asked for");
      require(image.height >= 1 && image.width >= 1, "not empty");
      require(image.pixels.size() == std::size_t{1} * image.channels * image.height * image.width,
              "as many pixels as the sides say");
    } catch (const dsc::InputError& error) {
      const std::string message = error.what();
      require(message.starts_with("input"), "the message begins with the file");
      require(message.size() < 400, "the message is short");
      for (const char c : message) require(c >= ' ' && c <= '~', "the message is one printable line");
    }
  }
  return 0;
}
