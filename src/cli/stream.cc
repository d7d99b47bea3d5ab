#include "cli/stream.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "cli/check_line.h"
#include "cli/command.h"
#include "cli/decompress.h"
#include "cli/input.h"

namespace muster::cli {
namespace {

// Whole lines, and what came of them.
struct Batch {
  std::string lines;
  std::string results;
  std::size_t documents = 0;
  std::size_t failed = 0;
  bool contradicted = false;
  bool done = false;
};

constexpr std::size_t kBatchBytes = 1U << 20U;

void check_batch(const Ledger& ledger, const Lexicon& lexicon, const CheckOptions& options,
                 Remembered& remembered, Batch& batch) {
  char* at = batch.lines.data();
  char* const end = at + batch.lines.size();
  while (at < end) {
    // There is one: a batch is whole lines.
    char* newline = static_cast<char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
    std::size_t length = static_cast<std::size_t>(newline - at);
    if (length > 0 && at[length - 1] == '\r') --length;
    const bool blank = std::all_of(at, at + length, [](char c) { return c == ' ' || c == '\t'; });
    if (!blank) {
      LineResult result = check_line(ledger, lexicon, at, length, options, remembered);
      batch.results += result.json;
      batch.results += '\n';
      ++batch.documents;
      batch.failed += result.failed ? 1 : 0;
      batch.contradicted = batch.contradicted || result.contradicted;
    }
    at = newline + 1;
  }
  batch.lines.clear();
}

// Cuts a byte source into batches of whole lines. A line longer than a document may be is dropped
// and leaves an error in its place.
class Batches {
 public:
  explicit Batches(ByteSource& source) : source_(source) {}

  // Empty at the end.
  Result<std::unique_ptr<Batch>> next() {
    while (rest_.size() < kBatchBytes && !ended_) {
      auto more = source_.read(rest_);
      if (!more) return more.error();
      ended_ = !*more;
    }
    if (rest_.empty()) return std::unique_ptr<Batch>();
    std::size_t cut = rest_.rfind('\n');
    while (cut == std::string::npos && !ended_) {
      if (rest_.size() > kLargestDocument) {
        if (auto error = skip_line()) return *error;
        auto batch = std::make_unique<Batch>();
        batch->results = error_line("", "the line is larger than the " +
                                            std::to_string(kLargestDocument >> 20U) +
                                            " MB that one document may have") +
                         "\n";
        batch->documents = batch->failed = 1;
        return batch;
      }
      const std::size_t before = rest_.size();
      auto more = source_.read(rest_);
      if (!more) return more.error();
      ended_ = !*more;
      const std::size_t found = rest_.find('\n', before);
      if (found != std::string::npos) cut = rest_.rfind('\n');
    }
    if (ended_ && (cut == std::string::npos || cut + 1 < rest_.size())) {
      rest_ += '\n';  // the last line may lack its end
      cut = rest_.size() - 1;
    }
    auto batch = std::make_unique<Batch>();
    std::string begun = rest_.substr(cut + 1);
    rest_.resize(cut + 1);
    batch->lines = std::exchange(rest_, std::move(begun));
    batch->lines.reserve(batch->lines.size() + kReadPast);
    return batch;
  }

 private:
  std::optional<Error> skip_line() {
    for (;;) {
      const std::size_t newline = rest_.find('\n');
      if (newline != std::string::npos) {
        rest_.erase(0, newline + 1);
        return std::nullopt;
      }
      rest_.clear();
      auto more = source_.read(rest_);
      if (!more) return more.error();
      if (!*more) {
        ended_ = true;
        return std::nullopt;
      }
    }
  }

  ByteSource& source_;
  std::string rest_;
  bool ended_ = false;
};

// Workers take batches from the front of what is waiting; the reader takes finished ones from the
// front of what is under way, so that results keep their order and few batches are in memory.
class Pool {
 public:
  Pool(const Ledger& ledger, const Lexicon& lexicon, const CheckOptions& options,
       unsigned threads) {
    for (unsigned i = 0; i < threads; ++i) {
      workers_.emplace_back([this, &ledger, &lexicon, &options] {
        Remembered remembered;
        for (;;) {
          Batch* batch = nullptr;
          {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            batch = waiting_.front();
            waiting_.pop_front();
          }
          check_batch(ledger, lexicon, options, remembered, *batch);
          {
            const std::scoped_lock lock(mutex_);
            batch->done = true;
          }
          changed_.notify_all();
        }
      });
    }
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool() {
    {
      const std::scoped_lock lock(mutex_);
      closed_ = true;
    }
    changed_.notify_all();
    for (std::thread& worker : workers_) worker.join();
  }

  void add(std::unique_ptr<Batch> batch) {
    {
      const std::scoped_lock lock(mutex_);
      if (!batch->lines.empty()) waiting_.push_back(batch.get());
      batch->done = batch->lines.empty();
      under_way_.push_back(std::move(batch));
    }
    changed_.notify_all();
  }

  bool full() const { return under_way_.size() >= workers_.size() * 2 + 2; }
  bool empty() const { return under_way_.empty(); }

  // The oldest batch, when it is done.
  std::unique_ptr<Batch> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return under_way_.front()->done; });
    auto batch = std::move(under_way_.front());
    under_way_.pop_front();
    return batch;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch*> waiting_;
  std::deque<std::unique_ptr<Batch>> under_way_;
  std::vector<std::thread> workers_;
  bool closed_ = false;
};

// Counts what has come out, and says so on a terminal once a second.
class Progress {
 public:
  void add(const Batch& batch, std::size_t bytes) {
    documents_ += batch.documents;
    failed_ += batch.failed;
    if (isatty(STDERR_FILENO) == 0) return;
    const auto now = std::chrono::steady_clock::now();
    if (now - told_ < std::chrono::seconds(1)) return;
    told_ = now;
    const double seconds = std::chrono::duration<double>(now - begun_).count();
    std::fprintf(stderr, "\r%zu documents, %.0f MB read, %.0f MB/s, %zu unreadable ", documents_,
                 static_cast<double>(bytes) / 1e6, static_cast<double>(bytes) / 1e6 / seconds,
                 failed_);
  }
  void end() const {
    if (isatty(STDERR_FILENO) != 0)
      std::fprintf(stderr, "\r%zu documents, %zu unreadable                              \n",
                   documents_, failed_);
  }

 private:
  std::size_t documents_ = 0;
  std::size_t failed_ = 0;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point told_ = begun_;
};

}  // namespace

int check_stream(const Ledger& ledger, const std::string& file, const StreamOptions& options) {
  auto source = open_source(file);
  if (!source) return fail(source.error());
  const Lexicon lexicon(ledger);
  Batches batches(**source);
  const unsigned threads =
      options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  Progress progress;
  bool contradicted = false;
  bool written = true;
  const auto write = [&](const Batch& batch) {
    written =
        std::fwrite(batch.results.data(), 1, batch.results.size(), stdout) == batch.results.size();
    contradicted = contradicted || batch.contradicted;
    progress.add(batch, (*source)->consumed());
  };
  std::optional<Error> broken;
  if (threads == 1) {
    Remembered remembered;
    while (written) {
      auto batch = batches.next();
      if (!batch) broken = batch.error();
      if (!batch || *batch == nullptr) break;
      check_batch(ledger, lexicon, options.check, remembered, **batch);
      write(**batch);
    }
  } else {
    Pool pool(ledger, lexicon, options.check, threads);
    bool more = true;
    while (written && (more || !pool.empty())) {
      if (!more || pool.full()) {
        write(*pool.take());
        continue;
      }
      auto batch = batches.next();
      if (!batch) broken = batch.error();
      more = batch.ok() && *batch != nullptr;
      if (more) pool.add(std::move(*batch));
    }
  }
  progress.end();
  if (broken) return fail(*broken);
  if (!written) return fail({"the output could not be written", "", "is the disk full?"});
  return contradicted ? kBadNews : kOk;
}

}  // namespace muster::cli
