# Writes experiment_digest.cpp. ROOT: the source tree. FILES: its files, separated by commas. OUTPUT: the source.
string(REPLACE "," ";" FILES "${FILES}")
set(all "")
foreach(file ${FILES})
  file(SHA256 "${ROOT}/${file}" hash)
  string(APPEND all "${file} ${hash}\n")
endforeach()
string(SHA256 hash "${all}")
file(WRITE "${OUTPUT}" "namespace dsc {

const char* experiment_code_digest();
const char* experiment_code_digest() { return \"${hash}\"; }

}  // namespace dsc
")
