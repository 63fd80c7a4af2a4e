# Headers that many files read and that take longer to parse than the files themselves: parsed once for each set of flags.

# dsc_precompiled_header(NAME LIBRARIES... HEADERS headers...): a target that carries one precompiled header, for targets with
# the same flags to reuse: target_precompile_headers(TARGET REUSE_FROM NAME).
function(dsc_precompiled_header name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" HEADERS)
  set(carrier "${PROJECT_BINARY_DIR}/generated/${name}.cpp")
  if(NOT EXISTS "${carrier}")
    file(WRITE "${carrier}" "// Carries the precompiled header.\n")
  endif()
  add_library(${name} STATIC "${carrier}")
  target_link_libraries(${name} PUBLIC dsc_flags ${arg_UNPARSED_ARGUMENTS})
  target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
endfunction()

set(DSC_DOCUMENT_HEADERS <algorithm> <filesystem> <functional> <map> <optional> <string> <vector> <fmt/format.h> <nlohmann/json.hpp>)

# Rooms of the mathematics, their tests and the program: exact numbers in matrices.
dsc_precompiled_header(dsc_exact_header Eigen3::Eigen Boost::headers gmp OpenMP::OpenMP_CXX nlohmann_json::nlohmann_json fmt::fmt
                       HEADERS ${DSC_DOCUMENT_HEADERS} <Eigen/Core> <boost/multiprecision/gmp.hpp>)

# Rooms that read and write documents.
dsc_precompiled_header(dsc_document_header OpenMP::OpenMP_CXX nlohmann_json::nlohmann_json fmt::fmt HEADERS ${DSC_DOCUMENT_HEADERS})

# The commands.
dsc_precompiled_header(dsc_command_header OpenMP::OpenMP_CXX nlohmann_json::nlohmann_json fmt::fmt CLI11::CLI11
                       HEADERS ${DSC_DOCUMENT_HEADERS} <CLI/CLI.hpp>)

# The checker and its tests: documents and exact numbers, nothing of Eigen.
dsc_precompiled_header(dsc_checker_header Boost::headers gmp nlohmann_json::nlohmann_json
                       HEADERS <map> <optional> <string> <vector> <nlohmann/json.hpp> <boost/multiprecision/gmp.hpp>)

# dsc_reuse_header(TARGET LIBRARIES...): the target reads the precompiled header of the first library that has one. Its flags must be
# those of that library: OpenMP changes them.
function(dsc_reuse_header target)
  foreach(library IN LISTS ARGN)
    set(header "")
    if(TARGET ${library})
      get_target_property(header ${library} DSC_PRECOMPILED_HEADER)
    endif()
    if(header)
      target_precompile_headers(${target} REUSE_FROM ${header})
      set_target_properties(${target} PROPERTIES DSC_PRECOMPILED_HEADER ${header})
      return()
    endif()
  endforeach()
endfunction()

foreach(header dsc_exact_header dsc_document_header dsc_command_header dsc_checker_header)
  set_target_properties(${header} PROPERTIES DSC_PRECOMPILED_HEADER ${header})
endforeach()

# dsc_exact_room(NAME LIBRARIES...), dsc_document_room(NAME LIBRARIES...): like dsc_room, with that precompiled header.
function(dsc_exact_room name)
  dsc_room(${name} ${ARGN} OpenMP::OpenMP_CXX nlohmann_json::nlohmann_json fmt::fmt)
  dsc_reuse_header(${name} dsc_exact_header)
endfunction()

function(dsc_document_room name)
  dsc_room(${name} ${ARGN} OpenMP::OpenMP_CXX nlohmann_json::nlohmann_json fmt::fmt)
  dsc_reuse_header(${name} dsc_document_header)
endfunction()
