# One interface target carries the flags, so that every translation unit agrees on them
# (Eigen's alignment depends on the instruction set).
add_library(dsc_flags INTERFACE)
target_compile_features(dsc_flags INTERFACE cxx_std_20)
target_include_directories(dsc_flags INTERFACE "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR};${PROJECT_BINARY_DIR}/generated>"
                                               "$<INSTALL_INTERFACE:include/dsc>")
if(PROJECT_IS_TOP_LEVEL)
  # A claim knows its file; no program holds the path of the tree.
  add_compile_options("-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=")
  # Ours; a project that uses a room has its own.
  target_compile_options(dsc_flags INTERFACE "$<BUILD_INTERFACE:-Wall;-Wextra;-Wpedantic;-Wshadow;-Wnon-virtual-dtor>")
endif()
target_compile_options(dsc_flags INTERFACE -ffp-contract=on)
# Eigen's own threads wait in a busy loop: where two share a core, a product of a millisecond takes minutes. Threads are
# for our loops.
target_compile_definitions(dsc_flags INTERFACE EIGEN_DONT_PARALLELIZE)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # False positives of GCC 12: its own AVX-512 header, and std::string's operator+ (bug 105651).
  target_compile_options(dsc_flags INTERFACE "$<BUILD_INTERFACE:-Wno-maybe-uninitialized;-Wno-uninitialized;-Wno-restrict;-Wno-stringop-overflow;-Wno-array-bounds>")
endif()
if(DSC_NATIVE)
  target_compile_options(dsc_flags INTERFACE -march=native)
endif()
if(DSC_WERROR)
  target_compile_options(dsc_flags INTERFACE "$<BUILD_INTERFACE:-Werror>")
endif()
if(DSC_SANITIZE)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL Clang)
    message(FATAL_ERROR "DSC_SANITIZE needs clang: configure with --preset sanitized")
  endif()
  set(sanitizers -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(dsc_flags INTERFACE ${sanitizers})
  target_link_options(dsc_flags INTERFACE ${sanitizers})
endif()

# dsc_together(TARGET [APART files...]): most of a small file's time goes into headers and what they instantiate, so the target's
# files are compiled in groups; those whose private names clash with another's are compiled apart. Nothing here is hot: -O1 saves
# a third of the rest.
function(dsc_together target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" APART)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${DSC_TOGETHER} UNITY_BUILD_BATCH_SIZE 6)
  set_source_files_properties(${arg_APART} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()

# dsc_room(NAME LIBRARIES...): one static library for the sources of the current folder.
function(dsc_room name)
  file(GLOB sources CONFIGURE_DEPENDS "*.cpp")
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC dsc_flags ${ARGN})
endfunction()
