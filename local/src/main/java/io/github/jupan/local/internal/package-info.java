/// What [io.github.jupan.local.LocalModel] is made of. Start at [ChatRequests]: from LangChain4j's requests to
/// the process's commands.
@NullMarked
package io.github.jupan.local.internal;

import org.jspecify.annotations.NullMarked;
