/// Files that come from elsewhere: one checked, resumable download to disk, and the packages of a Python index.
///
/// Start with [Downloads], by which everything comes; then [PackageIndex], and [PackageFolder] for what was added.
@NullMarked
package io.github.jupan.packages;

import org.jspecify.annotations.NullMarked;
