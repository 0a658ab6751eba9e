#include "document/typed.h"

#include <cmath>

#include "base/text.h"

namespace recipe::document {
namespace {

/// Without `(remark)` at the end.
Slice without_remark(Slice text) {
  text = text.trimmed();
  const std::string_view view = text.view();
  if (!view.ends_with(')')) return text;
  const std::size_t open = view.rfind('(');
  if (open == std::string_view::npos || open == 0 || !is_space(view[open - 1])) return text;
  return text.sub(0, open).trimmed();
}

/// The pieces that lie within a slice.
std::vector<Piece> pieces_in(Slice text) {
  std::vector<Piece> found;
  for (const Piece& piece : text.flat->pieces) {
    if (piece.begin >= text.begin && piece.end <= text.end) found.push_back(piece);
  }
  return found;
}

std::string shown(Slice text) {
  constexpr std::size_t most = 60;
  const std::string_view view = text.view();
  return "`" + printable(view.substr(0, most)) + (view.size() > most ? "..." : "") + "`";
}

}  // namespace

std::optional<At<Location>> location_in(Slice text) {
  for (const Piece& piece : pieces_in(text)) {
    if (piece.kind == PieceKind::image) continue;
    if (piece.kind == PieceKind::code) {
      const Slice code{text.flat, piece.begin, piece.end};
      if (Digest::parse(code.view())) continue;
      if (auto location = parse_location(code.view())) {
        return At<Location>{std::move(*location), code.span()};
      }
    } else if (auto location = parse_location(piece.target)) {
      return At<Location>{std::move(*location), piece.target_span};
    }
  }
  const Slice bare = without_remark(text);
  auto location = parse_location(bare.view());
  if (!location) return std::nullopt;
  return At<Location>{std::move(*location), bare.span()};
}

std::optional<At<Digest>> digest_in(Slice text) {
  constexpr std::size_t length = 71;
  const std::string low = lower(text.view());
  for (std::size_t at = low.find("sha256:"); at != std::string::npos;
       at = low.find("sha256:", at + 1)) {
    if (at + length > low.size() || (at + length < low.size() && is_alnum(low[at + length]))) {
      continue;
    }
    const Slice whole = text.sub(at, length);
    if (const auto digest = Digest::parse(whole.view())) return At<Digest>{*digest, whole.span()};
  }
  return std::nullopt;
}

std::optional<At<std::string>> commit_in(Slice text) {
  const std::string_view view = text.view();
  for (std::size_t at = 0; at < view.size();) {
    if (!is_alnum(view[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    bool hex = true;
    while (at < view.size() && is_alnum(view[at])) hex = is_hex(view[at++]) && hex;
    const bool digest = begin >= 7 && lower(view.substr(begin - 7, 7)) == "sha256:";
    if (!hex || digest || !is_commit(view.substr(begin, at - begin))) continue;
    const Slice commit = text.sub(begin, at - begin);
    return At<std::string>{lower(commit.view()), commit.span()};
  }
  return std::nullopt;
}

At<std::string> name_in(Slice text) {
  for (const Piece& piece : pieces_in(text)) {
    if (piece.kind == PieceKind::code) return Slice{text.flat, piece.begin, piece.end}.at();
  }
  return without_remark(text).at();
}

std::optional<At<std::uint64_t>> count_in(Slice text) {
  const auto quantity = parse_quantity(without_remark(text).view());
  if (!quantity || quantity->value < 0 || quantity->value > 9e15 || quantity->unit == "%" ||
      quantity->value != std::trunc(quantity->value)) {
    return std::nullopt;
  }
  return At<std::uint64_t>{static_cast<std::uint64_t>(quantity->value),
                           without_remark(text).span()};
}

std::optional<At<Location>> read_location(Reading& reading, Slice text) {
  auto location = location_in(text);
  if (!location) {
    reading.report(
        Severity::warning, "location-not-readable", text.span(),
        shown(text) + " is no location: write a URL, or a path relative to the recipe's folder");
  }
  return location;
}

std::optional<At<Digest>> read_digest(Reading& reading, Slice text) {
  auto digest = digest_in(text);
  if (!digest) {
    reading.report(Severity::error, "digest-not-readable", text.span(),
                   shown(text) +
                       " is no digest: write `sha256:` and 64 hexadecimal digits, which "
                       "`recipe data digest PATH` prints");
  }
  return digest;
}

std::optional<At<std::uint64_t>> read_size(Reading& reading, Slice text) {
  const Slice bare = without_remark(text);
  const auto bytes = parse_bytes(bare.view());
  const auto quantity = parse_quantity(bare.view());
  if (!bytes || *bytes > 9e18) {
    reading.report(Severity::warning, "size-not-readable", text.span(),
                   shown(text) + " is no size: write the number of bytes, such as `57,512 bytes`");
    return std::nullopt;
  }
  // `1.2 GB` is about a size, not the size itself.
  const bool exact = quantity && (quantity->unit.empty() || lower(quantity->unit).front() == 'b');
  if (!exact) return std::nullopt;
  return At<std::uint64_t>{static_cast<std::uint64_t>(*bytes), bare.span()};
}

std::optional<At<std::uint64_t>> read_count(Reading& reading, std::string_view what, Slice text) {
  auto count = count_in(text);
  if (!count) {
    reading.report(
        Severity::warning, "count-not-readable", text.span(),
        shown(text) + " is no number of " + std::string(what) + ": write a whole number");
  }
  return count;
}

std::optional<At<Quantity>> read_quantity(Reading& reading, std::string_view what, Slice text,
                                          std::optional<At<Quantity>>* spread) {
  Slice bare = without_remark(text);
  for (const std::string_view sign : {"\u00b1", "+/-", "+-"}) {
    const std::size_t at = bare.view().find(sign);
    if (at == std::string_view::npos) continue;
    const Slice behind = bare.sub(at + sign.size()).trimmed();
    const auto quantity = parse_quantity(behind.view());
    if (spread != nullptr && quantity) *spread = At<Quantity>{*quantity, behind.span()};
    Slice before = bare.sub(0, at).trimmed();
    auto value = parse_quantity(before.view());
    // `74.1 ± 0.2 %` is in percent as a whole.
    if (value && quantity && value->unit.empty()) value->unit = quantity->unit;
    if (value) return At<Quantity>{*value, before.span()};
  }
  auto quantity = parse_quantity(bare.view());
  if (quantity && std::isfinite(quantity->value)) return At<Quantity>{*quantity, bare.span()};
  reading.report(Severity::error, "number-not-readable", text.span(),
                 shown(text) + " is no number: write the " + std::string(what) +
                     " as a number with its unit, such as `74.0 %`");
  return std::nullopt;
}

std::optional<At<Tolerance>> read_tolerance(Reading& reading, Slice text, Of of) {
  const Slice bare = without_remark(text);
  std::string words = lower(bare.view());
  bool relative = false;
  if (const std::size_t at = words.find("relative"); at != std::string::npos) {
    relative = true;
    words.erase(at, std::string_view("relative").size());
  }
  std::string_view rest = trim(words);
  for (const std::string_view sign : {"\u00b1", "+/-", "+-"}) {
    if (rest.starts_with(sign)) rest = trim(rest.substr(sign.size()));
  }
  const auto quantity = parse_quantity(rest);
  if (!quantity || quantity->value < 0 || !std::isfinite(quantity->value)) {
    reading.report(Severity::error, "tolerance-not-readable", text.span(),
                   shown(text) +
                       " is no tolerance: write how much worse still holds, `0.5 %` or "
                       "`2 % relative`");
    return std::nullopt;
  }
  Tolerance tolerance;
  const bool percent = quantity->unit == "%";
  tolerance.value = quantity->value;
  if (relative || (percent && (of == Of::quantity || of == Of::time))) {
    tolerance.margin = Margin::relative;
    tolerance.value = percent ? quantity->value / 100 : quantity->value;
  } else if (percent && of == Of::fraction) {
    tolerance.value = quantity->value / 100;
  } else if (of == Of::time) {
    tolerance.value = seconds_of(*quantity).value_or(quantity->value);
  }
  return At<Tolerance>{tolerance, bare.span()};
}

}  // namespace recipe::document
