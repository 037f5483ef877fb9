package io.github.jupan.tools.internal.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonCalledTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python",
                "Python",
                " python ",
                "PYTHON",
                "python3",
                "`python`",
                "python()",
                "functions.python",
                "functions.functions.python",
                "functions.python:0",
                "functions.python:12",
                "python:0",
                "tools.python",
                "default_api.python",
                "default_api:python",
                "functions/python",
                "python<|channel|>commentary",
                "functions.python<|channel|>commentary json",
                "python<|constrain|>json",
                "ipython",
                "IPython",
                "code_interpreter",
                "code-interpreter",
                "Code Interpreter",
                "CodeInterpreter",
                "python_interpreter",
                "PythonInterpreter",
                "execute_python",
                "executePython",
                "run_python",
                "python_repl",
                "Python_REPL",
                "execute_code",
                "tool_code",
            })
    void meansPython(String name) {
        assertThat(PythonCalled.by(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":0",
                "<|channel|>",
                "functions",
                "functions.",
                "functions.weather",
                "weather",
                "cython",
                "python_docs",
                "search_python_docs",
                "python.weather",
                "weather.python",
                "monty_python",
                "python2js",
                "javascript",
                "bash",
                "execute_sql",
            })
    void meansSomethingElse(String name) {
        assertThat(PythonCalled.by(name)).isFalse();
    }
}
