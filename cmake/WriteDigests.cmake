# Writes code_digests.cpp. ROOT: the source tree. SHARED, CHECKER, CLAIMS: its files, separated by commas. OUTPUT: the source.
function(digest_of files result)
  set(all "")
  foreach(file ${files})
    file(SHA256 "${ROOT}/${file}" hash)
    string(APPEND all "${file} ${hash}\n")
  endforeach()
  string(SHA256 hash "${all}")
  set(${result} ${hash} PARENT_SCOPE)
endfunction()

foreach(set SHARED CHECKER CLAIMS)
  string(REPLACE "," ";" ${set} "${${set}}")
endforeach()
digest_of("${SHARED}" shared)
digest_of("${CHECKER}" checker)

# A file that registers a claim counts for that claim; the others of its folder count for every claim in it.
set(claims "")
set(helpers "")
foreach(file ${CLAIMS})
  file(STRINGS "${ROOT}/${file}" registers REGEX "^[^/]*Registration +[A-Za-z0-9_]+ *[({]")
  if(registers)
    list(APPEND claims ${file})
  else()
    list(APPEND helpers ${file})
  endif()
endforeach()
set(entries "")
foreach(claim ${claims})
  get_filename_component(folder ${claim} DIRECTORY)
  set(mine ${helpers})
  list(FILTER mine INCLUDE REGEX "^${folder}/")
  digest_of("${claim};${mine}" hash)
  string(APPEND entries "      {\"${claim}\", \"${hash}\"},\n")
endforeach()

file(WRITE "${OUTPUT}" "#include \"harness/ledger/address.h\"

namespace dsc {

const CodeDigests& code_digests() {
  static const CodeDigests digests{\"${shared}\", \"${checker}\", {
${entries}  }};
  return digests;
}

}  // namespace dsc
")
