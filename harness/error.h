#pragma once

#include <stdexcept>
#include <string>

namespace dsc {

/// What the user gave cannot be used: a file, an option, a value. The message names the file, the place in it
/// (line, byte or field), what was expected and what was found. The command line answers it with exit
/// status 2.
class InputError : public std::runtime_error {
 public:
  InputError(const std::string& file, const std::string& place, const std::string& expected,
             const std::string& found)
      : std::runtime_error(file + (place.empty() ? "" : ": " + place) + ": expected " + expected +
                           ", found " + found) {}
  explicit InputError(const std::string& message) : std::runtime_error(message) {}
};

}  // namespace dsc
