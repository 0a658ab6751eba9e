#pragma once

#include <git2.h>

#include <memory>
#include <string>

#include "base/result.h"

namespace recipe::code {

template <class T, void (*free_it)(T*)>
struct Freed {
  void operator()(T* object) const { free_it(object); }
};

using RepositoryHandle =
    std::unique_ptr<git_repository, Freed<git_repository, git_repository_free>>;
using ReferenceHandle = std::unique_ptr<git_reference, Freed<git_reference, git_reference_free>>;
using ConfigHandle = std::unique_ptr<git_config, Freed<git_config, git_config_free>>;
using StatusHandle = std::unique_ptr<git_status_list, Freed<git_status_list, git_status_list_free>>;
using ObjectHandle = std::unique_ptr<git_object, Freed<git_object, git_object_free>>;
using CommitHandle = std::unique_ptr<git_commit, Freed<git_commit, git_commit_free>>;
using TreeHandle = std::unique_ptr<git_tree, Freed<git_tree, git_tree_free>>;
using BlobHandle = std::unique_ptr<git_blob, Freed<git_blob, git_blob_free>>;
using OdbHandle = std::unique_ptr<git_odb, Freed<git_odb, git_odb_free>>;
using IndexHandle = std::unique_ptr<git_index, Freed<git_index, git_index_free>>;
using DiffHandle = std::unique_ptr<git_diff, Freed<git_diff, git_diff_free>>;

/// What git said last on this thread.
std::string last_git_message();
/// 40 hexadecimal digits.
std::string hex(const git_oid& id);
/// The repository at or above `path`, null if there is none.
Result<RepositoryHandle> open_git(const std::string& path);

}  // namespace recipe::code
