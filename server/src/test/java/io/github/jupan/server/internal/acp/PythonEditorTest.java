package io.github.jupan.server.internal.acp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.server.internal.PythonClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The protocol's own client for Python drives an agent in a process of its own.
@Timeout(600)
class PythonEditorTest {

    @Test
    void doesWhatAnEditorDoes() throws Exception {
        assertThat(PythonClients.run(
                        PythonEditorTest.class, "editor.py", PythonClients.java(ServedAgent.class.getName())))
                .isEqualTo("{\"allowed\": [\"end_turn\", \"I am asked how often \\\"r\\\" occurs in"
                        + " \\\"strawberry\\\".\\n"
                        + "Counting is a job for code:There are 3 r's in \\\"strawberry\\\".\"], \"denied\":"
                        + " \"end_turn\", \"cancelled\": \"cancelled\", \"option\": 2, \"listed\": true,"
                        + " \"replayed\": true, \"after\": [\"end_turn\", \"I let code work it out:2 ^ 100 ="
                        + " 1267650600228229401496703205376\"]}");
    }
}
