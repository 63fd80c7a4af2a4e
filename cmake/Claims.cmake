# dsc_claim_digests(TARGET): compiles SHA-256 digests of the sources into TARGET, renewed whenever a source changes, so that
# a cell's address knows the code it ran: the mathematics and contracts that all claims share, the checker, and for each
# claim file itself with what its folder shares.
function(dsc_claim_digests target)
  set(shared_globs theorems/exact/* theorems/dictionaries/* theorems/coherence/* theorems/pursuit/* theorems/statistics/* theorems/stability/*
      theorems/networks/* theorems/instances/* theorems/certificates/* theorems/claims/evidence/* harness/claim.* harness/error.h)
  set(checker_globs harness/certificate/*.h harness/certificate/*.cpp harness/check/*)
  set(claim_globs theorems/claims/*/*)
  foreach(set shared checker claim)
    list(TRANSFORM ${set}_globs PREPEND "${PROJECT_SOURCE_DIR}/")
    file(GLOB ${set}_files CONFIGURE_DEPENDS LIST_DIRECTORIES false RELATIVE "${PROJECT_SOURCE_DIR}" ${${set}_globs})
    list(FILTER ${set}_files INCLUDE REGEX "\\.(h|cpp)$")
    list(SORT ${set}_files)
    if(NOT ${set}_files)
      message(FATAL_ERROR "no ${set} sources to take digests of")
    endif()
  endforeach()
  set(output "${PROJECT_BINARY_DIR}/generated/code_digests.cpp")
  set(script "${PROJECT_SOURCE_DIR}/cmake/WriteDigests.cmake")
  list(TRANSFORM shared_files PREPEND "${PROJECT_SOURCE_DIR}/" OUTPUT_VARIABLE shared_paths)
  list(TRANSFORM checker_files PREPEND "${PROJECT_SOURCE_DIR}/" OUTPUT_VARIABLE checker_paths)
  list(TRANSFORM claim_files PREPEND "${PROJECT_SOURCE_DIR}/" OUTPUT_VARIABLE claim_paths)
  string(REPLACE ";" "," shared "${shared_files}")
  string(REPLACE ";" "," checker "${checker_files}")
  string(REPLACE ";" "," claims "${claim_files}")
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} "-DROOT=${PROJECT_SOURCE_DIR}" "-DSHARED=${shared}" "-DCHECKER=${checker}" "-DCLAIMS=${claims}"
            "-DOUTPUT=${output}" -P ${script}
    DEPENDS ${script} ${shared_paths} ${checker_paths} ${claim_paths}
    COMMENT "Digests of the code behind each claim"
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()

# dsc_discover_claims(TARGET): after TARGET is built, asks it for its claims and makes a ctest entry for each claim and each
# control: who adds a claim's file adds its tests.
function(dsc_discover_claims target)
  set(list "${CMAKE_CURRENT_BINARY_DIR}/claims.json")
  set(tests "${CMAKE_CURRENT_BINARY_DIR}/claim_tests.cmake")
  set(script "${PROJECT_SOURCE_DIR}/cmake/WriteClaimTests.cmake")
  add_custom_command(
    TARGET ${target} POST_BUILD
    COMMAND $<TARGET_FILE:${target}> list --json > ${list}
    COMMAND ${CMAKE_COMMAND} "-DLIST=${list}" "-DDSC=$<TARGET_FILE:${target}>" "-DRESULTS=${PROJECT_BINARY_DIR}/ctest-results"
            "-DOUTPUT=${tests}" -P ${script}
    BYPRODUCTS ${list} ${tests}
    VERBATIM)
  # A build of other targets only has no list of claims yet; ctest must not stop at that.
  set(include "${CMAKE_CURRENT_BINARY_DIR}/claim_tests_if_built.cmake")
  file(WRITE ${include} "include(\"${tests}\" OPTIONAL)\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${include})
endfunction()
