# Turns `dsc list --json` into ctest entries. LIST: its output. DSC: the program. RESULTS: where the tests store. OUTPUT: the
# file that ctest includes.
file(READ "${LIST}" text)
string(JSON count LENGTH "${text}" claims)
math(EXPR last "${count} - 1")
set(tests "")
foreach(index RANGE ${last})
  string(JSON id GET "${text}" claims ${index} id)
  foreach(pair claim=check control=control)
    string(REGEX MATCH "^[a-z]+" name ${pair})
    string(REGEX MATCH "[a-z]+$" part ${pair})
    string(APPEND tests
           "add_test([==[${name}.${id}]==] [==[${DSC}]==] verify [==[${id}/${part}]==] --profile smoke --jobs 1 --results [==[${RESULTS}]==])\n"
           "set_tests_properties([==[${name}.${id}]==] PROPERTIES LABELS ${name})\n")
  endforeach()
endforeach()
file(WRITE "${OUTPUT}" "${tests}")
