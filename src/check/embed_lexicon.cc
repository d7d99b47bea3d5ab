// Build tool: reads data/lexicon, validates it, and writes it as a constant table of C++.
//
//   embed_lexicon DATA_DIR OUT.cc

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "check/lexicon_tables.h"

namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: embed_lexicon DATA_DIR OUT.cc\n");
    return 2;
  }
  std::map<std::string, std::string> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(argv[1]) / "lexicon")) {
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    files["lexicon/" + entry.path().filename().string()] = content.str();
  }
  auto rows = muster::read_lexicon(files);
  if (!rows) {
    std::fprintf(stderr, "%s/%s\n", argv[1], rows.error().line().c_str());
    return 1;
  }
  std::ofstream out(argv[2], std::ios::binary);
  out << "// Written by embed_lexicon from data/lexicon. Not to be edited.\n"
         "#include \"check/lexicon_tables.h\"\n\nnamespace muster {\nnamespace {\nconstexpr "
         "LexiconRow kRows[] = {\n";
  for (const auto& row : *rows) {
    out << "{LexicalClass{" << static_cast<int>(row.lexical_class) << "}," << quoted(row.phrase)
        << "," << quoted(row.value) << "," << quoted(row.flags) << "},\n";
  }
  out << "};\n}  // namespace\n\nstd::span<const LexiconRow> embedded_lexicon() { return kRows; "
         "}\n\n}  // namespace muster\n";
  out.close();
  return out ? 0 : 1;
}
