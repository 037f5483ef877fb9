/// What downloads and the index are made of: answers of servers, and Python's own forms for packages
/// (wheel, requirement, version, condition). Start with [Answer] or [Wheel].
@NullMarked
package io.github.jupan.packages.internal;

import org.jspecify.annotations.NullMarked;
