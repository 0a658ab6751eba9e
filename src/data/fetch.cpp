#include "data/fetch.h"

#include <algorithm>

#include "base/text.h"
#include "data/digest_of.h"
#include "data/download.h"
#include "data/redirects.h"

namespace recipe::data {
namespace {

constexpr std::size_t short_digest = 12;
constexpr int most_readings = 10;

/// Of all mirrors' errors one: what they have in common, or that it may go better later.
Error in_one(const std::string& name, const std::vector<Error>& errors) {
  ErrorKind kind = errors.front().kind;
  std::vector<std::string> texts;
  for (const Error& error : errors) {
    if (error.kind != kind) kind = ErrorKind::io;
    texts.push_back(error.to_string());
  }
  return Error{kind, "cannot fetch " + name + ": " + join(texts, "; "), {}};
}

/// The fetching of one file.
class Fetch {
 public:
  Fetch(os::World& world, std::mt19937_64& random, const Wanted& wanted, const std::string& folder,
        const FetchListener& listener)
      : world_(world),
        wanted_(wanted),
        path_(folder + "/" + wanted.name),
        partial_(world, path_),
        download_(world, random, wanted, listener, partial_),
        listener_(listener) {}

  Result<Fetched> get();

 private:
  Result<std::optional<Fetched>> already_there();
  Result<Content> content_of(os::FileStatus there);
  Result<Fetched> from(const std::string& url);
  Result<Fetched> checked(const std::string& url);
  Result<Fetched> set_aside(const std::string& path, const Content& content,
                            const std::string& where);

  os::World& world_;
  const Wanted& wanted_;
  std::string path_;
  Partial partial_;
  Download download_;
  const FetchListener& listener_;
};

Result<Fetched> Fetch::set_aside(const std::string& path, const Content& content,
                                 const std::string& where) {
  const std::string aside = path_ + ".wrong-" + content.digest.hex().substr(0, short_digest);
  TRY(world_.files.rename(path, aside));
  return Fetched{aside, where, content.digest, content.bytes,
                 wanted_.name + " has another digest: the recipe says " +
                     wanted_.digest->to_string() + ", " + where + " gives " +
                     content.digest.to_string() + ", kept as " + aside};
}

/// Another program that has just fetched the file may be linking it to where it belongs, or making
/// it read-only: that changes what the file looks like and no byte of it, so it is read again.
Result<Content> Fetch::content_of(os::FileStatus there) {
  for (int reading = 1;; ++reading) {
    auto content = digest_of(world_, path_);
    if (content || reading == most_readings) return content;
    TRY_ASSIGN(const auto now, world_.files.status(path_, os::Follow::no));
    const bool other_bytes = !now || now->kind != there.kind || now->size != there.size ||
                             now->modified_ns != there.modified_ns;
    const bool touched = now && (now->changed_ns != there.changed_ns || now->inode != there.inode);
    if (other_bytes || !touched) return content;
    there = *now;
  }
}

Result<std::optional<Fetched>> Fetch::already_there() {
  std::optional<Fetched> none;
  TRY_ASSIGN(const auto there, world_.files.status(path_, os::Follow::no));
  if (!there) return none;
  if (there->kind != os::FileKind::regular) {
    return fail(ErrorKind::invalid, path_ + " is in the way: it is no file");
  }
  if (!wanted_.digest && wanted_.size && there->size != *wanted_.size) {
    TRY(world_.files.remove(path_));
    return none;
  }
  TRY_ASSIGN(const Content content, content_of(*there));
  if (!wanted_.digest || content.digest == *wanted_.digest) {
    return std::optional(Fetched{path_, "", content.digest, content.bytes, ""});
  }
  TRY_ASSIGN(const Fetched aside, set_aside(path_, content, "the file that is here"));
  listener_.note(aside.wrong);
  return none;
}

/// What the partial file holds is whole: is it what is wanted?
Result<Fetched> Fetch::checked(const std::string& url) {
  TRY_ASSIGN(const Content content, digest_of(world_, partial_.path()));
  if (wanted_.digest && content.digest != *wanted_.digest) {
    TRY_ASSIGN(Fetched aside, set_aside(partial_.path(), content, url));
    TRY(partial_.remove());
    return aside;
  }
  TRY(partial_.rename_to(path_));
  return Fetched{path_, url, content.digest, content.bytes, ""};
}

Result<Fetched> Fetch::from(const std::string& url) {
  TRY(download_.bring(url));
  TRY_ASSIGN(Fetched fetched, checked(shown_url(url)));
  if (fetched.wrong.empty() || !download_.in_parts()) return fetched;
  // Its parts may be of two files: the server may have changed it and not said so.
  listener_.note(fetched.wrong + "; once more, in one piece");
  TRY(download_.bring(url));
  return checked(shown_url(url));
}

Result<Fetched> Fetch::get() {
  TRY_ASSIGN(const auto there, already_there());
  if (there) return *there;
  std::vector<Error> errors;
  std::optional<Fetched> wrong;
  for (const std::string& url : wanted_.urls) {
    auto fetched = from(url);
    if (fetched && fetched->wrong.empty()) return fetched;
    if (!fetched && !download_.other_mirrors_may_help()) return fetched;
    const bool last = &url == &wanted_.urls.back();
    if (!last) {
      listener_.note((fetched ? fetched->wrong : fetched.error().to_string()) +
                     "; the next mirror is tried");
    }
    if (fetched) {
      wrong = std::move(*fetched);
    } else {
      errors.push_back(std::move(fetched.error()));
    }
  }
  if (wrong) return std::move(*wrong);
  return tl::unexpected(in_one(wanted_.name, errors));
}

}  // namespace

bool is_file_name(const std::string& name) {
  return !name.empty() && name != "." && name != ".." &&
         name.find_first_of(std::string_view("/\0", 2)) == std::string::npos;
}

Result<Fetched> fetch(os::World& world, std::mt19937_64& random, const Wanted& wanted,
                      const std::string& folder, const FetchListener& listener) {
  if (!is_file_name(wanted.name)) {
    return fail(ErrorKind::invalid, "`" + printable(wanted.name) + "` is no file name");
  }
  if (wanted.urls.empty()) return fail(ErrorKind::invalid, wanted.name + " has no source");
  TRY(world.files.make_directory(folder));
  // Beside the folder, which holds nothing but what was fetched.
  TRY_ASSIGN(auto lock, world.files.lock(folder + ".lock", os::Wait::no));
  if (!lock) {
    listener.note("waiting for another program that fetches " + wanted.name);
    TRY_ASSIGN(lock, world.files.lock(folder + ".lock", os::Wait::yes));
  }
  return Fetch(world, random, wanted, folder, listener).get();
}

std::string other_size(std::uint64_t found, std::uint64_t wanted) {
  return "has " + std::to_string(found) + " bytes, the recipe says " + std::to_string(wanted);
}

}  // namespace recipe::data
