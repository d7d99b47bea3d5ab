// Build tool: reads data/lexicon and data/grammar, validates them, and writes them as constant
// tables of C++.
//
//   embed_lexicon DATA_DIR OUT.cc

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "check/constructions.h"
#include "check/grammar.h"
#include "check/lexicon_tables.h"

namespace {

std::map<std::string, std::string> files_of(const std::filesystem::path& data,
                                            const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(data / folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    files[folder + "/" + entry.path().filename().string()] = content.str();
  }
  return files;
}

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
  auto rows = muster::read_lexicon(files_of(argv[1], "lexicon"));
  if (!rows) {
    std::fprintf(stderr, "%s/%s\n", argv[1], rows.error().line().c_str());
    return 1;
  }
  auto words = muster::read_grammar(files_of(argv[1], "grammar/en"));
  if (!words) {
    std::fprintf(stderr, "%s/%s\n", argv[1], words.error().line().c_str());
    return 1;
  }
  auto constructions = muster::read_constructions(files_of(argv[1], "grammar/en"));
  if (!constructions) {
    std::fprintf(stderr, "%s/%s\n", argv[1], constructions.error().line().c_str());
    return 1;
  }
  std::ofstream out(argv[2], std::ios::binary);
  out << "// Written by embed_lexicon from data/lexicon and data/grammar. Not to be edited.\n"
         "#include \"check/constructions.h\"\n#include \"check/grammar.h\"\n#include "
         "\"check/lexicon_tables.h\"\n\nnamespace muster "
         "{\nnamespace {\nconstexpr "
         "LexiconRow kRows[] = {\n";
  for (const auto& row : *rows) {
    out << "{LexicalClass{" << static_cast<int>(row.lexical_class) << "}," << quoted(row.phrase)
        << "," << quoted(row.value) << "," << quoted(row.flags) << "},\n";
  }
  out << "};\n}  // namespace\n\nstd::span<const LexiconRow> embedded_lexicon() { return kRows; "
         "}\n\nnamespace {\nconstexpr GrammarRow kWords[] = {\n";
  for (const auto& [text, word] : *words) {
    out << "{" << quoted(text) << "," << word.parts << "," << static_cast<int>(word.link) << ","
        << static_cast<int>(word.frame) << "," << static_cast<int>(word.forms) << ","
        << static_cast<int>(word.modality) << "," << (word.negates ? "true" : "false") << "},\n";
  }
  out << "};\n}  // namespace\n\nstd::span<const GrammarRow> embedded_grammar() { return kWords; "
         "}\n\nnamespace {\nconstexpr ConstructionRow kConstructions[] = {\n";
  for (const auto& row : *constructions)
    out << "{" << quoted(row.phrase) << "," << static_cast<int>(row.sense) << "},\n";
  out << "};\n}  // namespace\n\nstd::span<const ConstructionRow> embedded_constructions() { "
         "return "
         "kConstructions; }\n\n}  // namespace muster\n";
  out.close();
  return out ? 0 : 1;
}
