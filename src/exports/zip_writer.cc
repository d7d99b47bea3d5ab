#include "exports/zip_writer.h"

#include <minizip/zip.h>

#include <algorithm>
#include <stdexcept>

namespace muster {
namespace {

// minizip writes through functions of the caller's; these write to memory. It goes back to fill in
// sizes, so that writing is at a position.
struct Sink {
  std::string bytes;
  std::uint64_t at = 0;
};

voidpf open_sink(voidpf opaque, const void* /*name*/, int /*mode*/) { return opaque; }

uLong read_sink(voidpf /*opaque*/, voidpf stream, void* buffer, uLong wanted) {
  Sink& sink = *static_cast<Sink*>(stream);
  const auto got = std::min<std::uint64_t>(wanted, sink.bytes.size() - sink.at);
  std::copy_n(sink.bytes.data() + sink.at, got, static_cast<char*>(buffer));
  sink.at += got;
  return static_cast<uLong>(got);
}

uLong write_sink(voidpf /*opaque*/, voidpf stream, const void* from, uLong size) {
  Sink& sink = *static_cast<Sink*>(stream);
  if (sink.at + size > sink.bytes.size()) sink.bytes.resize(sink.at + size);
  std::copy_n(static_cast<const char*>(from), size, sink.bytes.data() + sink.at);
  sink.at += size;
  return size;
}

ZPOS64_T tell_sink(voidpf /*opaque*/, voidpf stream) { return static_cast<Sink*>(stream)->at; }

long seek_sink(voidpf /*opaque*/, voidpf stream, ZPOS64_T offset, int origin) {
  Sink& sink = *static_cast<Sink*>(stream);
  std::uint64_t base = 0;
  if (origin == ZLIB_FILEFUNC_SEEK_CUR) base = sink.at;
  if (origin == ZLIB_FILEFUNC_SEEK_END) base = sink.bytes.size();
  if (base + offset > sink.bytes.size()) return -1;
  sink.at = base + offset;
  return 0;
}

int close_sink(voidpf /*opaque*/, voidpf /*stream*/) { return 0; }
int no_error(voidpf /*opaque*/, voidpf /*stream*/) { return 0; }

// Memory has room or throws: what fails here is a mistake of this file's.
void require(bool done) {
  if (!done) throw std::logic_error("the zip archive can't be written");
}

}  // namespace

struct ZipWriter::State {
  Sink sink;
  zipFile file = nullptr;
};

ZipWriter::ZipWriter() : state_(std::make_unique<State>()) {
  zlib_filefunc64_def functions{open_sink, read_sink,  write_sink, tell_sink,
                                seek_sink, close_sink, no_error,   &state_->sink};
  state_->file = zipOpen2_64("", APPEND_STATUS_CREATE, nullptr, &functions);
  require(state_->file != nullptr);
}

ZipWriter::~ZipWriter() {
  if (state_->file != nullptr) zipClose(state_->file, nullptr);
}

void ZipWriter::add(const std::string& name, std::string_view content) {
  const zip_fileinfo no_time{};
  require(zipOpenNewFileInZip(state_->file, name.c_str(), &no_time, nullptr, 0, nullptr, 0, nullptr,
                              Z_DEFLATED, Z_DEFAULT_COMPRESSION) == ZIP_OK);
  require(zipWriteInFileInZip(state_->file, content.data(),
                              static_cast<unsigned>(content.size())) == ZIP_OK);
  require(zipCloseFileInZip(state_->file) == ZIP_OK);
}

std::string ZipWriter::finish() {
  require(zipClose(state_->file, nullptr) == ZIP_OK);
  state_->file = nullptr;
  return std::move(state_->sink.bytes);
}

}  // namespace muster
