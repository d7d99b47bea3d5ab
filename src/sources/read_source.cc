#include "sources/read_source.h"

#include <algorithm>

#include "ledger/figure_rules.h"
#include "sources/ecb.h"
#include "sources/encoding.h"
#include "sources/imf.h"
#include "sources/kiel.h"
#include "sources/nato.h"
#include "sources/nato_pdf.h"
#include "sources/nearest_layout.h"
#include "sources/ole.h"
#include "sources/sdmx_csv.h"
#include "sources/sdmx_ml.h"
#include "sources/sipri.h"
#include "sources/tidy.h"
#include "sources/world_bank.h"
#include "sources/world_bank_json.h"
#include "sources/xlsx.h"
#include "sources/zip.h"

namespace muster {
namespace {

// Rates and the tracker's files are of the last day that they tell of.
Result<SourceFile> not_after(Date today, Result<SourceFile> file) {
  if (!file || file->publications.empty()) return file;
  if (auto fault = fault_of_publication_day(file->publication().published, today)) return *fault;
  return file;
}

Result<SourceFile> read_text_table(std::string_view bytes, const Ledger& ledger,
                                   const SourceHints& hints) {
  std::string converted;
  const auto decoded = as_utf8(bytes, converted);
  if (!decoded) return decoded.error();
  const std::string_view text = *decoded;
  if (is_weo_table(text)) return read_weo_table(text, ledger, hints);
  if (is_world_bank_json(text)) return read_world_bank_json(text, ledger, hints);
  if (is_sdmx_csv(text)) return read_sdmx_csv(text, ledger, hints);
  if (is_sdmx_ml(text)) return read_sdmx_ml(text, ledger, hints);
  if (is_tidy_csv(text)) return read_tidy_csv(text, ledger, hints);
  if (is_ecb_rates(text)) return not_after(hints.today, read_ecb_rates(text));
  if (is_kiel_table(text)) return not_after(hints.today, read_kiel_table(text, ledger));
  // Known by what stands in its columns, so after those that are known by their headings.
  if (is_world_bank_csv(text, ledger, hints)) return read_world_bank_csv(text, ledger, hints);
  const std::string near = nearest_layout(text);
  return Error{"the format is not known", "",
               (near.empty() ? "" : near + "; ") +
                   "muster reads workbooks of NATO and SIPRI, NATO's tables as PDF, World Bank "
                   "indicators (CSV, its zip, JSON), tables of the IMF's World Economic Outlook, "
                   "the ECB's reference rates, the Ukraine Support Tracker, SDMX (CSV and ML) and "
                   "what muster export writes"};
}

// The Bank's zip: the table between two files of metadata.
Result<SourceFile> read_packed_table(const ZipArchive& archive, const Ledger& ledger,
                                     const SourceHints& hints) {
  constexpr std::uint64_t kLargestTable = 512ULL << 20U;
  Result<SourceFile> found =
      Error{"no table in this archive is known", "", "give the publisher's own zip"};
  for (const ZipEntry& entry : archive.entries()) {
    if (!entry.name.ends_with(".csv") || entry.name.starts_with("Metadata_")) continue;
    if (found)
      return Error{"the archive has more than one table", entry.name, "import them one by one"};
    auto table = archive.read(entry, kLargestTable);
    if (!table) return table.error();
    found = read_text_table(*table, ledger, hints);
    if (!found) {
      return within(entry.name, found.error());
    }
  }
  return found;
}

Result<SourceFile> read_workbook(const Workbook& workbook, const Ledger& ledger) {
  if (is_sipri_workbook(workbook)) return read_sipri_workbook(workbook, ledger);
  if (is_nato_workbook(workbook)) return read_nato_workbook(workbook, ledger);
  return Error{"the format is not known", "", "muster reads the workbooks of NATO and SIPRI"};
}

}  // namespace

Result<SourceFile> read_source(std::string_view bytes, const Ledger& ledger,
                               const SourceHints& hints) {
  if (is_pdf(bytes))
    return Error{"the format is not known: a PDF is read by its text", "",
                 "give what pdftotext -layout makes of it to read_pdf_text()"};
  if (is_compound_file(bytes)) {
    const auto workbook = Workbook::open(bytes);
    return workbook ? read_workbook(*workbook, ledger) : workbook.error();
  }
  if (!is_zip(bytes)) return read_text_table(bytes, ledger, hints);
  auto archive = ZipArchive::open(bytes);
  if (!archive) return archive.error();
  if (archive->find("xl/workbook.xml") == nullptr)
    return read_packed_table(*archive, ledger, hints);
  const auto workbook = Workbook::open(std::move(archive).value());
  return workbook ? read_workbook(*workbook, ledger) : workbook.error();
}

bool is_pdf(std::string_view bytes) { return bytes.starts_with("%PDF-"); }

Result<SourceFile> read_pdf_text(std::string_view text, const Ledger& ledger) {
  constexpr std::ptrdiff_t kFewest = 20;  // a stamp or a page number is no text
  const auto letters = std::ranges::count_if(text, [](unsigned char c) { return c > ' '; });
  if (letters < kFewest)
    return Error{"its pages are pictures: there is no text in it", "",
                 "make one with text of it, as with ocrmypdf --force-ocr IN.pdf OUT.pdf, compare "
                 "its figures with the pictures, and import that"};
  if (is_nato_pdf_text(text)) return read_nato_pdf_text(text, ledger);
  return Error{"no table of a known publisher is in this PDF", "",
               "muster reads NATO's defence expenditure tables as PDF"};
}

}  // namespace muster
