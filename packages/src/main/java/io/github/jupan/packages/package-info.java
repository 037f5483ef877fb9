/// Files that come from elsewhere: one checked, resumable download to disk, and the packages of a Python index.
@NullMarked
package io.github.jupan.packages;

import org.jspecify.annotations.NullMarked;
