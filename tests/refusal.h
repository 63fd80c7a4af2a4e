#pragma once

#include <gtest/gtest.h>

#include <string>

#include "harness/error.h"

namespace dsc {

/// What the InputError says that `read` throws; fails the test if it throws none.
template <class Read>
std::string refusal(const Read& read) {
  try {
    read();
  } catch (const InputError& error) {
    return error.what();
  }
  ADD_FAILURE() << "no InputError";
  return "";
}

}  // namespace dsc
