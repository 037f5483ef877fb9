/// How an agent answers a question. Start with [Loop], the way from the question to its outcome; [Workspace] is what
/// the code of a conversation works with.
@NullMarked
package io.github.jupan.agent.internal;

import org.jspecify.annotations.NullMarked;
