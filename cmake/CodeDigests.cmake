# dsc_code_digests(TARGET): compiles into TARGET what the code behind each cell's work means (harness/ledger/code_digest.h), renewed
# whenever a source changes.
add_library(dsc_source_closure STATIC "${PROJECT_SOURCE_DIR}/cmake/code_digests/token_stream.cpp"
                                      "${PROJECT_SOURCE_DIR}/cmake/code_digests/source_closure.cpp")
target_link_libraries(dsc_source_closure PUBLIC dsc_flags)
add_executable(dsc-code-digests "${PROJECT_SOURCE_DIR}/cmake/code_digests/main.cpp")
target_link_libraries(dsc-code-digests PRIVATE dsc_source_closure OpenSSL::Crypto)

function(dsc_code_digests target)
  # Works begin in those of these files that register a claim or a work.
  file(GLOB roots CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/theorems/claims/*/*.cpp"
       "${PROJECT_SOURCE_DIR}/experiments/*/work/*.cpp" "${PROJECT_SOURCE_DIR}/experiments/cell/*.cpp")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/theorems/*.cpp" "${PROJECT_SOURCE_DIR}/theorems/*.h"
       "${PROJECT_SOURCE_DIR}/experiments/*.cpp" "${PROJECT_SOURCE_DIR}/experiments/*.h")
  set(output "${PROJECT_BINARY_DIR}/generated/code_digests.cpp")
  add_custom_command(
    OUTPUT ${output}
    COMMAND dsc-code-digests "${PROJECT_SOURCE_DIR}" ${output} ${roots}
    DEPENDS dsc-code-digests ${sources}
    COMMENT "Digests of the code behind each cell"
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
