#pragma once

#include <string>
#include <vector>

#include "data/fetch.h"
#include "run/observer.h"
#include "run/workspace.h"

namespace recipe::run {

/// The sources of a part that are files on the web, best first.
std::vector<std::string> web_sources(const document::Part& part);

/// Whether this program fetches a part: anyone may have it, and it is a file on the web.
bool is_fetched(const document::Governance& governance, const document::Part& part);

/// Where the download of a part lies, `.recipe/downloads/KIND/KEY`: the key is of the digest that
/// the recipe states, else of the sources.
std::string download_folder(const Workspace& workspace, std::string_view kind,
                            const document::Part& part);

/// Fetches a part unless it is there; what is wrong with it is said in the result.
Result<data::Fetched> fetch_part(os::World& world, const Workspace& workspace,
                                 std::string_view kind, const document::Part& part,
                                 Observer& observer);

/// Where all parts of data that the recipe links to are together.
std::string linked_folder(const Workspace& workspace, std::string_view kind,
                          const document::Data& data);

/// Fetches the parts into that folder; says what is wrong with one, or nothing.
Result<std::string> fetch_linked(os::World& world, const Workspace& workspace,
                                 std::string_view kind, const document::Data& data,
                                 const SourceText& source, Observer& observer);

/// "images.tar: 41 % of 1.5 GiB, 12 MiB/s, 2 min 05 s left"
std::string progress_text(const std::string& name, const data::Progress& progress);

}  // namespace recipe::run
