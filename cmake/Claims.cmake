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
