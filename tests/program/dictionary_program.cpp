#include "program/analyze.h"
#include "program/command_line.h"
#include "program/network.h"

int main(int argc, char** argv) {
  dsc::Program program;
  program.commands = {dsc::add_analyze, dsc::add_network};
  return dsc::run_command_line(argc, argv, program);
}
