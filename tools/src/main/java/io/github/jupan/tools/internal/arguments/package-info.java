/// How the program is found in the arguments of a call: start with `PythonArguments`.
@NullMarked
package io.github.jupan.tools.internal.arguments;

import org.jspecify.annotations.NullMarked;
