# Rooms that use LibTorch. Reading torch/torch.h takes longer than all else in their files: they share one precompiled header.
option(DSC_WITH_TORCH "Build what needs LibTorch" ON)
if(DSC_WITH_TORCH)
  include(cmake/LibTorch.cmake)
  file(GENERATE OUTPUT "${PROJECT_BINARY_DIR}/generated/torch_header.cpp" CONTENT "// Carries the precompiled header.\n")
  add_library(dsc_torch_header STATIC "${PROJECT_BINARY_DIR}/generated/torch_header.cpp")
  target_link_libraries(dsc_torch_header PUBLIC dsc_flags ${TORCH_LIBRARIES})
  target_precompile_headers(dsc_torch_header PRIVATE <torch/torch.h>)
endif()

# dsc_torch_room(NAME LIBRARIES...): like dsc_room, with LibTorch.
function(dsc_torch_room name)
  dsc_room(${name} ${ARGN} dsc_torch_header)
  target_precompile_headers(${name} REUSE_FROM dsc_torch_header)
endfunction()
