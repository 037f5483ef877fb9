/// What a model may call.
///
/// Start with [Tool]. [PythonTool] runs code; [ToolObjects] adapts objects with LangChain4j's `@Tool` methods;
/// [PythonExecutionEngine] is a tool for others.
@NullMarked
package io.github.jupan.tools;

import org.jspecify.annotations.NullMarked;
