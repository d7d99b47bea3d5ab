// Workbooks: any bytes as the XML of a sheet, of the workbook's list of sheets or of its shared
// texts, in an archive that is sound. The first byte says which.

#include <zlib.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sources/read_source.h"

namespace {

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

// An archive of these files, not compressed.
std::string stored(const std::vector<std::pair<std::string, std::string>>& files) {
  std::string out;
  std::string directory;
  for (const auto& [name, content] : files) {
    const auto sum = static_cast<std::uint32_t>(crc32(
        0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
    const auto size = static_cast<std::uint32_t>(content.size());
    const auto at = static_cast<std::uint32_t>(out.size());
    std::string common;
    put(common, 20, 2);
    put(common, 0, 4);  // flags, stored
    put(common, 0, 4);  // time and day
    put(common, sum, 4);
    put(common, size, 4);
    put(common, size, 4);
    put(common, static_cast<std::uint32_t>(name.size()), 2);
    put(common, 0, 2);
    out += "PK\x03\x04" + common + name + content;
    directory += "PK\x01\x02";
    put(directory, 20, 2);
    directory += common;
    put(directory, 0, 2 + 2 + 2);
    put(directory, 0, 4);
    put(directory, at, 4);
    directory += name;
  }
  const auto at = static_cast<std::uint32_t>(out.size());
  out += directory + "PK\x05\x06";
  put(out, 0, 4);
  put(out, static_cast<std::uint32_t>(files.size()), 2);
  put(out, static_cast<std::uint32_t>(files.size()), 2);
  put(out, static_cast<std::uint32_t>(directory.size()), 4);
  put(out, at, 4);
  put(out, 0, 2);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::string book =
      "<workbook><sheets><sheet name='TABLE1' r:id='a'/><sheet name='Local currency calendar "
      "years' "
      "r:id='b' state='hidden'/></sheets></workbook>";
  if (data[0] % 2 == 0)
    book = "<workbook><sheets><sheet name='TABLE1' r:id='a'/></sheets></workbook>";
  const bool of_book = data[0] % 8 == 7;
  const bool of_strings = data[0] % 8 == 6;
  const std::string archive = stored(
      {{"xl/workbook.xml", of_book ? text : book},
       {"xl/_rels/workbook.xml.rels",
        "<R><Relationship Id='a' Target='worksheets/s1.xml'/><Relationship Id='b' "
        "Target='worksheets/s1.xml'/></R>"},
       {"xl/sharedStrings.xml",
        of_strings
            ? text
            : "<sst><si><t>Table 1 : GDP</t></si><si><t>Million US dollars</t></si><si><t>Current "
              "prices</t></si><si><t>Poland</t></si><si><t>Country</t></si></sst>"},
       {"xl/worksheets/s1.xml", of_book || of_strings
                                    ? "<worksheet><sheetData><row r='1'><c r='A1' "
                                      "t='s'><v>0</v></c></row></sheetData></worksheet>"
                                    : text}});
  (void)muster::read_source(archive, muster::embedded_ledger());
  return 0;
}
