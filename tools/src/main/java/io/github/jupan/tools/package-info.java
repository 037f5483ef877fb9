/// What a model may call.
///
/// Start with [Tool]. [PythonTool] runs code; [ToolObjects] adapts objects with LangChain4j's `@Tool` methods;
/// [PythonExecutionEngine] is a tool for others. What a model hands over as a program is read by [PythonTool#code]
/// and, where it is damaged, put right by [CodeRepair].
@NullMarked
package io.github.jupan.tools;

import org.jspecify.annotations.NullMarked;
