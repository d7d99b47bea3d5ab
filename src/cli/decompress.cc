#include "cli/decompress.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cerrno>
#include <cstring>
#include <vector>

namespace muster::cli {
namespace {

constexpr std::size_t kBlock = 1U << 20U;

class File : public ByteSource {
 public:
  File(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() override {
    if (fd_ > STDIN_FILENO) close(fd_);
  }

  Result<bool> read(std::string& out) override {
    if (!pushed_back_.empty()) {
      out += pushed_back_;
      pushed_back_.clear();
      return true;
    }
    const std::size_t before = out.size();
    out.resize(before + kBlock);
    ssize_t got = 0;
    do {
      got = ::read(fd_, out.data() + before, kBlock);
    } while (got < 0 && errno == EINTR);
    out.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
    if (got < 0) return Error{std::strerror(errno), name_, "check the path and its permissions"};
    consumed_ += static_cast<std::size_t>(got);
    return got > 0;
  }

  std::size_t consumed() const override { return consumed_; }
  void push_back(std::string bytes) { pushed_back_ = std::move(bytes); }
  const std::string& name() const { return name_; }

 private:
  int fd_;
  std::string name_;
  std::string pushed_back_;
  std::size_t consumed_ = 0;
};

class Gzip : public ByteSource {
 public:
  explicit Gzip(std::unique_ptr<File> file) : file_(std::move(file)) {
    constexpr int kGzipOnly = 15 + 16;
    ready_ = inflateInit2(&stream_, kGzipOnly) == Z_OK;
  }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;
  ~Gzip() override { inflateEnd(&stream_); }

  Result<bool> read(std::string& out) override {
    if (!ready_) return broken();
    const std::size_t before = out.size();
    while (out.size() == before) {
      if (stream_.avail_in == 0) {
        in_.clear();
        auto more = file_->read(in_);
        if (!more) return more.error();
        if (!*more) {
          if (!between_members_)
            return Error{"the gzip stream ends too soon", file_->name(), "fetch it again"};
          return false;
        }
        stream_.next_in = reinterpret_cast<Bytef*>(in_.data());
        stream_.avail_in = static_cast<uInt>(in_.size());
      }
      out.resize(before + kBlock);
      stream_.next_out = reinterpret_cast<Bytef*>(out.data() + before);
      stream_.avail_out = static_cast<uInt>(kBlock);
      between_members_ = false;
      const int status = inflate(&stream_, Z_NO_FLUSH);
      out.resize(before + kBlock - stream_.avail_out);
      if (status == Z_STREAM_END) {
        between_members_ = true;  // another member may follow
        inflateReset(&stream_);
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        return broken();
      }
    }
    return true;
  }

  std::size_t consumed() const override { return file_->consumed(); }

 private:
  Error broken() const { return {"the gzip stream is damaged", file_->name(), "fetch it again"}; }

  std::unique_ptr<File> file_;
  std::string in_;
  z_stream stream_{};
  bool ready_ = false;
  bool between_members_ = false;
};

class Zstd : public ByteSource {
 public:
  explicit Zstd(std::unique_ptr<File> file)
      : file_(std::move(file)), stream_(ZSTD_createDStream()) {}
  Zstd(const Zstd&) = delete;
  Zstd& operator=(const Zstd&) = delete;
  ~Zstd() override { ZSTD_freeDStream(stream_); }

  Result<bool> read(std::string& out) override {
    const std::size_t before = out.size();
    while (out.size() == before) {
      if (input_.pos == input_.size) {
        in_.clear();
        auto more = file_->read(in_);
        if (!more) return more.error();
        if (!*more) {
          if (pending_ != 0)
            return Error{"the zstd stream ends too soon", file_->name(), "fetch it again"};
          return false;
        }
        input_ = {in_.data(), in_.size(), 0};
      }
      out.resize(before + kBlock);
      ZSTD_outBuffer output{out.data() + before, kBlock, 0};
      pending_ = ZSTD_decompressStream(stream_, &output, &input_);
      out.resize(before + output.pos);
      if (ZSTD_isError(pending_) != 0)
        return Error{"the zstd stream is damaged", file_->name(), "fetch it again"};
    }
    return true;
  }

  std::size_t consumed() const override { return file_->consumed(); }

 private:
  std::unique_ptr<File> file_;
  ZSTD_DStream* stream_;
  std::string in_;
  ZSTD_inBuffer input_{nullptr, 0, 0};
  std::size_t pending_ = 0;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_source(const std::string& file) {
  const bool standard_input = file == "-";
  const std::string name = standard_input ? "standard input" : file;
  const int fd = standard_input ? STDIN_FILENO : open(file.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (fd < 0 || fstat(fd, &status) != 0)
    return Error{std::strerror(errno), name, "check the path and its permissions"};
  auto source = std::make_unique<File>(fd, name);
  if (S_ISDIR(status.st_mode))
    return Error{"this is a directory", name, "name a file with one JSON document a line"};
  std::string head;
  auto more = source->read(head);
  if (!more) return more.error();
  const bool gzip = head.starts_with("\x1F\x8B");
  const bool zstd = head.starts_with("\x28\xB5\x2F\xFD");
  source->push_back(std::move(head));
  if (gzip) return std::unique_ptr<ByteSource>(std::make_unique<Gzip>(std::move(source)));
  if (zstd) return std::unique_ptr<ByteSource>(std::make_unique<Zstd>(std::move(source)));
  return std::unique_ptr<ByteSource>(std::move(source));
}

}  // namespace muster::cli
