# What `cmake --install` puts where, and what find_package(dsc COMPONENTS ...) finds:
#   mathematics  the rooms below theorems/ but certificates and claims: dsc::mathematics, or dsc::exact, dsc::coherence, ...
#   checker      the program dsc-check, its library dsc::checker and the grammar of certificates
#   program      dsc and what it runs and loads: dsc-check, dsc-cell, the module that holds LibTorch, the profiles
# `cmake --install BUILD --component NAME` installs one of them, `--component package` what all of them need. Headers lie below include/dsc as in the repository, since
# their include lines are rooted there.
include(CMakePackageConfigHelpers)

set(DSC_MATHEMATICS exact dictionaries coherence pursuit statistics stability networks)

add_library(dsc_mathematics INTERFACE)
foreach(room IN LISTS DSC_MATHEMATICS)
  target_link_libraries(dsc_mathematics INTERFACE dsc_${room})
endforeach()
foreach(target mathematics checker certificate_reader flags ${DSC_MATHEMATICS})
  set_target_properties(dsc_${target} PROPERTIES EXPORT_NAME ${target})
  add_library(dsc::${target} ALIAS dsc_${target})
endforeach()

# The programs find what they need relative to themselves; the build tree is laid out as an installation.
file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/share/dsc")
file(CREATE_LINK "${PROJECT_SOURCE_DIR}/profiles" "${PROJECT_BINARY_DIR}/share/dsc/profiles" SYMBOLIC)
file(CREATE_LINK "${PROJECT_SOURCE_DIR}/theorems/formal" "${PROJECT_BINARY_DIR}/share/dsc/formal" SYMBOLIC)

if(NOT PROJECT_IS_TOP_LEVEL)
  return()
endif()

set(rooms ${DSC_MATHEMATICS})
list(TRANSFORM rooms PREPEND dsc_)
install(TARGETS dsc_flags gmp EXPORT dsc-base)
install(TARGETS dsc_mathematics ${rooms} flint glpk EXPORT dsc-mathematics ARCHIVE DESTINATION lib COMPONENT mathematics)
install(TARGETS dsc_checker dsc_certificate_reader EXPORT dsc-checker ARCHIVE DESTINATION lib COMPONENT checker)
install(TARGETS dsc-check EXPORT dsc-checker RUNTIME DESTINATION bin COMPONENT checker)
install(TARGETS dsc EXPORT dsc-program RUNTIME DESTINATION bin COMPONENT program)
install(PROGRAMS $<TARGET_FILE:dsc-check> DESTINATION bin COMPONENT program)  # which dsc runs
if(DSC_WITH_TORCH)
  install(TARGETS dsc-cell RUNTIME DESTINATION bin COMPONENT program)
  install(TARGETS dsc_torch LIBRARY DESTINATION lib/dsc COMPONENT program)
endif()
install(DIRECTORY profiles DESTINATION share/dsc COMPONENT program)
install(DIRECTORY theorems/formal DESTINATION share/dsc COMPONENT program)

install(FILES harness/error.h DESTINATION include/dsc/harness COMPONENT mathematics)
foreach(room IN LISTS DSC_MATHEMATICS)
  install(DIRECTORY theorems/${room} DESTINATION include/dsc/theorems COMPONENT mathematics FILES_MATCHING PATTERN "*.h" PATTERN torch EXCLUDE)
endforeach()
foreach(room certificate check)
  install(DIRECTORY harness/${room} DESTINATION include/dsc/harness COMPONENT checker FILES_MATCHING PATTERN "*.h")
endforeach()
install(FILES harness/certificate/GRAMMAR.md DESTINATION share/dsc COMPONENT checker)

set(package lib/cmake/dsc)
configure_package_config_file(cmake/dscConfig.cmake.in "${PROJECT_BINARY_DIR}/dscConfig.cmake" INSTALL_DESTINATION ${package})
write_basic_package_version_file("${PROJECT_BINARY_DIR}/dscConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/dscConfig.cmake" "${PROJECT_BINARY_DIR}/dscConfigVersion.cmake" DESTINATION ${package} COMPONENT package)
install(FILES LICENSE DESTINATION share/doc/dsc COMPONENT package)
install(EXPORT dsc-base NAMESPACE dsc:: DESTINATION ${package} COMPONENT package)
foreach(component mathematics checker program)
  install(EXPORT dsc-${component} NAMESPACE dsc:: DESTINATION ${package} COMPONENT ${component})
endforeach()
