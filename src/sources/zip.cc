#include "sources/zip.h"

#include <minizip/unzip.h>

#include <algorithm>
#include <array>

namespace muster {
namespace {

constexpr std::size_t kMostEntries = 10'000;
// Sheets inflate to ten or twenty times their size, a run of one byte to a thousand times.
constexpr std::uint64_t kBombRatio = 200;
constexpr std::uint64_t kSurelyMeant = 8U << 20U;

// minizip reads through functions of the caller's; these read from memory.
struct Cursor {
  std::string_view bytes;
  std::uint64_t at = 0;
};

voidpf open_memory(voidpf opaque, const void* /*name*/, int /*mode*/) { return opaque; }

uLong read_memory(voidpf /*opaque*/, voidpf stream, void* buffer, uLong wanted) {
  Cursor& cursor = *static_cast<Cursor*>(stream);
  const std::uint64_t left =
      cursor.bytes.size() - std::min<std::uint64_t>(cursor.at, cursor.bytes.size());
  const auto got = std::min<std::uint64_t>(wanted, left);
  std::copy_n(cursor.bytes.data() + cursor.at, got, static_cast<char*>(buffer));
  cursor.at += got;
  return static_cast<uLong>(got);
}

uLong write_memory(voidpf /*opaque*/, voidpf /*stream*/, const void* /*from*/, uLong /*size*/) {
  return 0;
}

ZPOS64_T tell_memory(voidpf /*opaque*/, voidpf stream) { return static_cast<Cursor*>(stream)->at; }

long seek_memory(voidpf /*opaque*/, voidpf stream, ZPOS64_T offset, int origin) {
  Cursor& cursor = *static_cast<Cursor*>(stream);
  std::uint64_t base = 0;
  if (origin == ZLIB_FILEFUNC_SEEK_CUR) base = cursor.at;
  if (origin == ZLIB_FILEFUNC_SEEK_END) base = cursor.bytes.size();
  const std::uint64_t target = base + offset;
  if (target > cursor.bytes.size()) return -1;
  cursor.at = target;
  return 0;
}

int close_memory(voidpf /*opaque*/, voidpf /*stream*/) { return 0; }
int no_error(voidpf /*opaque*/, voidpf /*stream*/) { return 0; }

Error damaged(const std::string& name) {
  return {"the archive is damaged or cut off", name, "fetch the file again"};
}

// The pieces of the entry that is open.
std::optional<Error> inflate_opened(
    unzFile file, const ZipEntry& entry, std::uint64_t limit,
    const std::function<std::optional<Error>(std::string_view)>& take) {
  std::array<char, 1U << 16U> buffer{};
  std::uint64_t total = 0;
  while (true) {
    const int got = unzReadCurrentFile(file, buffer.data(), buffer.size());
    if (got < 0) return damaged(entry.name);
    if (got == 0) break;
    total += static_cast<std::uint64_t>(got);
    if (total > limit) {
      return Error{"it inflates to more than " + std::to_string(limit >> 20U) + " MB", entry.name,
                   "no publisher's file is that large"};
    }
    if (total > kSurelyMeant && total / kBombRatio > entry.packed) {
      return Error{"it inflates to more than " + std::to_string(kBombRatio) + " times its size",
                   entry.name, "no publisher's file does"};
    }
    if (auto error = take({buffer.data(), static_cast<std::size_t>(got)})) return error;
  }
  return std::nullopt;
}

}  // namespace

// An archive opened by minizip, closed at the end of the scope.
class ZipArchive::Opened {
 public:
  explicit Opened(std::string_view bytes) : cursor_{bytes} {
    zlib_filefunc64_def functions{open_memory, read_memory,  write_memory, tell_memory,
                                  seek_memory, close_memory, no_error,     &cursor_};
    file_ = unzOpen2_64("", &functions);
  }
  ~Opened() {
    if (file_ != nullptr) unzClose(file_);
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;

  unzFile file() const { return file_; }

 private:
  Cursor cursor_;
  unzFile file_ = nullptr;
};

bool is_zip(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

Result<ZipArchive> ZipArchive::open(std::string_view bytes) {
  const auto opened = std::make_shared<Opened>(bytes);
  const unzFile file = opened->file();
  if (file == nullptr) return damaged("");
  ZipArchive archive(opened);
  int status = unzGoToFirstFile(file);
  for (; status == UNZ_OK; status = unzGoToNextFile(file)) {
    unz_file_info64 info{};
    std::array<char, 1024> name{};
    if (unzGetCurrentFileInfo64(file, &info, name.data(), name.size() - 1, nullptr, 0, nullptr,
                                0) != UNZ_OK)
      return damaged("");
    archive.entries_.push_back(
        {name.data(), info.uncompressed_size, info.compressed_size, unzGetOffset64(file)});
    if (archive.entries_.size() > kMostEntries)
      return Error{"the archive has more than 10,000 files", "", "no publisher's file has"};
  }
  if (status != UNZ_END_OF_LIST_OF_FILE) return damaged("");
  return archive;
}

const ZipEntry* ZipArchive::find(std::string_view name) const {
  const auto found = std::ranges::find(entries_, name, &ZipEntry::name);
  return found == entries_.end() ? nullptr : &*found;
}

std::optional<Error> ZipArchive::inflate(
    const ZipEntry& entry, std::uint64_t limit,
    const std::function<std::optional<Error>(std::string_view)>& take) const {
  const unzFile file = opened_->file();
  if (unzSetOffset64(file, entry.at) != UNZ_OK || unzOpenCurrentFile(file) != UNZ_OK)
    return damaged(entry.name);
  auto error = inflate_opened(file, entry, limit, take);
  // Here the checksum of what was read is compared with the archive's; after an error it can't be.
  if (unzCloseCurrentFile(file) != UNZ_OK && !error) return damaged(entry.name);
  return error;
}

Result<std::string> ZipArchive::read(const ZipEntry& entry, std::uint64_t limit) const {
  std::string whole;
  const auto error = inflate(entry, limit, [&](std::string_view piece) -> std::optional<Error> {
    whole += piece;
    return std::nullopt;
  });
  if (error) return *error;
  return whole;
}

}  // namespace muster
