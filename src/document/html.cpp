#include "document/html.h"

#include "base/text.h"

namespace recipe::document {
namespace {

constexpr std::size_t max_html_tag_bytes = 4000;

bool is_name(char c) { return is_alnum(c) || c == '-' || c == '_' || c == ':'; }

class TagReader {
 public:
  TagReader(std::string_view text, std::size_t offset) : text_(text), offset_(offset) {}

  std::vector<HtmlTag> run() {
    while ((at_ = text_.find('<', at_)) != std::string_view::npos) {
      if (text_.substr(at_).starts_with("<!--")) {
        const std::size_t end = text_.find("-->", at_ + 4);
        if (end == std::string_view::npos) break;
        at_ = end + 3;
      } else {
        tag();
      }
    }
    return std::move(tags_);
  }

 private:
  void tag() {
    const std::size_t begin = at_++;
    const std::size_t limit = std::min(text_.size(), begin + max_html_tag_bytes);
    HtmlTag tag;
    if (at_ < limit && text_[at_] == '/') {
      tag.name = "/";
      ++at_;
    }
    const std::size_t name = at_;
    while (at_ < limit && is_name(text_[at_])) ++at_;
    if (at_ == name) return;
    tag.name += lower(text_.substr(name, at_ - name));
    while (at_ < limit && text_[at_] != '>') {
      if (text_[at_] == '<') return;
      if (!attribute(tag, limit)) ++at_;
    }
    if (at_ >= limit) {
      at_ = begin + 1;
      return;
    }
    tag.span = {offset_ + begin, offset_ + ++at_};
    tags_.push_back(std::move(tag));
  }

  bool attribute(HtmlTag& tag, std::size_t limit) {
    const std::size_t begin = at_;
    while (at_ < limit && is_name(text_[at_])) ++at_;
    if (at_ == begin) return false;
    const std::string name = lower(text_.substr(begin, at_ - begin));
    std::size_t next = at_;
    while (next < limit && is_space(text_[next])) ++next;
    if (next >= limit || text_[next] != '=') return true;
    ++next;
    while (next < limit && is_space(text_[next])) ++next;
    std::size_t end = next;
    if (next < limit && (text_[next] == '"' || text_[next] == '\'')) {
      end = text_.find(text_[next], next + 1);
      if (end == std::string_view::npos || end > limit) return true;
      add(tag, name, next + 1, end);
      at_ = end + 1;
    } else {
      while (end < limit && !is_space(text_[end]) && text_[end] != '>') ++end;
      add(tag, name, next, end);
      at_ = end;
    }
    return true;
  }

  void add(HtmlTag& tag, const std::string& name, std::size_t begin, std::size_t end) const {
    tag.attributes.emplace_back(name, At<std::string>(std::string(text_.substr(begin, end - begin)),
                                                      {offset_ + begin, offset_ + end}));
  }

  std::string_view text_;
  std::size_t offset_;
  std::size_t at_ = 0;
  std::vector<HtmlTag> tags_;
};

}  // namespace

const At<std::string>* HtmlTag::attribute(std::string_view wanted) const {
  for (const auto& [key, value] : attributes) {
    if (key == wanted) return &value;
  }
  return nullptr;
}

std::vector<HtmlTag> html_tags_in(const SourceText& source, Span within) {
  return TagReader(source.text(within), within.begin).run();
}

}  // namespace recipe::document
